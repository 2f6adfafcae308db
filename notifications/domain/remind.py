"""Reminders, derived from the timeline at a moment: a missed run is made up, none is written twice."""

import logging
from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from inspections import queries
from inspections.actions.record import poke
from inspections.models import Meeting, TimelineEvent
from inspections.timeline.times import LONDON
from inspections.timeline.working_days import WorkingCalendar
from inspections.workflow import GOING_ON, State
from notifications.cause import Again, Cause, Stage, about, falls_due
from notifications.domain import due
from notifications.domain.quiet import is_quiet
from notifications.domain.write import write
from notifications.models import OutboxMessage, Snooze
from notifications.models.outbox import Status

log = logging.getLogger(__name__)

Snoozes = dict[tuple[int, str, int, object], list[Snooze]]


def remind(*, at: datetime, now: datetime) -> int:
    """Write the reminders that stand at `at` (the case's time) and are not there; returns how many.

    Reminders that still wait but stand no longer (done, moved, overtaken) are withdrawn. Nobody is written to while
    it is quiet. One that cannot be written does not hold up the others. `now` is real time.
    """
    calendar = queries.calendar()
    causes = {cause.key: cause for cause in standing(at)}
    _withdraw(set(causes))
    if is_quiet(at, calendar):
        return 0
    there = set(OutboxMessage.objects.filter(cause__in=causes).values_list("cause", flat=True))
    there -= _of_snoozed(causes)
    written = sum(_write(cause, now) for key, cause in causes.items() if key not in there)
    if written:
        poke("notifications.deliver_due")
    return written


def standing(at: datetime) -> Iterator[Cause]:
    """The causes of every event that is overdue or soon due, in notified cases that go on: for its owners, for those
    who are told after them, and for whoever put it off until today or a day before.
    """
    calendar = queries.calendar()
    events = list(_open(calendar.after(at.astimezone(LONDON).date(), due.LONGEST_AHEAD)))
    snoozes = _snoozes(events)
    for event in events:
        near = due.stage(event, at, calendar)
        if near is None:
            continue
        own = snoozes.get((event.revisit_id, event.code, event.occurrence, event.last_on), [])
        yield from _causes(event, near, own, at, calendar)


def _causes(
    event: TimelineEvent, near: Stage, snoozes: list[Snooze], at: datetime, calendar: WorkingCalendar
) -> Iterator[Cause]:
    today = at.astimezone(LONDON).date()
    over = [snooze for snooze in snoozes if snooze.until <= today]
    held = any(snooze.holds for snooze in snoozes if snooze not in over)
    stages = [near, *due.escalated(event, at, calendar)]
    found = [falls_due(event, stage, now=at) for stage in stages if not (held and stage == Stage.TO_SUPPORT)]
    yield from found
    for snooze in over:
        if _comes_again(snooze, event, {cause.key for cause in found}):
            yield falls_due(event, Stage.AGAIN, now=at, again=Again(snooze.user_id, snooze.until))


def _comes_again(snooze: Snooze, event: TimelineEvent, standing_now: set[str]) -> bool:
    """Whether what stands now was told before it was put off, and nothing else since: else it is told by itself."""
    told = OutboxMessage.objects.filter(
        recipient_user=snooze.user_id, cause__startswith=f"{about(event)}:"
    ).exclude(cause__contains=f":{Stage.AGAIN}:")
    rows = list(told.values_list("cause", "written_at"))
    before = [cause for cause, written_at in rows if written_at <= snooze.snoozed_at]
    return len(before) == len(rows) and not standing_now.isdisjoint(before)


def _open(last: object) -> QuerySet[TimelineEvent]:
    """What is not done and due up to a day, in notified cases that go on.

    Windows are not due: they say from when until when something may be done. A meeting that was cancelled is not
    reminded of.
    """
    told = [state for state in GOING_ON if state != State.PLANNED]
    events = TimelineEvent.objects.filter(
        done_on__isnull=True, until__isnull=True, planned_on__lte=last, revisit__state__in=told
    )
    cancelled = Meeting.objects.filter(
        revisit=OuterRef("revisit"),
        kind=OuterRef("code"),
        occurrence=OuterRef("occurrence"),
        cancelled_at__isnull=False,
    )
    area = "revisit__area"
    return events.exclude(Exists(cancelled)).select_related(f"{area}__authority", f"{area}__forum")


def _snoozes(events: list[TimelineEvent]) -> Snoozes:
    """By event and day."""
    found: Snoozes = defaultdict(list)
    for snooze in Snooze.objects.filter(revisit__in={event.revisit_id for event in events}):
        found[snooze.event].append(snooze)
    return found


def _of_snoozed(causes: dict[str, Cause]) -> set[str]:
    """The causes of events that somebody put off: others may have been written to, and not yet they."""
    events = [cause.due for cause in causes.values() if cause.due]
    put_off = set(_snoozes(events))
    return {
        key
        for key, cause in causes.items()
        if cause.due
        and (cause.due.revisit_id, cause.due.code, cause.due.occurrence, cause.due.last_on) in put_off
    }


def _withdraw(keys: set[str]) -> None:
    waiting = OutboxMessage.objects.filter(
        status__in=[Status.WAITING, Status.GATHERED], digest=None, cause__startswith="reminder:"
    )
    waiting.exclude(cause__in=keys).update(status=Status.SUPERSEDED, next_attempt_at=None)


def _write(cause: Cause, now: datetime) -> int:
    try:
        with transaction.atomic():
            return write(cause, now=now)
    except Exception:
        log.exception("%s cannot be written", cause.key)
        return 0
