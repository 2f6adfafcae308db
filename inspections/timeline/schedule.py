"""The default timeline of a re-visit: every event of the guidance, dated from the first on-site day."""

from collections.abc import Callable
from datetime import date
from functools import lru_cache
from itertools import repeat
from operator import itemgetter
from typing import NamedTuple

from inspections.timeline.clocks import PUBLICATION_DAYS, comments_due
from inspections.timeline.events import EVENTS, OWNERS, RULES, Condition, EventRule
from inspections.timeline.proposed import Plan, ProposedEvent
from inspections.timeline.working_days import WorkingCalendar

__all__ = ["EVENTS", "OWNERS", "RULES", "EventRule", "ProposedEvent", "on_dates", "propose", "propose_afresh"]

FEWEST_DAYS, MOST_DAYS = 2, 4
NOTICE_DAYS = 10
REMEMBERED = 2048  # schedules; a year of first days and lengths makes about 800
NO_DATE = (None,)
NOWHERE = -1  # the place in a window that holds None, for events without a date

Window = tuple[date | None, ...]
Dates = tuple[date | None, ...]


def propose(
    first_day: date,
    days: int,
    calendar: WorkingCalendar,
    *,
    open_meeting: bool = True,
    draft_sent_on: date | None = None,
) -> tuple[ProposedEvent, ...]:
    """Every event of a re-visit of two to four on-site days, in time order.

    Events without a date stand after the one that they follow. A first day that is no working day is still
    day 1. ValueError unless `days` is 2, 3 or 4 (G19).
    """
    _refuse_length(days)
    return _propose(first_day, days, calendar, open_meeting, draft_sent_on)


def on_dates(first_day: date, days: int, calendar: WorkingCalendar, *, open_meeting: bool = True) -> Dates:
    """The dates alone of `propose` before a draft is sent, in the same order; None where there is no default.

    For many cases at once: it builds no events and remembers nothing. ValueError unless `days` is 2, 3 or 4.
    """
    _refuse_length(days)
    return _shape(days, open_meeting).dates(_window(first_day, days, calendar))


class Shape(NamedTuple):
    """What all schedules of one length share: the columns of their events, and where their dates lie."""

    rules: tuple[EventRule, ...]
    occurrences: tuple[int, ...]
    days: tuple[int | None, ...]
    dates: Callable[[Window], Dates]
    untils: Callable[[Window], Dates]


def propose_afresh(
    first_day: date,
    days: int,
    calendar: WorkingCalendar,
    open_meeting: bool = True,
    draft_sent_on: date | None = None,
) -> tuple[ProposedEvent, ...]:
    """What `propose` answers, worked out each time and kept by nobody. `days` must be 2, 3 or 4."""
    shape = _shape(days, open_meeting)
    window = _window(first_day, days, calendar)
    plan = Plan(calendar, first_day, days, draft_sent_on)
    columns = zip(
        shape.rules,
        shape.occurrences,
        shape.days,
        shape.dates(window),
        shape.untils(window),
        repeat(plan),
        strict=False,
    )
    # The rows are whole tuples already: this makes events of them at half the cost of calling the class.
    events = tuple(map(tuple.__new__, repeat(ProposedEvent), columns))
    return _with_comments(events, comments_due(draft_sent_on, calendar)) if draft_sent_on else events


_propose = lru_cache(maxsize=REMEMBERED)(propose_afresh)


def _with_comments(events: tuple[ProposedEvent, ...], due: date) -> tuple[ProposedEvent, ...]:
    """The events with comments due dated and moved to its place; undated ones stay after the one before."""
    dated = [event._replace(on=due) if event.rule.anchor == "draft sent" else event for event in events]
    keys: list[date] = []
    for event in dated:
        keys.append(event.on or keys[-1])
    order = sorted(range(len(dated)), key=keys.__getitem__)
    return tuple(dated[place] for place in order)


def _window(first_day: date, days: int, calendar: WorkingCalendar) -> Window:
    """The days from -10 to 33 after the last one, without a day 0, and a None at the end."""
    return calendar.around(first_day, NOTICE_DAYS, days - 1 + PUBLICATION_DAYS) + NO_DATE


def _place(day: int) -> int:
    """Where in a window a signed day lies."""
    return day + NOTICE_DAYS - (day > 0)


@lru_cache
def _shape(days: int, open_meeting: bool) -> Shape:
    held: dict[Condition, bool] = {
        "": True,
        "more than two days": days > FEWEST_DAYS,
        "open meeting": open_meeting,
    }
    rows = [
        (rule, occurrence, day, place, _until(rule, days))
        for rule in EVENTS
        if held[rule.condition]
        for occurrence, day, place in _occurrences(rule, days)
    ]
    order = {place: number for number, place in enumerate(sorted({row[3] for row in rows} - {NOWHERE}))}
    keys: list[int] = []
    for row in rows:
        keys.append(order[row[3]] if row[3] != NOWHERE else max(keys))
    rows = [rows[number] for number in sorted(range(len(rows)), key=keys.__getitem__)]
    rules, occurrences, signed, places, untils = zip(*rows, strict=True)
    return Shape(rules, occurrences, signed, itemgetter(*places), itemgetter(*untils))


def _occurrences(rule: EventRule, days: int) -> list[tuple[int, int | None, int]]:
    """Occurrence, signed day and place of each event that a rule makes."""
    if rule.anchor == "each day":
        return [(day, day, _place(day)) for day in range(1, days + 1)]
    if rule.day is not None:
        return [(1, rule.day, _place(rule.day))]
    if rule.anchor == "last day" and rule.offset is not None:
        return [(1, None if rule.offset else days, _place(days + rule.offset))]
    return [(1, None, NOWHERE)]


def _until(rule: EventRule, days: int) -> int:
    if rule.until is None:
        return NOWHERE
    return _place(days if rule.until == "last" else rule.until)


def _refuse_length(days: int) -> None:
    if not FEWEST_DAYS <= days <= MOST_DAYS:
        raise ValueError(f"A re-visit has two to four on-site days, not {days}.")
