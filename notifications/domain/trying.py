"""Trying a message on a real case: exactly what it would say to whom. Nothing is written, and nothing sent."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from inspections.models import CaseEvent, Revisit
from notifications.catalogue import Message
from notifications.cause import Again, Cause, Stage, falls_due, happened
from notifications.domain import due, reminder_audience
from notifications.domain.compose import Composed, compose_one
from notifications.domain.examples import CannotMake, due_next, example
from notifications.domain.expand import told_with

# So many events of a case are looked at for the newest that would set the message off.
LOOKED_AT = 10
# So late is what is tried as overdue.
LATE = timedelta(days=1)
NOBODY = "Nobody in this case would get it as things stand."
NOTHING = (
    "It would say nothing in this case as things stand: what it tells of is known already, or is not there."
)
OF_ITSELF = "It is put together from messages that wait for their reader, so there is nothing to try it on."


@dataclass(frozen=True)
class Tried:
    """What came of it. `event` is what set it off in this case; None where that was made up. `why` says why there is
    nothing to see; empty where there is.
    """

    composed: tuple[Composed, ...] = ()
    event: CaseEvent | None = None
    why: str = ""


def attempt(message: Message, revisit: Revisit, *, at: datetime) -> Tried:
    """The message for each of its recipients, from the newest event of the case that sets it off, else from one that is
    made up from its data.
    """
    for cause in _real(message, revisit):
        if composed := _composed(message, cause):
            return Tried(composed, cause.happened[0])
    try:
        cause = _made_up(message, revisit, at)
    except CannotMake as missing:
        return Tried(why=str(missing))
    composed = _composed(message, cause)
    if composed:
        return Tried(composed)
    return Tried(why=NOTHING if any(True for _ in message.recipients(cause)) else NOBODY)


def _composed(message: Message, cause: Cause) -> tuple[Composed, ...]:
    return tuple(compose_one(message, cause))


def _real(message: Message, revisit: Revisit) -> Iterator[Cause]:
    """What happened in the case that sets it off, the newest first."""
    found = CaseEvent.objects.filter(revisit=revisit, kind__in=message.kinds).select_related("by")
    for event in found.order_by("-pk")[:LOOKED_AT]:
        event.revisit = revisit
        yield happened(_together(event))


def _together(event: CaseEvent) -> list[CaseEvent]:
    """With those that one message tells of together, oldest first."""
    found = list(told_with(event).select_related("by"))
    for each in found:
        each.revisit = event.revisit
    return found


def _made_up(message: Message, revisit: Revisit, at: datetime) -> Cause:
    if message.kinds:
        event = example(message.code, _kind(message), revisit, at)
        return Cause(key="tried", revisit=revisit, at=at, happened=(event,))
    stage = next((stage for stage in Stage if stage in message.stages), None)
    if stage is None:
        raise CannotMake(OF_ITSELF)
    return _due(stage, revisit, at)


def _due(stage: Stage, revisit: Revisit, at: datetime) -> Cause:
    """The next event of the case, as reminded of at this stage; later than now where it is overdue by then."""
    event = due_next(revisit, but=due.OWNED.get(stage, ()))
    event.revisit = revisit
    if stage in (Stage.AHEAD, Stage.TODAY):
        return falls_due(event, stage, now=at)
    assert event.deadline
    late = max(at, event.deadline + LATE)
    if stage != Stage.AGAIN:
        return falls_due(event, stage, now=late)
    overdue = falls_due(event, Stage.OVERDUE, now=late)
    whom = next((each.user_id for each in reminder_audience.concerned(overdue) if each.user_id), None)
    if whom is None:
        raise CannotMake("Nobody of this case who could put a reminder off has an account.")
    return falls_due(event, stage, now=late, again=Again(whom, late.date()))


def _kind(message: Message) -> str:
    """What typically sets it off, of several."""
    typical = CaseEvent.Kind.MEETING_CHANGED, CaseEvent.Kind.DATE_OVERRIDDEN, CaseEvent.Kind.TEAM_CHANGED
    return next((kind for kind in typical if kind in message.kinds), min(message.kinds))
