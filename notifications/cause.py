"""What sets messages off: something that happened to a case, or something that falls due."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from inspections.models import CaseEvent, Revisit, TimelineEvent


class Stage(StrEnum):
    """How near a due event is when somebody is reminded, and who that is."""

    AHEAD = "ahead"
    TODAY = "today"
    OVERDUE = "overdue"
    TO_LEAD = "to the lead"  # overdue for a working day: the lead is told
    TO_SUPPORT = "to support"  # overdue for three: inspection support is told
    AGAIN = "again"  # to whoever had put the reminder off, on the day that they chose


@dataclass(frozen=True, kw_only=True)
class Cause:
    """`key` is unique to it and stays the same however often it is looked at; `at` is the case's time.

    `happened` are case events of one kind that are told together; `due` and `stage` belong to a reminder, and so does
    `whom`: the id of the one person whom it is for.
    """

    key: str
    revisit: Revisit
    at: datetime
    happened: tuple[CaseEvent, ...] = ()
    due: TimelineEvent | None = None
    stage: Stage | None = None
    whom: int | None = None

    @property
    def kind(self) -> str | None:
        return self.happened[0].kind if self.happened else None


def happened(events: list[CaseEvent]) -> Cause:
    """The cause that events of one kind and one moment make together; the first of them names it."""
    first = events[0]
    return Cause(key=f"case-event:{first.pk}", revisit=first.revisit, at=first.at, happened=tuple(events))


@dataclass(frozen=True)
class Again:
    """Whom a reminder that was put off goes to again, and the day to which they put it off."""

    whom: int
    until: date


def falls_due(event: TimelineEvent, stage: Stage, *, now: datetime, again: Again | None = None) -> Cause:
    """The cause of a reminder. An event that moved is another cause, and is reminded of anew."""
    key = f"{about(event)}:{stage}"
    if again:
        key += f":{again.whom}:{again.until}"
    return Cause(
        key=key, revisit=event.revisit, at=now, due=event, stage=stage, whom=again.whom if again else None
    )


def about(event: TimelineEvent) -> str:
    """How the keys of all reminders of an event begin, while its day stays."""
    return f"reminder:{event.revisit_id}:{event.code}:{event.occurrence}:{event.last_on}"
