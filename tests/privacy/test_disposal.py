"""From the nightly list over approval to what is gone: each step once, and nothing goes that must stay."""

from datetime import date, timedelta

import pytest
from django.conf import settings
from pytest_django import Settings

from inspections.models import CaseDraft, CaseEvent, EvidenceNote
from inspections.policies import Refused
from revisits.accounts.models import User
from revisits.privacy import tasks
from revisits.privacy.actions import dispose as disposing
from revisits.privacy.actions import propose as proposing
from revisits.privacy.actions.approve import approve
from revisits.privacy.actions.dispose import dispose, dispose_batch
from revisits.privacy.actions.holds import lift_hold, place_hold
from revisits.privacy.models import Disposal, DisposalItem, Hold
from revisits.privacy.schedules import SCHEDULES, Schedule
from revisits.record.models import Entry
from revisits.retention import Period
from tests.conftest import StandingClock
from tests.factories import AT, make
from tests.privacy.closed import closed_case, listed, on, proposed

pytestmark = pytest.mark.django_db
DAY = date(2022, 7, 27)
OLD = date(2016, 7, 27)
State, Outcome = Disposal.State, DisposalItem.Outcome


def waiting(record_type: str = "notes", day: date = DAY) -> Disposal:
    found = proposed(record_type, day)
    assert found
    return found


def approved(disposal: Disposal, by: User | None = None) -> Disposal:
    approve(
        disposal=disposal,
        edition=disposal.edition,
        reason="Nothing is open.",
        by=by or make(User),
        at=on(DAY),
    )
    return disposal


def outcomes(disposal: Disposal) -> dict[str, str]:
    return dict(disposal.items.values_list("reference", "outcome"))


def test_listing_twice_changes_nothing() -> None:
    make(EvidenceNote, revisit=closed_case(OLD))
    first, second = waiting(), waiting()
    assert (first.pk, first.edition, first.items.count()) == (second.pk, second.edition, 1)
    assert Disposal.objects.count() == 1


def test_an_open_list_is_brought_up_to_date() -> None:
    make(EvidenceNote, revisit=closed_case(OLD, reference="one"))
    first = waiting()
    make(EvidenceNote, revisit=closed_case(OLD + timedelta(days=1), reference="two"))
    second = waiting(day=DAY + timedelta(days=1))
    assert (second.pk, second.edition) == (first.pk, first.edition + 1)
    assert second.cutoff == OLD + timedelta(days=1)
    assert [item.reference.split(":")[0] for item in second.items.all()] == ["one", "two"]


def test_a_list_on_which_nothing_is_left_is_withdrawn() -> None:
    case = closed_case(OLD)
    make(EvidenceNote, revisit=case)
    waiting()
    place_hold(case=case, reason="A claim.", by=make(User), at=AT)
    assert proposed("notes", DAY) is None
    assert not Disposal.objects.exists()


def test_what_is_kept_for_good_is_never_listed(settings: Settings) -> None:
    make(EvidenceNote, revisit=closed_case(OLD))
    waiting()
    settings.RETENTION = {**settings.RETENTION, "notes": None}
    assert proposed("notes", DAY) is None
    assert not Disposal.objects.exists()


def test_a_list_is_no_longer_than_a_person_can_answer_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proposing, "MOST", 2)
    for days in (2, 0, 1):
        CaseDraft.objects.create(owner=make(User), updated_at=AT + timedelta(days=days))
    assert [each.split(" on ")[1] for each in listed("case_drafts", DAY)] == ["1 March 2022", "2 March 2022"]


def test_the_list_names_keys_references_and_dates_and_nothing_of_the_content() -> None:
    case = closed_case(OLD, reference="essex-2016")
    paper = make(EvidenceNote, revisit=case)
    (item,) = waiting().items.all()
    assert (item.key, item.dated_on, item.case, item.person) == (
        str(paper.pk),
        OLD,
        case.pk,
        paper.written_by_id,
    )
    assert item.reference == "essex-2016: note of 1 March 2022"


def test_nothing_goes_before_it_is_approved() -> None:
    make(EvidenceNote, revisit=closed_case(OLD))
    dispose(disposal_id=waiting().pk, at=on(DAY))
    assert EvidenceNote.objects.count() == 1


def test_what_was_approved_goes_and_stays_on_record() -> None:
    case = closed_case(OLD)
    make(EvidenceNote, revisit=case)
    approver = make(User)
    disposal = approved(waiting(), approver)
    dispose(disposal_id=disposal.pk, at=on(DAY))
    disposal.refresh_from_db()
    assert not EvidenceNote.objects.exists()
    assert (disposal.state, disposal.disposed, disposal.spared) == (State.DONE, 1, 0)
    assert (disposal.approved_by, disposal.reason, disposal.disposed_at) == (
        approver,
        "Nothing is open.",
        on(DAY),
    )
    assert disposal.period == "6 years after the re-visit's letter was published"
    assert set(outcomes(disposal).values()) == {Outcome.DISPOSED}
    dispose(disposal_id=disposal.pk, at=on(DAY))
    assert CaseEvent.objects.filter(kind=CaseEvent.Kind.DISPOSED).count() == 1


def test_a_disposal_is_on_record_under_its_approver_and_never_with_the_words() -> None:
    make(EvidenceNote, revisit=closed_case(OLD))
    approver = make(User)
    disposal = approved(waiting(), approver)
    dispose(disposal_id=disposal.pk, at=on(DAY))
    entry = Entry.objects.get(table=EvidenceNote._meta.db_table, operation=Entry.Operation.DELETE)
    assert (entry.person, entry.why) == (approver.pk, "Nothing is open.")
    assert "telling" not in str(entry.before)
    assert "The words" not in str(entry.before)


def test_a_list_that_changed_while_it_was_read_is_not_approved() -> None:
    make(EvidenceNote, revisit=closed_case(OLD))
    read = waiting()
    make(EvidenceNote, revisit=closed_case(OLD))
    waiting()
    with pytest.raises(Refused, match="The list changed while you were reading it"):
        approved(read)
    assert Disposal.objects.get().state == State.PROPOSED


def test_a_list_is_approved_once() -> None:
    make(EvidenceNote, revisit=closed_case(OLD))
    disposal = approved(waiting(), make(User, name="The first"))
    with pytest.raises(Refused, match="The first approved this on 27 July 2022 already"):
        approved(disposal)


def test_an_approved_list_stays_as_it_was_approved() -> None:
    make(EvidenceNote, revisit=closed_case(OLD, reference="one"))
    disposal = approved(waiting())
    make(EvidenceNote, revisit=closed_case(OLD, reference="two"))
    assert waiting() == disposal
    dispose(disposal_id=disposal.pk, at=on(DAY))
    assert [paper.revisit.reference for paper in EvidenceNote.objects.all()] == ["two"]
    assert waiting().pk != disposal.pk


def test_nobody_approves_the_disposal_of_data_on_themselves() -> None:
    approver, case = make(User), closed_case(OLD)
    own = make(EvidenceNote, revisit=case, written_by=approver)
    make(EvidenceNote, revisit=case)
    disposal = waiting()
    left_out = approve(disposal=disposal, edition=disposal.edition, reason="Due.", by=approver, at=on(DAY))
    assert left_out == 1
    dispose(disposal_id=disposal.pk, at=on(DAY))
    assert list(EvidenceNote.objects.all()) == [own]
    with pytest.raises(Refused, match="somebody else must approve it"):
        approved(waiting(), approver)
    approved(waiting())


def test_what_is_on_hold_is_not_listed_until_the_hold_is_lifted() -> None:
    case, person = closed_case(OLD, reference="essex-2016"), make(User)
    make(EvidenceNote, revisit=case)
    make(EvidenceNote, revisit=closed_case(OLD, reference="kent-2016"), written_by=person)
    holds = [
        place_hold(case=case, reason="A claim.", by=make(User), at=AT),
        place_hold(person=person, reason="A complaint.", by=make(User), at=AT),
    ]
    assert listed("notes", DAY) == []
    for hold, number in zip(holds, (1, 2), strict=True):
        lift_hold(hold=hold, reason="Settled.", by=make(User), at=AT)
        assert len(listed("notes", DAY)) == number


def test_a_hold_on_a_person_keeps_their_name() -> None:
    person = make(User, joined_at=AT)
    place_hold(person=person, reason="A complaint.", by=make(User, joined_at=on(DAY)), at=AT)
    assert listed("people", date(2025, 3, 2)) == []


def test_a_hold_that_comes_after_the_approval_keeps_what_has_not_gone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(disposing, "BATCH", 1)
    first, second = closed_case(OLD, reference="one"), closed_case(OLD, reference="two")
    make(EvidenceNote, revisit=first)
    kept = make(EvidenceNote, revisit=second)
    disposal = approved(waiting())
    assert dispose_batch(disposal_id=disposal.pk, at=on(DAY))
    place_hold(case=second, reason="A claim.", by=make(User), at=on(DAY))
    dispose(disposal_id=disposal.pk, at=on(DAY))
    disposal.refresh_from_db()
    assert list(EvidenceNote.objects.all()) == [kept]
    assert (disposal.disposed, disposal.spared) == (1, 1)
    assert {key.split(":")[0]: value for key, value in outcomes(disposal).items()} == {
        "one": Outcome.DISPOSED,
        "two": Outcome.HELD,
    }


def test_what_was_touched_after_the_approval_stays() -> None:
    draft = CaseDraft.objects.create(owner=make(User), updated_at=AT)
    gone = CaseDraft.objects.create(owner=make(User), updated_at=AT)
    disposal = approved(waiting("case_drafts"))
    CaseDraft.objects.filter(pk=draft.pk).update(updated_at=on(DAY))
    gone.delete()
    dispose(disposal_id=disposal.pk, at=on(DAY))
    assert CaseDraft.objects.get() == draft
    assert set(outcomes(disposal).values()) == {Outcome.NOT_DUE}


@pytest.mark.parametrize("period", [Period(years=7), None])
def test_a_period_that_was_lengthened_after_the_approval_holds(
    period: Period | None, settings: Settings
) -> None:
    make(EvidenceNote, revisit=closed_case(OLD))
    disposal = approved(waiting())
    settings.RETENTION = {**settings.RETENTION, "notes": period}
    dispose(disposal_id=disposal.pk, at=on(DAY))
    assert EvidenceNote.objects.count() == 1
    assert set(outcomes(disposal).values()) == {Outcome.NOT_DUE}


class Killed(BaseException):
    """The worker is gone."""


@pytest.mark.parametrize("line", ["before", "after"])
def test_killed_within_a_batch_it_goes_on_where_it_stopped(
    line: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(disposing, "BATCH", 2)
    case = closed_case(OLD)
    for _ in range(5):
        make(EvidenceNote, revisit=case)
    disposal = approved(waiting())
    assert dispose_batch(disposal_id=disposal.pk, at=on(DAY))
    real = SCHEDULES["notes"].dispose

    def killed(rows: object, doing: object) -> None:
        if line == "after":
            real(rows, doing)  # type: ignore[arg-type]
        raise Killed

    with monkeypatch.context() as patch:
        patch.setitem(SCHEDULES, "notes", _with(SCHEDULES["notes"], killed))
        with pytest.raises(Killed):
            dispose(disposal_id=disposal.pk, at=on(DAY))
    assert EvidenceNote.objects.count() == 3
    assert disposal.items.filter(outcome=Outcome.WAITING).count() == 3
    dispose(disposal_id=disposal.pk, at=on(DAY))
    disposal.refresh_from_db()
    assert (EvidenceNote.objects.count(), disposal.disposed) == (0, 5)
    told = CaseEvent.objects.filter(kind=CaseEvent.Kind.DISPOSED).values_list("data", flat=True)
    assert sum(each["notes"] for each in told) == 5


def _with(schedule: Schedule, dispose: object) -> Schedule:
    values = {**schedule.__dict__, "dispose": dispose}
    return Schedule(**values)


def test_the_nightly_task_lists_every_type_and_one_that_fails_holds_up_none(
    standing_clock: StandingClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    standing_clock.set(DAY)
    make(EvidenceNote, revisit=closed_case(OLD))
    CaseDraft.objects.create(owner=make(User), updated_at=AT)

    def broken() -> object:
        raise RuntimeError

    values = {**SCHEDULES["notices"].__dict__, "rows": broken}
    monkeypatch.setitem(SCHEDULES, "notices", Schedule(**values))
    tasks.list_due()
    assert set(Disposal.objects.values_list("record_type", flat=True)) == {"notes", "case_drafts"}


def test_the_sweep_finds_what_a_lost_poke_left(standing_clock: StandingClock) -> None:
    standing_clock.set(DAY)
    make(EvidenceNote, revisit=closed_case(OLD))
    approved(waiting())
    tasks.dispose_approved()
    tasks.dispose(Disposal.objects.get().pk)
    assert Disposal.objects.get().state == State.DONE
    assert not EvidenceNote.objects.exists()


def test_the_beat_runs_both() -> None:
    beat = {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}
    assert {tasks.list_due.name, tasks.dispose_approved.name} <= beat


def test_a_hold_is_lifted_once_and_is_on_one_thing() -> None:
    hold = place_hold(person=make(User), reason="A claim.", by=make(User), at=AT)
    lift_hold(hold=hold, reason="Settled.", by=make(User, name="The first"), at=AT)
    with pytest.raises(Refused, match="The first lifted this hold on 1 March 2022 already"):
        lift_hold(hold=hold, reason="Again.", by=make(User), at=AT)
    for about in ({}, {"case": closed_case(OLD), "person": make(User)}):
        with pytest.raises(Refused, match="a case or on a person"):
            place_hold(**about, reason="A claim.", by=make(User), at=AT)  # type: ignore[arg-type]
    assert Hold.objects.count() == 1
