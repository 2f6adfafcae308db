"""Claiming rows of the outbox, and giving them back: every change compares before it sets.

A worker claims a batch and sends it in its order, each row marked before the next is begun. So of a batch that a dead
worker left, the first row that is not marked may have been sent, and none of those behind it.
"""

import logging
import time
import uuid
from collections.abc import Collection
from datetime import datetime, timedelta
from itertools import groupby
from operator import attrgetter

from django.db import InterfaceError, OperationalError, connection, transaction

from notifications.channels import Outcome
from notifications.domain import bounces, undelivered
from notifications.models import OutboxMessage
from notifications.models.outbox import PATIENCE, Channel, Status

log = logging.getLogger(__name__)

SECOND = timedelta(seconds=1)
# The waits after the first, second, ... attempt that failed; the last one for all that follow.
PAUSES = [5 * SECOND, 30 * SECOND, 120 * SECOND, 600 * SECOND, 1800 * SECOND, 3600 * SECOND]
# How long to try to note a result when the database is away: less than any lease.
MARK_AGAIN = (0.5, 1.0, 2.0, 4.0)
BATCH = 20
ORDER = ("next_attempt_at", "pk")
STOPPED = Outcome("The program was stopped while sending it.", unsure=True)


def pause(attempts: int) -> timedelta:
    """How long to wait after so many attempts (1 or more) have failed."""
    return PAUSES[min(attempts, len(PAUSES)) - 1]


def claim(
    channel: Channel, *, now: datetime, size: int = BATCH, only: Collection[str] | None = None
) -> list[OutboxMessage]:
    """Take the next due rows of a channel for ourselves, in their order, past those that somebody else is taking.

    `only`: of these messages alone; the others wait as they are.
    """
    token = uuid.uuid4()
    due = OutboxMessage.objects.filter(channel=channel, status=Status.WAITING, next_attempt_at__lte=now)
    if only is not None:
        due = due.filter(message__in=only)
    with transaction.atomic():
        locked = due.order_by(*ORDER).select_for_update(skip_locked=True)
        ours = list(locked.values_list("pk", flat=True)[:size])
        OutboxMessage.objects.filter(pk__in=ours).update(status=Status.CLAIMED, claim=token, claimed_at=now)
    rows = OutboxMessage.objects.filter(pk__in=ours, claim=token).order_by(*ORDER)
    related = rows.select_related("attach_letter__revisit", "revisit", "recipient_user")
    return list(related.prefetch_related("meetings")) if ours else []


def give_back(token: uuid.UUID | None) -> int:
    """Let go of the rows of a batch that were not begun, as if they had not been claimed; returns how many."""
    held = OutboxMessage.objects.filter(claim=token, status=Status.CLAIMED)
    return held.update(status=Status.WAITING, claim=None, claimed_at=None)


def release_expired(*, now: datetime, lease: timedelta) -> int:
    """Give back what dead workers held; returns how many.

    For the one row that was begun the claim counts as an attempt: a message that kills its workers comes round ever
    more rarely, then fails.
    """
    expired = OutboxMessage.objects.filter(status=Status.CLAIMED, claimed_at__lt=now - lease)
    released = 0
    for token, batch in groupby(expired.order_by("claim", *ORDER), key=attrgetter("claim")):
        begun = next(batch)
        wait = pause(begun.attempts) if begun.attempts else timedelta(0)
        with transaction.atomic():
            released += _try_later(begun, STOPPED, now=now, wait=wait)
            released += give_back(token)
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
        done = {"status": Status.SENT, "sent_at": sent_at, "next_attempt_at": None, "last_error": ""}
        held = _free(row, outcome, **done)
    elif outcome.permanent:
        held = _give_up(row, outcome, now)
    else:
        held = _try_later(row, outcome, now=now, wait=pause(row.attempts + 1))
    if not held:
        log.warning("outbox %s: the claim was lost before its result was noted", row.pk)


def _try_later(row: OutboxMessage, outcome: Outcome, *, now: datetime, wait: timedelta) -> int:
    """Once more after `wait`, for a day from its first attempt: it may have waited long before that."""
    until = row.give_up_at if row.attempts else max(row.give_up_at, now + PATIENCE)
    if now + wait > until:
        return _give_up(row, outcome, now)
    log.warning("outbox %s is tried again in %s: %s", row.pk, wait, outcome.error)
    later = {"status": Status.WAITING, "next_attempt_at": now + wait, "give_up_at": until}
    return _free(row, outcome, last_error=outcome.error, **later)


def _give_up(row: OutboxMessage, outcome: Outcome, now: datetime) -> int:
    log.error("outbox %s is given up: %s", row.pk, outcome.error)
    failed = {"status": Status.FAILED, "failed_at": now, "next_attempt_at": None}
    held = _free(row, outcome, last_error=outcome.error, **failed)
    if held and outcome.bounced:
        bounces.refused(row, outcome.error, now=now)
    if held:
        undelivered.tell(pk=row.pk, now=now)
    return held


def _free(row: OutboxMessage, outcome: Outcome, **values: object) -> int:
    """End our claim, which was an attempt, with these values; 0 where it is no longer ours."""
    unsure = 0 if outcome.certain else row.unsure_attempts + outcome.unsure
    ours = OutboxMessage.objects.filter(pk=row.pk, status=Status.CLAIMED, claim=row.claim)
    return ours.update(
        claim=None, claimed_at=None, attempts=row.attempts + 1, unsure_attempts=unsure, **values
    )
