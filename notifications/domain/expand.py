"""From case events to outbox rows: each event once, whoever asks and however often."""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from inspections.actions.record import poke
from inspections.actions.timeline import compute_timeline
from inspections.models import CaseEvent, Revisit
from notifications.cause import happened
from notifications.domain.write import write
from notifications.models import Expansion, OutboxMessage
from notifications.models.outbox import Status

# After these nothing of the visit falls due.
STOPS = frozenset({CaseEvent.Kind.POSTPONED, CaseEvent.Kind.CANCELLED})
# Kinds of which one action makes many: what one transaction moved is told in one message, the on-site days first.
TOLD_TOGETHER = (
    frozenset({CaseEvent.Kind.RESCHEDULED, CaseEvent.Kind.DATE_MOVED}),
    frozenset({CaseEvent.Kind.REQUEST_MADE}),
)


@transaction.atomic
def expand(*, event_id: int, now: datetime) -> int:
    """Write the messages of an event and note that it is done, together or not at all; returns rows written.

    Under the lock of its case. The case's timeline is brought up to date first: notices state its dates.
    Events that belong together are done with the first of them. `now` is real time.
    """
    revisit_id = CaseEvent.objects.values_list("revisit_id", flat=True).get(pk=event_id)
    cases = Revisit.objects.select_related("area__authority", "area__forum")
    revisit = cases.select_for_update(of=("self",)).get(pk=revisit_id)
    events = _together(event_id)
    if not events:
        return 0
    if revisit.timeline_stale:
        compute_timeline(revisit_id=revisit.pk, at=events[0].at)
        revisit.refresh_from_db(fields=["last_day"])
    for event in events:
        event.revisit = revisit
    written = write(happened(events), now=now)
    if events[0].kind in STOPS:
        _withdraw_reminders(revisit)
    Expansion.objects.bulk_create(Expansion(case_event=event, expanded_at=now) for event in events)
    if written:
        poke("notifications.deliver_due")
    return written


def _withdraw_reminders(revisit: Revisit) -> None:
    """Of a visit that does not take place nobody is reminded, not even by what waits to be sent."""
    waiting = OutboxMessage.objects.filter(
        revisit=revisit, cause__startswith="reminder:", status__in=(Status.WAITING, Status.GATHERED)
    )
    waiting.update(status=Status.SUPERSEDED, next_attempt_at=None)


def unexpanded() -> list[int]:
    """Ids of the events that nobody has expanded yet, oldest first."""
    left = CaseEvent.objects.filter(expansion__isnull=True).order_by("pk")
    return list(left.values_list("pk", flat=True)[:1000])


def _together(event_id: int) -> list[CaseEvent]:
    """The event with those told together with it, oldest first; nothing if it was expanded meanwhile."""
    event = CaseEvent.objects.filter(pk=event_id, expansion__isnull=True).first()
    return list(told_with(event).filter(expansion__isnull=True)) if event else []


def told_with(event: CaseEvent) -> QuerySet[CaseEvent]:
    """The event and those that one message tells of together with it, oldest first."""
    kinds = next((kinds for kinds in TOLD_TOGETHER if event.kind in kinds), None)
    if kinds is None:
        return CaseEvent.objects.filter(pk=event.pk)
    same = CaseEvent.objects.filter(revisit_id=event.revisit_id, kind__in=kinds, at=event.at)
    return same.order_by("pk")
