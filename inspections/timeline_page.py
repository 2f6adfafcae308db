"""The timeline as it is drawn: at a glance by day, then event by event in three phases, with a line where now is."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from inspections.addresses import address
from inspections.models import TimelineEvent
from inspections.models.timeline_event import Status
from inspections.timeline.schedule import EVENTS, OWNERS

# The ending of the CSS class of an event's mark.
MARKS = {Status.DONE: "done", Status.OVER: "done", Status.LATE: "late", Status.DUE: "due"}
ORDER = {rule.code: place for place, rule in enumerate(EVENTS)}


@dataclass(frozen=True, slots=True)
class Entry:
    """One event on the drawn line, and where something is done about it."""

    event: TimelineEvent
    status: Status
    now_before: bool
    title: str
    anchor: str

    def _address(self, name: str) -> str:
        return address(name, self.event.revisit.reference, self.event.pk)

    @property
    def done_address(self) -> str:
        return self._address("done")

    @property
    def override_address(self) -> str:
        return self._address("override")

    @property
    def reset_address(self) -> str:
        return self._address("reset")

    @property
    def reopen_address(self) -> str:
        return self._address("reopen")

    @property
    def reminders_address(self) -> str:
        return address("reminder", self.event.revisit.reference, self.event.code, self.event.occurrence)

    @property
    def modifier(self) -> str:
        """The ending of the CSS class of its mark."""
        return MARKS.get(self.status, "coming")

    @property
    def day(self) -> str:
        """The signed working day, or the working days after the anchor: -10, 1, +28."""
        if self.event.day is not None:
            return str(self.event.day)
        return f"+{self.event.rule.offset}" if self.event.rule.offset else ""

    @property
    def on(self) -> date | None:
        return self.event.planned_on or self.event.done_on

    @property
    def sources(self) -> str:
        return ", ".join(self.event.rule.source)

    @property
    def owners(self) -> str:
        return ", ".join(OWNERS[owner] for owner in self.event.rule.owners)


@dataclass(frozen=True)
class Phase:
    """Events of one part of the case."""

    title: str
    entries: list[Entry]


@dataclass(frozen=True)
class Day:
    """One day at a glance, with its events."""

    label: str
    on: date
    entries: list[Entry]


def phases(timeline: Iterable[TimelineEvent], now: datetime, *, dates_hold: bool = True) -> list[Phase]:
    """Before, on site and after; the line of now stands before the first event that is still to come.

    Where the dates do not hold, what was not done does not take place.
    """
    before, on_site, after = Phase("Before the visit", []), Phase("On site", []), Phase("After the visit", [])
    passed = False
    for event in timeline:
        status = event.status(now) if dates_hold or event.done_on else Status.STOPPED
        ahead = status in (Status.DUE, Status.COMING) and not passed
        passed = passed or ahead
        phase = after if event.day is None else before if event.day < 0 else on_site
        phase.entries.append(Entry(event, status, ahead, event.title, f"event-{event.pk}"))
    # What has no date yet stands where the guidance has it.
    after.entries.sort(key=lambda entry: ORDER[entry.event.code])
    return [phase for phase in (before, on_site, after) if phase.entries]


def glance(drawn: Iterable[Phase]) -> list[Day]:
    """The dated events by their day."""
    dated = [entry for phase in drawn for entry in phase.entries if entry.on]
    dated.sort(key=lambda entry: (entry.on, ORDER[entry.event.code]))
    return [_day(on, list(entries)) for on, entries in groupby(dated, key=lambda entry: entry.on) if on]


def _day(on: date, entries: list[Entry]) -> Day:
    """A date set by hand lends the day its number only where no other does: its own belongs to another day."""
    numbered = sorted((entry for entry in entries if entry.day), key=lambda entry: entry.event.is_overridden)
    return Day(numbered[0].day if numbered else "", on, entries)
