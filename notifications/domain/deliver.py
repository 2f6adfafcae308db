"""Delivery: claim, send, mark, row by row, over one line to the SMTP server."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.core.mail import get_connection

from notifications.domain import claims, post
from notifications.models import OutboxMessage
from notifications.models.outbox import PATIENCE, Status

# One run takes no longer than this, well within a task's time limit; the next sweep goes on.
BUDGET = timedelta(seconds=60)
BATCH = 500

Clock = Callable[[], datetime]


def deliver_due(*, now: Clock, case_now: Clock, lease: timedelta) -> int:
    """Send what is due, and return how many the server took.

    `now` tells real time, for claims and retries; `case_now` the cases' time, which `sent_at` keeps. When the
    line is dead the rest waits for the next run, unclaimed and with no attempt counted. A claim older than
    `lease` belongs to a dead worker.
    """
    started = now()
    claims.release_expired(now=started, lease=lease)
    line = get_connection()
    sent = 0
    try:
        for pk in _due(started):
            row = claims.claim(pk, now=now())
            if row is None:
                continue
            outcome = post.send(row, line)
            claims.mark(row, outcome, now=now(), sent_at=case_now())
            sent += outcome.sent
            if outcome.line_dead or now() - started > BUDGET:
                break
    finally:
        post.hang_up(line)
    return sent


def _due(now: datetime) -> list[int]:
    waiting = OutboxMessage.objects.filter(status=Status.WAITING, next_attempt_at__lte=now)
    return list(waiting.order_by("next_attempt_at", "id").values_list("pk", flat=True)[:BATCH])


def try_again(*, pk: int, now: datetime) -> bool:
    """Queue a failed message again, or one whose recipient has an address by now; whether it was."""
    row = OutboxMessage.objects.select_related("recipient_user").get(pk=pk)
    address = row.recipient_email or (row.recipient_user.email or "" if row.recipient_user else "")
    stuck = OutboxMessage.objects.filter(pk=pk, status__in=[Status.FAILED, Status.NO_ADDRESS])
    return bool(address) and bool(
        stuck.update(
            status=Status.WAITING, recipient_email=address, next_attempt_at=now, give_up_at=now + PATIENCE
        )
    )
