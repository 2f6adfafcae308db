"""Suspending all re-visits: each once, each in its own transaction, and each taken up again by itself."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from inspections import suspending
from inspections.actions import suspensions
from inspections.actions.cases import create_case
from inspections.actions.notify import notify
from inspections.actions.suspensions import suspend_all, suspend_case, suspend_waiting, take_up
from inspections.models import CaseEvent, Revisit, SuspendedCase, Suspension
from inspections.policies import Refused
from inspections.workflow import State
from tests.cast import NOW, Cast, make_elsewhere, new_case
from tests.stages import put

WHY = "A storm has closed the roads."
LATER = NOW + timedelta(days=1)
FROM = date(2022, 5, 3)
Kind = CaseEvent.Kind


@pytest.fixture
def both(cast: Cast) -> tuple[Revisit, Revisit]:
    """Essex is planned, Kent is notified."""
    return cast.revisit, make_elsewhere(cast).revisit


def suspended(cast: Cast, from_day: date = FROM) -> Suspension:
    return suspend_all(from_day=from_day, reason=WHY, by=cast["senior_hmi"], at=LATER)


def test_each_case_is_reached_once_and_what_was_told_is_postponed(
    cast: Cast, both: tuple[Revisit, Revisit]
) -> None:
    planned, notified = both
    made = suspended(cast)
    assert made.cases.count() == 2 and not made.cases.exclude(done_at=None)
    assert suspend_waiting(at=lambda: LATER + timedelta(minutes=1)) == 2
    assert suspend_waiting(at=lambda: LATER) == 0
    assert not suspend_case(pk=made.cases.earliest("pk").pk, at=LATER)
    for case in both:
        case.refresh_from_db()
        [event] = case.history.filter(kind=Kind.SUSPENDED)
        assert (event.by, event.at) == (cast["senior_hmi"], LATER)
    assert (planned.state, notified.state) == (State.PLANNED, State.POSTPONED)
    assert notified.stopped_why == f"All re-visits are suspended from 3 May 2022. {WHY}"
    assert notified.history.filter(kind=Kind.POSTPONED).count() == 1
    assert planned.history.filter(kind=Kind.POSTPONED).count() == 0
    with pytest.raises(Refused, match="no re-visit to suspend"):
        suspended(cast)


def test_one_that_fails_does_not_hold_up_the_others_and_is_reached_later(
    cast: Cast, both: tuple[Revisit, Revisit], monkeypatch: pytest.MonkeyPatch
) -> None:
    suspended(cast)
    real: Callable[..., bool] = suspensions.suspend_case
    first = SuspendedCase.objects.earliest("pk").pk

    def fails(*, pk: int, at: object) -> bool:
        if pk == first:
            raise RuntimeError("killed here")
        return real(pk=pk, at=at)

    monkeypatch.setattr(suspensions, "suspend_case", fails)
    assert suspend_waiting(at=lambda: LATER) == 1
    monkeypatch.undo()
    assert suspend_waiting(at=lambda: LATER) == 1


def test_a_visit_that_took_place_is_left_alone_and_one_that_ends_before_the_day_is_not_reached(
    cast: Cast, both: tuple[Revisit, Revisit]
) -> None:
    planned, notified = both
    assert list(suspending.reached(date(2022, 5, 20))) == []
    made = suspended(cast)
    put(State.REPORTING, notified)
    suspend_waiting(at=lambda: LATER)
    row = made.cases.get(revisit=notified)
    assert row.left_alone == "It was at the stage “Writing the letter” by then."
    assert suspending.in_force(notified) is None and suspending.in_force(planned)


def test_nobody_is_notified_until_the_case_is_taken_up_again(
    cast: Cast, both: tuple[Revisit, Revisit]
) -> None:
    planned, notified = both
    suspended(cast)
    with pytest.raises(Refused, match="has not reached this re-visit yet"):
        take_up(revisit=planned, by=cast["support"], at=LATER)
    suspend_waiting(at=lambda: LATER)
    for case in both:
        with pytest.raises(Refused, match="suspended from 3 May 2022"):
            notify(revisit=case, by=cast["support"], at=LATER)
    row = take_up(revisit=planned, by=cast["support"], at=LATER + timedelta(days=1))
    assert row.taken_up_by == cast["support"] and planned.history.filter(kind=Kind.TAKEN_UP).count() == 1
    with pytest.raises(Refused, match="not suspended"):
        take_up(revisit=planned, by=cast["support"], at=LATER)
    assert notify(revisit=planned, by=cast.owner, at=LATER)
    assert suspending.in_force(notified)
    # What was taken up is reached by the next suspension; what was not stays in the first.
    assert list(suspending.reached(FROM)) == [planned]


def test_the_database_keeps_a_case_in_one_suspension_with_its_reason_and_its_order(cast: Cast) -> None:
    made = suspended(cast)
    other = create_case(
        case=new_case(cast.area, [(cast.owner, "lead"), (cast["cqc"], "cqc")], date(2022, 6, 14)),
        by=cast.owner,
        at=NOW,
    )
    broken = (
        ("suspended_once", lambda: SuspendedCase.objects.create(suspension=made, revisit=cast.revisit)),
        (
            "suspended_before_it_is_taken_up",
            lambda: SuspendedCase.objects.create(suspension=made, revisit=other, taken_up_at=NOW),
        ),
        (
            "suspended_left_alone_is_done",
            lambda: SuspendedCase.objects.create(suspension=made, revisit=other, left_alone="It was over."),
        ),
        (
            "suspension_says_why",
            lambda: Suspension.objects.create(
                from_day=FROM, reason="", decided_by=cast.owner, decided_at=NOW
            ),
        ),
    )
    for name, act in broken:
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            act()
