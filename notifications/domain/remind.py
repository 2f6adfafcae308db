"""Reminders, derived from the timeline at a moment: a missed run is made up, none is written twice."""

import logging
from collections.abc import Iterator
from datetime import date, datetime, time

from django.db import transaction
from django.db.models import Exists, OuterRef

from inspections import queries
from inspections.actions.record import poke
from inspections.models import Meeting, TimelineEvent
from inspections.workflow import GOING_ON, State
from notifications.cause import Cause, Stage, falls_due
from notifications.domain.write import write
from notifications.models import OutboxMessage
from notifications.models.outbox import Status

log = logging.getLogger(__name__)

# Nobody is written to in the night.
EARLIEST = time(7)


def remind(*, at: datetime, now: datetime) -> int:
    """Write the reminders that stand at `at` (the case's time) and are not there; returns how many.

    Reminders that still wait but stand no longer (done, moved, overtaken) are withdrawn. One that cannot be
    written does not hold up the others. `now` is real time.
    """
    if at.time() < EARLIEST:
        return 0
    causes = {cause.key: cause for cause in standing(at)}
    _withdraw(set(causes))
    there = set(OutboxMessage.objects.filter(cause__in=causes).values_list("cause", flat=True))
    written = sum(_write(cause, now) for key, cause in causes.items() if key not in there)
    if written:
        poke("notifications.deliver_due")
    return written


def standing(at: datetime) -> Iterator[Cause]:
    """A cause for each event that is overdue or due by the next working day, in notified cases that go on.

    Windows are not due: they say from when until when something may be done. A meeting that was cancelled is not
    reminded of.
    """
    next_working_day = queries.calendar().after(at.date(), 1)
    told = [state for state in GOING_ON if state != State.PLANNED]
    events = TimelineEvent.objects.filter(
        done_on__isnull=True, until__isnull=True, planned_on__lte=next_working_day, revisit__state__in=told
    )
    cancelled = Meeting.objects.filter(
        revisit=OuterRef("revisit"),
        kind=OuterRef("code"),
        occurrence=OuterRef("occurrence"),
        cancelled_at__isnull=False,
    )
    events, area = events.exclude(Exists(cancelled)), "revisit__area"
    for event in events.select_related(f"{area}__authority", f"{area}__forum"):
        yield falls_due(event, stage(event, at), now=at)


def stage(event: TimelineEvent, at: datetime) -> Stage:
    """How near a dated event is."""
    assert event.planned_on and event.deadline
    if event.deadline < at:
        return Stage.OVERDUE
    today: date = at.date()
    return Stage.TODAY if event.planned_on <= today else Stage.AHEAD


def _withdraw(keys: set[str]) -> None:
    waiting = OutboxMessage.objects.filter(status=Status.WAITING, cause__startswith="reminder:")
    waiting.exclude(cause__in=keys).update(status=Status.SUPERSEDED, next_attempt_at=None)


def _write(cause: Cause, now: datetime) -> int:
    try:
        with transaction.atomic():
            return write(cause, now=now)
    except Exception:
        log.exception("%s cannot be written", cause.key)
        return 0
