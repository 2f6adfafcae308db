"""The timeline as it is drawn: phases of events, each with its standing, and a line where now is."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from inspections.models import Revisit, TimelineEvent
from inspections.models.timeline_event import Status
from inspections.timeline.schedule import OWNERS


@dataclass(frozen=True)
class Entry:
    """One event on the drawn line."""

    event: TimelineEvent
    status: Status
    now_before: bool

    @property
    def modifier(self) -> str:
        """The ending of the CSS class of its mark."""
        return {Status.DONE: "done", Status.LATE: "late", Status.DUE: "due"}.get(self.status, "coming")

    @property
    def owners(self) -> str:
        return ", ".join(OWNERS[owner] for owner in self.event.rule.owners)


@dataclass(frozen=True)
class Phase:
    title: str
    entries: list[Entry]


def phases(revisit: Revisit, timeline: Iterable[TimelineEvent], now: datetime) -> list[Phase]:
    """Before, on site and after; the line of now stands before the first event that is still to come."""
    before, on_site, after = Phase("Before the visit", []), Phase("On site", []), Phase("After the visit", [])
    passed = False
    for event in timeline:
        status = event.status(now)
        ahead = status in (Status.DUE, Status.COMING) and not passed
        passed = passed or ahead
        entry = Entry(event, status, ahead)
        _phase(event, before, on_site, after).entries.append(entry)
    return [phase for phase in (before, on_site, after) if phase.entries]


def _phase(event: TimelineEvent, before: Phase, on_site: Phase, after: Phase) -> Phase:
    if event.day is None and event.code not in ("judgement_meeting", "feedback"):
        return after
    return before if (event.day or 1) < 0 else on_site
