"""Several people and workers at the same moment, each with a connection of their own."""

from datetime import date
from threading import Event

import pytest
from django.db import connection

from inspections.models import CaseEvent, EvidenceNote
from inspections.policies import Refused
from revisits.accounts.models import User
from revisits.privacy.actions import dispose as disposing
from revisits.privacy.actions.approve import approve
from revisits.privacy.actions.dispose import dispose
from revisits.privacy.actions.holds import place_hold
from revisits.privacy.models import Disposal
from revisits.privacy.schedules import SCHEDULES, Schedule
from tests.factories import make
from tests.inspections.test_at_once import at_once
from tests.patience import PATIENCE, eventually
from tests.privacy.closed import closed_case, on, proposed

pytestmark = pytest.mark.django_db(transaction=True)
DAY, OLD = date(2022, 7, 27), date(2016, 7, 27)
PAPERS = 12


def listed() -> Disposal:
    case = closed_case(OLD)
    for _ in range(PAPERS):
        make(EvidenceNote, revisit=case)
    found = proposed("notes", DAY)
    assert found
    return found


def attempt(disposal: Disposal, by: User) -> bool:
    try:
        approve(disposal=disposal, edition=disposal.edition, reason="Due.", by=by, at=on(DAY))
    except Refused:
        return False
    return True


def test_of_many_who_approve_at_once_one_does() -> None:
    disposal, people = listed(), [make(User) for _ in range(6)]
    answers = at_once([lambda by=by: attempt(disposal, by) for by in people])  # type: ignore[misc]
    assert sorted(answers) == [False] * 5 + [True]
    disposal.refresh_from_db()
    assert disposal.approved_by == people[answers.index(True)]


def test_lists_made_at_once_are_one_list() -> None:
    make(EvidenceNote, revisit=closed_case(OLD))
    found = at_once([lambda: proposed("notes", DAY)] * 6)
    assert {each and each.pk for each in found} == {Disposal.objects.get().pk}
    assert Disposal.objects.get().items.count() == 1


def test_many_workers_dispose_of_each_row_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(disposing, "BATCH", 2)
    disposal = listed()
    assert attempt(disposal, make(User))
    at_once([lambda: dispose(disposal_id=disposal.pk, at=on(DAY))] * 4)
    disposal.refresh_from_db()
    assert (disposal.state, disposal.disposed, EvidenceNote.objects.count()) == (
        Disposal.State.DONE,
        PAPERS,
        0,
    )
    told = CaseEvent.objects.filter(kind=CaseEvent.Kind.DISPOSED).values_list("data", flat=True)
    assert sum(each["notes"] for each in told) == PAPERS


def somebody_waits() -> bool:
    """For what another has locked. Within a transaction PostgreSQL answers from what it saw first, unless told."""
    waits = "SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_clear_snapshot()")
        cursor.execute(f"SELECT EXISTS ({waits})")
        return bool(cursor.fetchone() == (True,))


def test_once_a_hold_is_placed_nothing_more_goes(monkeypatch: pytest.MonkeyPatch) -> None:
    """The hold is asked for within the first batch, waits for it, and stops every other."""
    monkeypatch.setattr(disposing, "BATCH", 2)
    disposal = listed()
    assert attempt(disposal, make(User))
    case, by = EvidenceNote.objects.all()[0].revisit, make(User)
    within, placed = Event(), Event()
    real = SCHEDULES["notes"].dispose

    def slowly(rows: object, doing: object) -> None:
        within.set()
        assert eventually(lambda: placed.is_set() or somebody_waits())
        real(rows, doing)  # type: ignore[arg-type]

    values = {**SCHEDULES["notes"].__dict__, "dispose": slowly}
    monkeypatch.setitem(SCHEDULES, "notes", Schedule(**values))

    def hold() -> int:
        assert within.wait(PATIENCE)
        place_hold(case=case, reason="A claim.", by=by, at=on(DAY))
        placed.set()
        return EvidenceNote.objects.count()

    left, _ = at_once([hold, lambda: dispose(disposal_id=disposal.pk, at=on(DAY))])
    disposal.refresh_from_db()
    assert EvidenceNote.objects.count() == left == disposal.spared
    assert 0 < left < PAPERS
