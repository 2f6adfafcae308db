"""One row of everything that is held on a person, on a case of its own, with words that nobody else has."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType

from inspections.models import (
    Absence,
    CaseDraft,
    CaseEvent,
    DraftReader,
    EvidenceDocument,
    EvidenceExport,
    EvidenceNote,
    EvidenceReading,
    EvidenceVersion,
    EvidenceView,
    HolidayChange,
    InformationItem,
    InitialInspection,
    Meeting,
    MeetingRegistration,
    NoteVersion,
    QuestionComment,
    QuestionSet,
    Revisit,
    SurveyIncident,
    Tag,
    Tagging,
    TeamMember,
    TimelineEvent,
    Weakness,
)
from letters.models import Circulation, Letter
from notifications.models import (
    ClearedBounce,
    DeliveryReport,
    OutboxMessage,
    ScheduledNotice,
    Snooze,
    TextNumber,
    Unwanted,
    Wishes,
)
from notifications.models.outbox import Status
from revisits.accounts.models import (
    AccountEvent,
    AccountMail,
    Invitation,
    Membership,
    Organisation,
    User,
)
from revisits.files.models import StoredFile, Upload
from revisits.privacy.models import DataCopy, Disposal, DisposalItem, Hold
from tests.drafts import plant_draft
from tests.factories import AT, make
from tests.letters.finals import plant_signing
from tests.letters.writing import plant_outcome_letter
from tests.privacy.arranged import plant_arrangements, plant_fieldwork
from tests.privacy.banked import plant_bank
from tests.privacy.judged import plant_judgements
from tests.privacy.planned import plant_plans
from tests.privacy.surveyed import plant_survey


@dataclass
class Planted:
    """A person, the case of their rows, and the words of theirs that no copy may hold."""

    person: User
    case: Revisit
    secret: str


def plant(name: str, at: datetime = AT) -> Planted:
    """Rows of every model that holds personal data, each about this one person."""
    person = make(User, name=f"Person {name}", email=f"{name}@person.example", telephone=f"tel-{name}")
    case = make(Revisit, reference=f"case-of-{name}")
    secret, by = f"words-of-{name}", {"by": person, "at": at}
    make(Membership, user=person, organisation=make(Organisation, name=f"Body of {name}"))
    make(TeamMember, revisit=case, user=person, reason=f"why {name}", experience=f"experience of {name}")
    make(InitialInspection).inspectors.add(person)
    Absence.objects.create(
        user=person, first_day=at.date(), last_day=at.date(), recorded_by=make(User), recorded_at=at
    )
    _wishes(person, case, at, secret)
    make(
        TimelineEvent,
        revisit=case,
        override_on=date(2022, 5, 4),
        override_reason=secret,
        overridden_by=person,
        overridden_at=at,
    )
    make(CaseEvent, revisit=case, text=secret, data={"note": secret}, **by)
    make(DraftReader, revisit=case, user=person)
    _evidence(person, case, at, secret)
    CaseDraft.objects.create(owner=person, answers={"area": secret}, updated_at=at)
    HolidayChange.objects.create(
        on=date(2022, 9, 19), name=f"Day of {name}", change="added", source="x", **by
    )
    make(Letter, revisit=case, text={"blocks": [secret]}, issued_by=person, addressees=addressed_to(person))
    _forum(person, case, at, secret)
    LogEntry.objects.create(
        user=person,
        action_flag=CHANGE,
        action_time=at,
        object_repr=secret,
        content_type=ContentType.objects.get_for_model(User),
    )
    of_case = (plant_arrangements, plant_fieldwork, plant_judgements, plant_outcome_letter, _meetings)
    later = (_delivery, plant_plans, plant_survey, plant_draft, plant_signing, _getting_in, _in_privacy)
    for planting in (*of_case, *later):
        planting(person, case, at, secret)
    return Planted(person, case, secret)


def _wishes(person: User, case: Revisit, at: datetime, secret: str) -> None:
    """What they want to be sent, what they put off, and what they had sent later."""
    later = at + timedelta(days=1)
    Wishes.objects.create(user=person, gather=True, changed_at=at)
    Unwanted.objects.create(user=person, message="questions_agreed", since=at)
    Snooze.objects.create(
        user=person,
        revisit=case,
        code="evidence_due",
        due_on=at.date(),
        until=later.date(),
        reason=secret,
        snoozed_at=at,
    )
    ScheduledNotice.objects.create(
        revisit=case,
        notice="notify",
        words={"note": secret},
        send_at=later,
        scheduled_by=person,
        scheduled_at=at,
    )


def _evidence(person: User, case: Revisit, at: datetime, secret: str) -> None:
    InformationItem.objects.create(
        revisit=case, kind="further", side="area", title=secret, guidance=secret, due_at=at, asked_by=person,
        asked_at=at, none_by=person, none_at=at, none_why=secret, assigned_to=person, closed_by=person, closed_at=at,
    )  # fmt: skip
    given = make(EvidenceDocument, revisit=case, title=secret)
    withdrawn = {"withdrawn_at": at, "withdrawn_by": person, "withdrawn_why": secret}
    make(EvidenceDocument, revisit=case, title=secret, **withdrawn)
    file = make(
        StoredFile, key=person.name, name=f"{person.name}.pdf", sha256="0" * 64, size=1, added_by=person
    )
    began: dict[str, Any] = {
        "purpose": "evidence",
        "target": {"words": secret},
        "length": 9,
        "expires_at": at,
    }
    Upload.objects.create(owner=person, name=f"{person.name}.csv", started_at=at, **began)
    version = make(EvidenceVersion, document=given, file=file, added_by=person)
    make(EvidenceReading, version=version, user=person)
    note = EvidenceNote.objects.create(revisit=case, kind="visit", written_by=person, written_at=at)
    NoteVersion.objects.create(note=note, title=secret, text=secret, written_by=person, written_at=at)
    weakness = make(Weakness, wsoa=case.wsoa, text=secret)
    EvidenceView.objects.create(document=given, weakness=weakness, shows="none", by=person, at=at)
    tag = Tag.objects.create(revisit=case, name=secret)
    Tagging.objects.create(tag=tag, note=note, by=person, at=at)
    EvidenceExport.objects.create(revisit=case, by=person, asked_at=at)


def _forum(person: User, case: Revisit, at: datetime, secret: str) -> None:
    """Questions for parents, a comment on them, and an entry of the circulation log."""
    body = make(Organisation, name=f"Forum of {person.name}")
    asked = QuestionSet.objects.create(
        revisit=case, purpose="survey", focus=secret, begun_by=person, begun_at=at
    )
    QuestionComment.objects.create(question_set=asked, given_for=body, text=secret, by=person, at=at)
    plant_bank(person, case, at, secret)
    Circulation.objects.create(
        letter=case.letters.get(),
        body=body,
        how="email",
        to=secret,
        sent_at=at,
        logged_by=person,
        logged_at=at,
    )


def _meetings(person: User, case: Revisit, at: datetime, secret: str) -> None:
    cancelled = {"cancelled_at": at, "cancelled_by": person, "cancelled_why": secret}
    Meeting.objects.create(revisit=case, kind="feedback", chair=person, notes=secret, **cancelled)
    SurveyIncident.objects.create(revisit=case, broken_at=at, reported_by=person, said=secret)
    MeetingRegistration.objects.create(
        revisit=case, name=secret, phone=secret, through="forum", entered_by=person, registered_at=at,
        state="registered", code=f"{person.pk}",
    )  # fmt: skip


def _getting_in(person: User, case: Revisit, at: datetime, secret: str) -> None:
    """How they came in, and how they sign in."""
    body = Organisation.objects.get(memberships__user=person)
    Invitation.objects.create(
        email=person.email or "",
        name=person.name,
        role="hmi",
        organisation=body,
        invited_by=make(User),
        invited_at=at,
        expires_at=at + timedelta(days=7),
        sent_at=at,
    )
    EmailAddress.objects.create(user=person, email=person.email or "", verified=True, primary=True)
    Authenticator.objects.create(user=person, type=Authenticator.Type.TOTP, data={"secret": secret})
    UserSession.objects.create(
        user=person, ip="192.0.2.1", user_agent="Firefox", session_key=f"session-of-{person.pk}"
    )
    AccountMail.objects.create(
        recipient=person.email or "", subject="A new password", created_at=at, next_attempt_at=at, sent_at=at
    )
    AccountEvent.objects.create(
        user=person, kind=AccountEvent.Kind.SECOND_FACTOR_RESET, by=make(User), at=at, reason=secret
    )


def addressed_to(person: User) -> list[dict[str, Any]]:
    return [{"role": "lano", "name": person.name, "email": person.email, "user_id": person.pk}]


def make_message(case: Revisit, person: User | None, at: datetime = AT, **values: Any) -> OutboxMessage:
    """A message that was sent to a person."""
    given = {
        "message": "notify",
        "revisit": case,
        "cause": f"event:{OutboxMessage.objects.count()}",
        "written_at": at,
        "created_at": at,
        "give_up_at": at,
        "recipient_key": f"user:{person.pk}" if person else "mailbox:office@body.example",
        "recipient_role": "lano",
        "recipient_name": person.name if person else "The office",
        "recipient_email": person.email if person else "office@body.example",
        "recipient_user": person,
        "subject": f"News of {case}",
        "text": "The words",
        "html": "<p>The words</p>",
        "status": Status.SENT,
        "sent_at": at,
    }
    return OutboxMessage.objects.create(**{**given, **values})


def _delivery(person: User, case: Revisit, at: datetime, secret: str) -> None:
    mobile = f"+447700{person.pk:06d}"
    row = make_message(case, person, text=secret)
    bounced = {"kind": "bounced", "address": row.recipient_email, "received_at": at}
    report = DeliveryReport.objects.create(outbox=row, source="mail", source_id=row.message_id, **bounced)
    ClearedBounce.objects.create(report=report, reason=secret, cleared_by=person, cleared_at=at)
    TextNumber.objects.create(user=person, mobile=mobile, agreed_at=at)


def _in_privacy(person: User, case: Revisit, at: datetime, secret: str) -> None:
    DataCopy.objects.create(person=person, by=make(User), at=at, reason=secret)
    Hold.objects.create(person=person, reason=secret, placed_by=make(User), placed_at=at)
    disposal = Disposal.objects.create(
        record_type="notes",
        state=Disposal.State.DONE,
        period="6 years",
        cutoff=at.date(),
        proposed_at=at,
        refreshed_at=at,
        approved_by=person,
        approved_at=at,
        reason=secret,
        disposed_at=at,
        disposed=1,
        spared=0,
    )
    DisposalItem.objects.create(
        disposal=disposal,
        key="1",
        reference=f"{case}: note",
        dated_on=at.date(),
        person=person.pk,
        outcome="disposed",
    )
