"""How near an event is: from when on it is reminded of, and whom that reaches by then. It asks the database nothing."""

from collections.abc import Iterator
from datetime import date, datetime

from inspections.models import TimelineEvent
from inspections.timeline.times import LONDON
from inspections.timeline.working_days import WorkingCalendar
from notifications.cause import Stage
from notifications.domain.quiet import first_day

# So many working days before its day an event is reminded of: those that take their owners longer, and all others.
AHEAD = {"evidence_due": 3, "comments_due": 3}
AHEAD_OF_OTHERS = 1
LONGEST_AHEAD = max(AHEAD_OF_OTHERS, *AHEAD.values())
# So many working days after the day on which its owners were told that it is overdue, the next one is told.
ESCALATED = {Stage.TO_LEAD: 1, Stage.TO_SUPPORT: 3}
# Owners (codes of `timeline.events.OWNERS`) for whom these are answerable already.
OWNED = {Stage.TO_LEAD: {"lead", "team"}, Stage.TO_SUPPORT: {"support"}}


def ahead(code: str) -> int:
    """How many working days ahead an event is reminded of, by its code."""
    return AHEAD.get(code, AHEAD_OF_OTHERS)


def stage(event: TimelineEvent, at: datetime, calendar: WorkingCalendar) -> Stage | None:
    """How near a dated event is to its owners at `at` (aware); None while it is further ahead."""
    assert event.planned_on and event.deadline
    today: date = at.astimezone(LONDON).date()
    if event.deadline < at:
        return Stage.OVERDUE
    if event.planned_on <= today:
        return Stage.TODAY
    return Stage.AHEAD if today >= calendar.before(event.planned_on, ahead(event.code)) else None


def escalated(event: TimelineEvent, at: datetime, calendar: WorkingCalendar) -> Iterator[Stage]:
    """Who beside its owners is to know at `at` that an event is overdue, the lead first.

    Whoever owns it is reminded as its owner.
    """
    assert event.deadline
    if event.deadline >= at:
        return
    known = {each for each, owners in OWNED.items() if owners & set(event.rule.owners)}
    # Due at the end of Friday, it is overdue to its owners on Monday, to the lead on Tuesday.
    from_here = first_day(event.deadline, calendar)
    for each, days in ESCALATED.items():
        if each not in known and at.astimezone(LONDON).date() >= calendar.after(from_here, days):
            yield each
