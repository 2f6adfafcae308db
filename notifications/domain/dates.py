"""The dates that an area is told of, and how messages write them."""

from dataclasses import dataclass
from datetime import date

from inspections.models import Revisit
from inspections.timeline import times
from letters.composing import phrases
from notifications.domain.audience import AUTHORITY, FORUM, HEALTH

EVERYBODY = frozenset({AUTHORITY, HEALTH, FORUM})
LEADERS = frozenset({AUTHORITY, HEALTH})

# Timeline event -> what the notice calls it, and which sides are told its date. A change of one of these is
# told to the same sides.
TOLD: dict[str, tuple[str, frozenset[str]]] = {
    "last_day": ("Last on-site day", EVERYBODY),
    "evidence_due": ("Evidence of impact to be uploaded by", EVERYBODY),
    "planning_call": ("Call about the draft schedule", LEADERS),
    "survey_opens": ("Survey for parents and carers opens", EVERYBODY),
    "survey_closes": ("Survey for parents and carers closes", EVERYBODY),
    "leaders_meeting": ("Meeting with senior leaders", LEADERS),
    "pcf_meeting": ("Meeting with the parent carer forum", frozenset({FORUM})),
    "open_meeting": ("Open meeting for parents and carers", EVERYBODY),
    "feedback": ("Feedback to leaders", LEADERS),
}
PARTS_OF_DAY = {"": "", "am": "morning", "pm": "afternoon", "end of day": "by the end of the day"}


@dataclass(frozen=True)
class Told:
    """One line of a list of dates."""

    title: str
    when: str


def written(on: date | None, time: str = "") -> str:
    """A day and time label as a message writes them: "Tuesday 10 May 2022, 12 noon"."""
    if on is None:
        return "no date yet"
    at = times.clock_time(time)
    part = phrases.clock(at) if at else PARTS_OF_DAY.get(time, "")
    return f"{phrases.weekday(on)}, {part}" if part else phrases.weekday(on)


def on_site(first_day: date, days: int | None, last_day: date | None = None) -> str:
    """The on-site days: "Tuesday 17 May 2022 to Thursday 19 May 2022, 3 days"."""
    until = f" to {phrases.weekday(last_day)}" if last_day else ""
    return f"{phrases.weekday(first_day)}{until}" + (f", {days} days" if days else "")


def told_to(side: str, revisit: Revisit) -> list[Told]:
    """The dates that one side is told in its notice, as the case has them now, in time order."""
    lines = []
    for event in revisit.timeline.filter(code__in=TOLD, planned_on__isnull=False):
        title, sides = TOLD[event.code]
        if side in sides:
            lines.append(Told(title, written(event.planned_on, event.planned_time)))
    return lines
