"""What sets messages off: something that happened to a case, or something that falls due."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from inspections.models import CaseEvent, Revisit, TimelineEvent


class Stage(StrEnum):
    """How near a due event is when its owner is reminded."""

    AHEAD = "ahead"
    TODAY = "today"
    OVERDUE = "overdue"


@dataclass(frozen=True, kw_only=True)
class Cause:
    """`key` is unique to it and stays the same however often it is looked at; `at` is the case's time.

    `happened` are case events of one kind that are told together; `due` and `stage` belong to a reminder.
    """

    key: str
    revisit: Revisit
    at: datetime
    happened: tuple[CaseEvent, ...] = ()
    due: TimelineEvent | None = None
    stage: Stage | None = None

    @property
    def kind(self) -> str | None:
        return self.happened[0].kind if self.happened else None


def happened(events: list[CaseEvent]) -> Cause:
    """The cause that events of one kind and one moment make together; the first of them names it."""
    first = events[0]
    return Cause(key=f"case-event:{first.pk}", revisit=first.revisit, at=first.at, happened=tuple(events))


def falls_due(event: TimelineEvent, stage: Stage, *, now: datetime) -> Cause:
    """The cause of a reminder. An event that moved is another cause, and is reminded of anew."""
    key = f"reminder:{event.revisit_id}:{event.code}:{event.occurrence}:{event.last_on}:{stage}"
    return Cause(key=key, revisit=event.revisit, at=now, due=event, stage=stage)
