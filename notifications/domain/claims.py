"""Claiming a row of the outbox, and giving it back: every change compares before it sets."""

import logging
import time
import uuid
from datetime import datetime, timedelta

from django.db import InterfaceError, OperationalError, connection

from notifications.domain.post import Outcome
from notifications.models import OutboxMessage
from notifications.models.outbox import Status

log = logging.getLogger(__name__)

SECOND = timedelta(seconds=1)
# The waits after the first, second, ... attempt that failed; the last one for all that follow.
PAUSES = [5 * SECOND, 30 * SECOND, 120 * SECOND, 600 * SECOND, 1800 * SECOND, 3600 * SECOND]
# How long to try to note a result when the database is away: less than any lease.
MARK_AGAIN = (0.5, 1.0, 2.0, 4.0)


def pause(attempts: int) -> timedelta:
    """How long to wait after so many attempts (1 or more) have failed."""
    return PAUSES[min(attempts, len(PAUSES)) - 1]


def claim(pk: int, *, now: datetime) -> OutboxMessage | None:
    """Take a due row for ourselves; None where somebody else was first."""
    token = uuid.uuid4()
    due = OutboxMessage.objects.filter(pk=pk, status=Status.WAITING, next_attempt_at__lte=now)
    if not due.update(status=Status.CLAIMED, claim=token, claimed_at=now):
        return None
    return OutboxMessage.objects.select_related("attach_letter__revisit", "revisit", "recipient_user").get(
        pk=pk, claim=token
    )


def release_expired(*, now: datetime, lease: timedelta) -> int:
    """Give back what dead workers held; returns how many.

    The claim counts as an attempt: a message that kills its workers comes round ever more rarely, then fails.
    """
    released = 0
    for row in OutboxMessage.objects.filter(status=Status.CLAIMED, claimed_at__lt=now - lease):
        wait = pause(row.attempts) if row.attempts else timedelta(0)
        released += _try_later(row, "The program was stopped while sending it.", now=now, wait=wait)
    return released


def mark(row: OutboxMessage, outcome: Outcome, *, now: datetime, sent_at: datetime) -> None:
    """Note what came of an attempt, if the claim is still ours.

    What the server took must not be sent again because the database was away for a moment: it tries again.
    """
    for wait in (*MARK_AGAIN, None):
        try:
            _note(row, outcome, now, sent_at)
        except (OperationalError, InterfaceError):
            if wait is None:
                raise
            connection.close()
            time.sleep(wait)
        else:
            return


def _note(row: OutboxMessage, outcome: Outcome, now: datetime, sent_at: datetime) -> None:
    if outcome.sent:
        held = _free(row, status=Status.SENT, sent_at=sent_at, next_attempt_at=None, last_error="")
    elif outcome.permanent:
        held = _give_up(row, outcome.error)
    else:
        held = _try_later(row, outcome.error, now=now, wait=pause(row.attempts + 1))
    if not held:
        log.warning("outbox %s: the claim was lost before its result was noted", row.pk)


def _try_later(row: OutboxMessage, error: str, *, now: datetime, wait: timedelta) -> int:
    if now + wait > row.give_up_at:
        return _give_up(row, error)
    log.warning("outbox %s to %s is tried again in %s: %s", row.pk, row.recipient_email, wait, error)
    return _free(row, status=Status.WAITING, next_attempt_at=now + wait, last_error=error)


def _give_up(row: OutboxMessage, error: str) -> int:
    log.error("outbox %s to %s is given up: %s", row.pk, row.recipient_email, error)
    return _free(row, status=Status.FAILED, next_attempt_at=None, last_error=error)


def _free(row: OutboxMessage, **values: object) -> int:
    """End our claim, which was an attempt, with these values; 0 where it is no longer ours."""
    ours = OutboxMessage.objects.filter(pk=row.pk, status=Status.CLAIMED, claim=row.claim)
    return ours.update(claim=None, claimed_at=None, attempts=row.attempts + 1, **values)
