"""What is due on which day, type by type, and how it goes."""

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth import authenticate
from django.contrib.sessions.models import Session

from inspections.models import (
    Absence,
    CaseDraft,
    CaseEvent,
    EvidenceDocument,
    EvidenceNote,
    EvidenceReading,
    EvidenceVersion,
    Outcome,
    Revisit,
    TeamMember,
)
from inspections.timeline.times import LONDON
from inspections.workflow import OPEN_STATES, State
from notifications.domain.deliver import try_again
from notifications.models import DeliveryReport, OutboxMessage, TextNumber
from notifications.models.outbox import Status
from revisits import retention
from revisits.accounts.models import AccountEvent, AccountMail, Invitation, Membership, Organisation, User
from revisits.files.models import StoredFile
from revisits.files.storage import files, new_key
from revisits.privacy.disposing import Doing
from revisits.privacy.models import DataCopy, Hold
from revisits.privacy.schedules import SCHEDULES
from revisits.record.models import Entry, Seal
from tests.factories import AT, make
from tests.privacy.closed import closed_case, listed, on
from tests.privacy.planting import make_message, plant
from tests.stages import put

pytestmark = pytest.mark.django_db


def go(record_type: str, day: date) -> None:
    """Dispose of everything that is due on a day, as the batches do it."""
    schedule = SCHEDULES[record_type]
    assert schedule.period
    rows = list(schedule.free(schedule.period.cutoff(day)))
    schedule.dispose(rows, Doing(make(User, name="The approver"), str(schedule.period), on(day)))


def test_every_type_that_is_not_kept_for_good_has_its_schedule() -> None:
    finite = {code for code, each in retention.RECORD_TYPES.items() if each.shortest is not None}
    assert set(SCHEDULES) == finite
    assert {code for code, period in settings.RETENTION.items() if period} == finite


@pytest.mark.parametrize(
    ("published", "before", "due"),
    [
        (date(2016, 7, 27), date(2022, 7, 26), date(2022, 7, 27)),
        (date(2016, 2, 29), date(2022, 2, 28), date(2022, 3, 1)),
        (date(2018, 3, 1), date(2024, 2, 29), date(2024, 3, 1)),
    ],
)
def test_notes_are_due_six_years_after_the_letter_was_published(
    published: date, before: date, due: date
) -> None:
    case = closed_case(published, reference="essex-2016")
    make(EvidenceNote, revisit=case)
    assert listed("notes", before) == []
    assert listed("notes", due) == ["essex-2016: note of 1 March 2022"]


def test_notes_of_a_case_without_that_day_count_from_its_outcome_or_its_last_day() -> None:
    case = closed_case(None, reference="kent-2016")
    make(EvidenceNote, revisit=case)
    assert listed("notes", date(2028, 5, 18)) == []
    assert len(listed("notes", date(2028, 5, 19))) == 1
    Outcome.objects.create(
        revisit=case, sufficient=1, not_sufficient=0, published_on=date(2022, 7, 1), source="x"
    )
    assert listed("notes", date(2028, 6, 30)) == []
    assert len(listed("notes", date(2028, 7, 1))) == 1


@pytest.mark.parametrize("state", OPEN_STATES)
def test_notes_of_an_open_case_are_never_due(state: State) -> None:
    lead, cqc = make(User), make(User)
    case = make(Revisit)
    make(TeamMember, revisit=case, user=lead, role="lead")
    make(TeamMember, revisit=case, user=cqc, role="cqc")
    put(state)
    make(EvidenceNote, revisit=case)
    assert listed("notes", date(2049, 1, 1)) == []


def test_notes_go_and_the_history_says_how_many_and_on_whose_approval() -> None:
    case, other = closed_case(date(2016, 7, 27)), closed_case(date(2020, 7, 27))
    make(EvidenceNote, revisit=case)
    make(EvidenceNote, revisit=case)
    kept = make(EvidenceNote, revisit=other)
    go("notes", date(2022, 7, 27))
    assert list(EvidenceNote.objects.all()) == [kept]
    event = CaseEvent.objects.get()
    assert (event.revisit, event.kind) == (case, CaseEvent.Kind.DISPOSED)
    assert event.text == "2 inspectors' notes were disposed of, 6 years. Approved by The approver."


def test_evidence_goes_with_its_versions_readings_and_files_and_the_history_says_so(
    django_capture_on_commit_callbacks: Any, tmp_path: Path
) -> None:
    case, other = closed_case(date(2016, 7, 27), reference="essex-2016"), closed_case(date(2020, 7, 27))
    gone, kept = (_evidence(each, tmp_path) for each in (case, other))
    key = StoredFile.objects.get(evidence__document=gone).key
    assert listed("evidence", date(2022, 7, 26)) == []
    about = f"essex-2016: evidence {gone.pk} given for {gone.given_by}"
    assert listed("evidence", date(2022, 7, 27)) == [about]
    held = Hold.objects.create(
        person=gone.versions.get().added_by, reason="A claim", placed_by=make(User), placed_at=AT
    )
    assert list(SCHEDULES["evidence"].free(date(2016, 7, 27))) == []
    held.delete()
    with django_capture_on_commit_callbacks(execute=True):
        go("evidence", date(2022, 7, 27))
    assert [*EvidenceDocument.objects.all()] == [kept]
    stored = StoredFile.objects.get()
    assert stored.evidence.document == kept
    assert [files().exists(each) for each in (key, stored.key)] == [False, True]
    assert CaseEvent.objects.get().text == (
        "1 document of evidence was disposed of, 6 years. Approved by The approver."
    )


def _evidence(case: Revisit, folder: Path) -> EvidenceDocument:
    """A document with a file whose bytes are there, read by somebody."""
    path, key = folder / "bytes", new_key()
    path.write_bytes(b"bytes")
    files().keep(path, key)
    path.unlink()
    document = make(EvidenceDocument, revisit=case, given_by=make(Organisation, kind="health"))
    file = make(StoredFile, key=key, size=5)
    make(EvidenceReading, version=make(EvidenceVersion, document=document, file=file))
    return document


def test_messages_are_due_two_years_after_they_were_sent() -> None:
    case = make(Revisit, reference="essex-2022")
    make_message(case, make(User), datetime(2020, 5, 3, 23, 59, tzinfo=LONDON))
    assert listed("notices", date(2022, 5, 2)) == []
    assert listed("notices", date(2022, 5, 3)) == [
        "essex-2022: notify to Local area nominated officer, 3 May 2020"
    ]


def test_a_message_that_is_still_on_its_way_is_not_due() -> None:
    make_message(make(Revisit), None, status=Status.WAITING, sent_at=None, next_attempt_at=AT)
    assert listed("notices", date(2049, 1, 1)) == []


def test_a_message_keeps_that_it_was_sent_and_loses_to_whom_and_what() -> None:
    person = make(User, name="Somebody named")
    sent = make_message(make(Revisit), person)
    failed = make_message(
        make(Revisit),
        None,
        status=Status.FAILED,
        sent_at=None,
        last_error="550 office@body.example is unknown",
    )
    nowhere = make_message(
        make(Revisit),
        None,
        status=Status.NO_ADDRESS,
        sent_at=None,
        recipient_email="",
        recipient_key="name:x",
    )
    text = make_message(make(Revisit), person, channel="text", recipient_mobile="+447700900123")
    bounced = {"kind": "bounced", "address": sent.recipient_email, "received_at": AT}
    report = DeliveryReport.objects.create(outbox=sent, source="mail", source_id="x", **bounced)
    go("notices", date(2024, 3, 1))
    report.refresh_from_db()
    assert (report.kind, report.address) == ("bounced", "")
    assert OutboxMessage.objects.get(pk=text.pk).status == Status.SENT
    rows = {row.pk: row for row in OutboxMessage.objects.all()}
    assert [rows[row.pk].status for row in (sent, failed, nowhere)] == [
        Status.SENT,
        Status.SUPERSEDED,
        Status.SUPERSEDED,
    ]
    assert (rows[sent.pk].sent_at, rows[sent.pk].message) == (sent.sent_at, "notify")
    left = str([list(row.__dict__.values()) for row in rows.values()])
    for word in ("Somebody named", "@example.org", "body.example", "The words", "News of", "user:", "+447"):
        assert word not in left
    assert listed("notices", date(2049, 1, 1)) == []
    assert not any(try_again(pk=pk, now=AT) for pk in rows)


def leaver(until: date | None, **values: object) -> User:
    person = make(User, title="Head of SEND", telephone="01245", **values)
    body, _ = Organisation.objects.get_or_create(kind="local_authority", name="Essex County Council")
    make(Membership, user=person, organisation=body, role="lano", starts_on=date(2010, 1, 1), ends_on=until)
    return person


def test_people_are_due_three_years_after_their_last_role_ended() -> None:
    person = leaver(date(2019, 5, 3))
    make(Membership, user=person, starts_on=date(2010, 1, 1), ends_on=date(2018, 1, 1))
    assert listed("people", date(2022, 5, 2)) == []
    assert listed("people", date(2022, 5, 3)) == [
        "Local area nominated officer of Essex County Council, until 3 May 2019"
    ]


def test_whoever_has_a_role_or_a_part_in_an_open_case_is_not_due() -> None:
    leaver(None)
    ahead = leaver(date(2019, 5, 3))
    make(Membership, user=ahead, starts_on=date(2021, 1, 1), ends_on=date(2030, 1, 1))
    make(TeamMember, user=leaver(date(2019, 5, 3)))
    make(User, is_superuser=True, joined_at=AT)
    assert listed("people", date(2026, 1, 1)) == []


def test_whoever_never_had_a_role_is_dated_by_their_account() -> None:
    make(User, joined_at=AT)
    assert listed("people", date(2025, 2, 28)) == []
    assert listed("people", date(2025, 3, 1)) == ["account without a role, until 1 March 2022"]


def test_a_former_person_is_what_they_were_and_history_still_reads() -> None:
    person = leaver(date(2019, 5, 3), name="Somebody named")
    event = make(CaseEvent, by=person)
    go("people", date(2022, 5, 3))
    person.refresh_from_db()
    event.refresh_from_db()
    assert str(event.by) == "A former Local area nominated officer of Essex County Council"
    assert (person.email, person.title, person.telephone, person.is_active) == (None, "", "", False)
    assert not person.has_usable_password()
    assert person.memberships.count() == 1


def test_a_former_person_has_no_way_in() -> None:
    person = plant("anna").person
    Membership.objects.filter(user=person).update(ends_on=date(2021, 5, 3), starts_on=date(2010, 1, 1))
    Hold.objects.all().delete()
    TeamMember.objects.update(removed_at=AT, removed_by=make(User))
    email = person.email
    person.set_password("a long pass phrase of theirs")
    person.save()
    assert authenticate(email=email, password="a long pass phrase of theirs") == person
    go("people", date(2024, 5, 3))
    assert authenticate(email=email, password="a long pass phrase of theirs") is None
    for gone in (UserSession, Authenticator, EmailAddress, TextNumber):
        assert not gone.objects.filter(user=person).exists()


def test_absences_are_due_ninety_days_after_their_last_day() -> None:
    Absence.objects.create(
        user=make(User),
        first_day=date(2022, 1, 1),
        last_day=date(2022, 2, 2),
        recorded_by=make(User),
        recorded_at=AT,
    )
    assert listed("absences", date(2022, 5, 2)) == []
    assert listed("absences", date(2022, 5, 3)) == ["Away, until 2 February 2022"]
    go("absences", date(2022, 5, 3))
    assert not Absence.objects.exists()


def test_invitations_are_due_ninety_days_after_they_were_over() -> None:
    given = {
        "role": "hmi",
        "organisation": make(Organisation),
        "invited_by": make(User),
        "invited_at": AT,
        "sent_at": AT,
        "expires_at": on(date(2022, 3, 8)),
    }
    Invitation.objects.create(email="ran.out@example.org", name="A", **given)
    taken = {"accepted_at": on(date(2022, 3, 2)), "accepted_by": make(User)}
    Invitation.objects.create(email="taken@example.org", name="B", **given, **taken)
    assert listed("invitations", date(2022, 5, 30)) == []
    assert listed("invitations", date(2022, 5, 31)) == ["Invitation as HMI, over on 2 March 2022"]
    assert len(listed("invitations", date(2022, 6, 6))) == 2
    go("invitations", date(2022, 6, 6))
    assert not Invitation.objects.exists()


def test_mail_about_an_account_is_due_ninety_days_after_it_was_written_and_never_before_it_went() -> None:
    given = {"recipient": "a@example.org", "subject": "x", "created_at": AT, "next_attempt_at": AT}
    AccountMail.objects.create(**given, sent_at=AT)
    waiting = AccountMail.objects.create(**given, sealed_text="sealed")
    assert listed("account_mails", date(2022, 5, 29)) == []
    go("account_mails", date(2022, 5, 30))
    assert list(AccountMail.objects.all()) == [waiting]


def test_what_the_office_did_to_an_account_is_due_six_years_after() -> None:
    reset = AccountEvent.Kind.SECOND_FACTOR_RESET
    AccountEvent.objects.create(user=make(User), by=make(User), kind=reset, at=AT, reason="Lost it.")
    assert listed("account_events", date(2028, 2, 29)) == []
    assert listed("account_events", date(2028, 3, 1)) == ["Second factor reset, 1 March 2022"]
    go("account_events", date(2028, 3, 1))
    assert not AccountEvent.objects.exists()


def test_drafts_of_cases_are_due_ninety_days_after_the_last_touch() -> None:
    draft = CaseDraft.objects.create(owner=make(User), updated_at=on(date(2022, 2, 2)))
    assert listed("case_drafts", date(2022, 5, 2)) == []
    assert listed("case_drafts", date(2022, 5, 3)) == ["Case begun, last worked on 2 February 2022"]
    go("case_drafts", date(2022, 5, 3))
    assert not CaseDraft.objects.filter(pk=draft.pk).exists()


def test_sessions_are_due_thirty_days_after_they_ended() -> None:
    Session.objects.create(session_key="k" * 32, session_data="", expire_date=on(date(2022, 4, 3)))
    assert listed("sessions", date(2022, 5, 2)) == []
    UserSession.objects.create(user=make(User), ip="192.0.2.1", session_key="k" * 32)
    go("sessions", date(2022, 5, 3))
    assert not UserSession.objects.exists()
    assert not Session.objects.exists()


def a_seal(number: int = 1, at: datetime = AT) -> Seal:
    """Of the entries that are there; what is in it does not matter here, only that it goes whole."""
    ids = list(Entry.objects.order_by("pk").values_list("pk", flat=True))
    return Seal.objects.create(
        number=number,
        ids=[[ids[0], ids[-1]]],
        last=ids[-1],
        horizon=1,
        count=len(ids),
        prints=b"",
        digest="0" * 64,
        hash="0" * 64,
        at=at,
    )


def test_the_record_goes_by_whole_seals_and_the_seal_stays() -> None:
    make(Revisit)
    seal = a_seal()
    sealed = set(Entry.objects.values_list("pk", flat=True))
    assert listed("record", date(2030, 2, 28)) == []
    assert listed("record", date(2030, 3, 1)) == [f"Seal 1 of 1 March 2022, entries: {len(sealed)}"]
    go("record", date(2030, 3, 1))
    assert not Entry.objects.filter(pk__in=sealed).exists()
    assert Seal.objects.get() == seal
    assert listed("record", date(2049, 1, 1)) == []


def test_any_hold_keeps_the_whole_record() -> None:
    make(Revisit)
    a_seal()
    Hold.objects.create(person=make(User), reason="A claim.", placed_by=make(User), placed_at=AT)
    assert listed("record", date(2030, 3, 1)) == []


def test_the_offices_log_and_the_list_of_copies_go_too() -> None:
    person = make(User, name="Somebody named")
    LogEntry.objects.create(
        user=person,
        action_flag=CHANGE,
        action_time=AT,
        object_repr="Somebody else named",
        change_message="[]",
    )
    DataCopy.objects.create(person=person, by=person, at=AT)
    assert listed("office_log", date(2028, 2, 29)) == []
    assert listed("office_log", date(2028, 3, 1)) == ["Change on an office page, 1 March 2022"]
    assert listed("copies", date(2024, 2, 29)) == []
    go("office_log", date(2028, 3, 1))
    go("copies", date(2024, 3, 1))
    assert not LogEntry.objects.exists()
    assert not DataCopy.objects.exists()


def test_what_was_sent_at_midnight_counts_by_londons_day() -> None:
    """Half past midnight of 4 May in London is still 3 May in UTC."""
    make_message(make(Revisit), None, on(date(2020, 5, 4)) - timedelta(hours=2))
    assert listed("notices", date(2022, 5, 3)) == []
    assert len(listed("notices", date(2022, 5, 4))) == 1
