"""Celery jobs of the messages: thin, and harmless when run twice."""

import logging

from celery import shared_task
from django.conf import settings
from django.utils import timezone

from notifications.domain import deliver, digest, expand, scheduling
from notifications.domain import remind as reminders
from revisits import clock

log = logging.getLogger(__name__)


@shared_task(name="notifications.expand_event")
def expand_event(event_id: int) -> None:
    expand.expand(event_id=event_id, now=timezone.now())


@shared_task(name="notifications.expand_unexpanded")
def expand_unexpanded() -> None:
    """Find what a lost poke left. One event that cannot be expanded does not hold up the others."""
    for event_id in expand.unexpanded():
        try:
            expand.expand(event_id=event_id, now=timezone.now())
        except Exception:
            log.exception("case event %s cannot be turned into messages", event_id)


# Killed before the shortest lease in production ends: a claim that is older belongs to nobody who still sends.
@shared_task(name="notifications.deliver_due", time_limit=110)
def deliver_due() -> None:
    deliver.deliver_due(now=timezone.now, case_now=clock.now, lease=settings.OUTBOX_LEASE)


@shared_task(name="notifications.remind")
def remind() -> None:
    reminders.remind(at=clock.now(), now=timezone.now())


@shared_task(name="notifications.send_digests")
def send_digests() -> None:
    """With the reminders of the hour in them."""
    reminders.remind(at=clock.now(), now=timezone.now())
    digest.send_due(at=clock.now(), now=timezone.now())


@shared_task(name="notifications.send_scheduled")
def send_scheduled() -> None:
    """Send the notices whose moment has come. One that cannot go does not hold up the others."""
    scheduling.send_due(at=clock.now())
