"""What would move is what moves: the effect beforehand against the timeline after the change."""

from datetime import date, datetime

import pytest

from inspections import effects, tasks
from inspections.actions.cases import reschedule
from inspections.actions.holidays import add_holiday
from inspections.actions.plans import postpone
from inspections.actions.timeline import override_date
from inspections.models import Revisit
from tests.cast import NOW, Cast

Dates = dict[str, date | None]


def dates(revisit: Revisit) -> Dates:
    return {event.title: event.planned_on for event in revisit.timeline.all()}


def moved(before: Dates, after: Dates) -> set[effects.Move]:
    """From what to what each event went, told apart by its title."""
    titles = before.keys() | after.keys()
    moves = {effects.Move(title, before.get(title), after.get(title)) for title in titles}
    return {move for move in moves if move.before != move.after}


@pytest.fixture
def under_way(cast: Cast) -> Cast:
    """Notified, with something done and something set by hand."""
    cast.notify()
    cast.done("information_request")
    override_date(
        event=cast.event("survey_opens"),
        on=date(2022, 5, 9),
        time="12:00",
        reason="Earlier",
        by=cast.owner,
        at=NOW,
    )
    cast.compute()
    return cast


@pytest.mark.parametrize(
    ("first_day", "days"),
    [(date(2022, 5, 24), 3), (date(2022, 5, 17), 2), (date(2022, 5, 17), 4), (date(2022, 6, 6), 4)],
)
def test_g19_the_effect_of_other_days_is_what_they_do(under_way: Cast, first_day: date, days: int) -> None:
    case = under_way.revisit
    effect, before = effects.of_days(case, first_day, days), dates(case)
    assert dates(case) == before
    case = reschedule(
        revisit=case,
        version=case.version,
        first_day=first_day,
        days=days,
        reason="x",
        by=under_way.owner,
        at=NOW,
    )
    assert set(effect.moves) == moved(before, dates(case)) and effect.anything
    assert effect.last_after == case.last_day
    same_first = first_day == date(2022, 5, 17)
    assert [event.code for event in effect.done] == ([] if same_first else ["notify", "information_request"])
    assert [event.code for event in effect.by_hand] == ([] if same_first else ["survey_opens"])


def test_days_that_are_the_same_move_nothing(under_way: Cast) -> None:
    assert not effects.of_days(under_way.revisit, date(2022, 5, 17), 3).anything


def test_new_days_of_a_postponed_visit_move_what_was_done_and_set_too(under_way: Cast) -> None:
    case = under_way.revisit
    postpone(revisit=case, reason="Illness", by=under_way.owner, at=NOW)
    effect, before = effects.of_days(case, date(2022, 9, 20), 3), dates(case)
    assert effect.done == effect.by_hand == []
    case.refresh_from_db()
    new = reschedule(
        revisit=case,
        version=case.version,
        first_day=date(2022, 9, 20),
        days=3,
        reason="x",
        by=under_way.owner,
        at=NOW,
    )
    assert set(effect.moves) == moved(before, dates(new))


def test_the_effect_of_a_holiday_is_what_it_does_and_of_one_that_is_there_nothing(under_way: Cast) -> None:
    case, day = under_way.revisit, date(2022, 5, 18)
    [effect], before = effects.of_holiday(day, "Announced"), dates(case)
    assert effect.revisit == case and (effect.last_before, effect.last_after) == (
        date(2022, 5, 19),
        date(2022, 5, 20),
    )
    add_holiday(on=day, name="Announced", source="x", by=None, at=datetime.fromisoformat("2022-05-04T09:00Z"))
    tasks.compute_stale_timelines()
    assert set(effect.moves) == moved(before, dates(case))
    assert effects.of_holiday(day, "Announced") == []
    assert effects.of_holiday(date(2030, 1, 2), "Far away") == []
