"""The meetings of a case as they stand: the timeline's date and what is arranged for each, put together."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any

from inspections.meeting_kinds import KINDS, OPEN_MEETING, OTHER, MeetingKind, Side
from inspections.models import Meeting, Revisit, TimelineEvent
from inspections.timeline import times

Key = tuple[str, int]
PARTS_OF_DAY = {"am": "morning", "pm": "afternoon", "end of day": "by the end of the day"}


@dataclass(frozen=True)
class Arranged:
    """One meeting. Its `event` is None for an OTHER meeting; its `meeting` where nothing was arranged yet."""

    revisit: Revisit
    kind: MeetingKind
    occurrence: int
    event: TimelineEvent | None
    meeting: Meeting | None

    @property
    def key(self) -> Key:
        return self.kind.code, self.occurrence

    @cached_property
    def row(self) -> Meeting:
        """What is arranged; an unsaved row of its own where nothing was."""
        return self.meeting or Meeting(revisit=self.revisit, kind=self.kind.code, occurrence=self.occurrence)

    @property
    def title(self) -> str:
        """The day's number tells several of a kind apart."""
        if self.event and self.event.rule.anchor == "each day":
            return f"{self.kind.title}, day {self.event.day}"
        return self.row.title or self.kind.title

    @property
    def is_open(self) -> bool:
        """Whether it is the meeting open to all parents and carers (G11, G20)."""
        return self.kind.code == OPEN_MEETING

    @property
    def sides(self) -> frozenset[Side]:
        """Which sides of the area it concerns."""
        return frozenset(Side(side) for side in self.row.sides) or self.kind.sides

    @property
    def on(self) -> date | None:
        found: date | None = self.event.planned_on if self.event else self.row.on
        return found

    @property
    def time(self) -> str:
        """A label of `timeline.times`."""
        return self.event.planned_time if self.event else self.row.time

    @property
    def minutes(self) -> int:
        return self.row.minutes or self.kind.minutes

    @property
    def starts(self) -> datetime | None:
        """When it begins at the earliest (aware, London): of a morning at 9, of an afternoon at noon."""
        return times.starts(self.on, self.time) if self.on else None

    @property
    def at_a_time(self) -> bool:
        """Whether its clock time is known, and not only its day or half of it."""
        return self.on is not None and times.clock_time(self.time) is not None

    @property
    def ends(self) -> datetime | None:
        """Minutes later by the clock on the wall; None where its clock time is not known."""
        return self.starts + timedelta(minutes=self.minutes) if self.starts and self.at_a_time else None

    @property
    def said(self) -> str:
        """Day and time as pages write them: "Tuesday 17 May 2022, 14:00 to 15:30"."""
        if self.on is None:
            return "No date yet"
        day = f"{self.on:%A %-d %B %Y}"
        if self.starts and self.ends:
            return f"{day}, {self.starts:%H:%M} to {self.ends:%H:%M}"
        part = PARTS_OF_DAY.get(self.time, "")
        return f"{day}, {part}" if part else day

    @property
    def place(self) -> str:
        return self.revisit.open_meeting_place if self.is_open else self.row.place

    @property
    def access(self) -> str:
        return self.revisit.open_meeting_access if self.is_open else self.row.access

    @property
    def link(self) -> str:
        return self.row.link

    @property
    def to_follow(self) -> bool:
        """Whether neither place nor link is known yet."""
        return not self.place and not self.link

    @property
    def capacity(self) -> int | None:
        return self.row.capacity

    @property
    def cancelled(self) -> bool:
        return self.row.cancelled_at is not None

    @property
    def details(self) -> dict[str, Any]:
        """What those are told who are told of it, as JSON: a change of any of it is told to them again."""
        return {
            "title": self.title,
            "on": self.on.isoformat() if self.on else None,
            "time": self.time,
            "minutes": self.minutes,
            "place": self.place,
            "link": self.link,
            "access": self.access,
            "cancelled": self.cancelled,
        }

    @property
    def edition(self) -> str:
        """What a form carries to notice that somebody changed the meeting in between."""
        row = self.row
        closes = row.registration_closes_at
        kept = (row.support, row.capacity, row.chair_id, row.others, row.notes, closes, row.title)
        told = [value for name, value in self.details.items() if name not in ("cancelled",)]
        return "/".join(str(part if part is not None else "") for part in (*told, *kept, *sorted(row.sides)))


def of_case(revisit: Revisit) -> list[Arranged]:
    """All meetings of a case in the order of their day and time: two queries."""
    codes = [code for code in KINDS if code != OTHER]
    events = {(event.code, event.occurrence): event for event in revisit.timeline.filter(code__in=codes)}
    rows = {
        (row.kind, row.occurrence): row for row in revisit.meetings.select_related("chair", "cancelled_by")
    }
    own = [(key, row) for key, row in rows.items() if key[0] == OTHER]
    found = [_put_together(revisit, key, event, rows.get(key)) for key, event in events.items()]
    return in_order([*found, *(_put_together(revisit, key, None, row) for key, row in own)])


def arranged(revisit: Revisit, code: str, occurrence: int = 1) -> Arranged | None:
    """One meeting; None where the timeline, or for an OTHER meeting the case, has no such one: two queries."""
    rows = revisit.meetings.select_related("chair", "cancelled_by")
    row = rows.filter(kind=code, occurrence=occurrence).first()
    if code == OTHER:
        return _put_together(revisit, (code, occurrence), None, row) if row else None
    event = revisit.timeline.filter(code=code, occurrence=occurrence).first() if code in KINDS else None
    return _put_together(revisit, (code, occurrence), event, row) if event else None


def in_order(meetings: Iterable[Arranged]) -> list[Arranged]:
    """By day, time and table; those without a date last."""
    order = list(KINDS)
    return sorted(
        meetings,
        key=lambda each: (
            each.on or date.max,
            times.STARTS.get(each.time) or times.clock_time(each.time) or times.STARTS[""],
            order.index(each.kind.code),
            each.occurrence,
        ),
    )


def _put_together(revisit: Revisit, key: Key, event: TimelineEvent | None, row: Meeting | None) -> Arranged:
    if event:
        event.revisit = revisit
    return Arranged(revisit, KINDS[key[0]], key[1], event, row)
