"""Delivery: claim a batch, send and mark row by row, over one line a channel."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings

from inspections import queries
from inspections.actions.record import poke
from notifications.access import may_be_told
from notifications.catalogue import MESSAGES
from notifications.channels import Channel, Outcome
from notifications.channels.chosen import channels
from notifications.domain import addressing, claims, together
from notifications.domain.quiet import is_quiet
from notifications.models import OutboxMessage
from notifications.models.outbox import DIGEST, PATIENCE, Status
from notifications.models.outbox import Channel as Way

# One run takes no longer than this, so that other tasks get their turn; the next one goes on.
BUDGET = timedelta(seconds=20)
NOT_TOLD = Outcome("Not sent: this person may no longer see the re-visit.", permanent=True)

# What leaves at any hour; all else that is due while it is quiet waits for the morning. A digest has its own hour.
AT_NIGHT = frozenset({code for code, message in MESSAGES.items() if not message.may_wait} | {DIGEST})

Clock = Callable[[], datetime]


def deliver_due(*, now: Clock, case_now: Clock, lease: timedelta) -> int:
    """Send what is due, and return how many were taken.

    `now` tells real time, for claims and retries; `case_now` the cases' time, which `sent_at` keeps. When the
    line is dead the rest waits for the next run, unclaimed and with no attempt counted. A claim older than
    `lease` belongs to a dead worker.
    """
    begun = now()
    claims.release_expired(now=begun, lease=lease)
    together.release(now=begun)
    addressing.take_up(now=begun)
    return sum(
        _Run(way, open_channel(), now, case_now, lease).go() for way, open_channel in channels().items()
    )


@dataclass
class _Run:
    """One channel's turn in one process."""

    way: Way
    channel: Channel
    now: Clock
    case_now: Clock
    lease: timedelta
    sent: int = 0
    line_dead: bool = False

    def go(self) -> int:
        until = self.now() + BUDGET
        night = settings.QUIET_HOURS and is_quiet(self.case_now(), queries.calendar())
        only = AT_NIGHT if night else None
        try:
            while not self.line_dead and self.now() < until:
                rows = claims.claim(self.way, now=self.now(), only=only)
                if not rows:
                    break
                alone = not self.sent
                self._send(rows)
                if alone and self.sent and len(rows) == claims.BATCH:
                    # There is more: another worker may take part. Each asks for one at most.
                    poke("notifications.deliver_due")
        finally:
            self.channel.close()
        return self.sent

    def _send(self, rows: list[OutboxMessage]) -> None:
        """In their order, each marked before the next is begun; what is not begun is given back.

        Whether somebody may still be told of a case is asked once a batch.
        """
        claimed_at, asked = rows[0].claimed_at, dict[tuple[object, ...], bool]()
        for row in rows:
            # A claim that grows old may be released to somebody else while we send.
            if self.line_dead or (claimed_at and self.now() - claimed_at > self.lease / 2):
                claims.give_back(row.claim)
                return
            told = _asked_of(row)
            if told not in asked:
                asked[told] = may_be_told(row)
            outcome = self.channel.send(row) if asked[told] else NOT_TOLD
            claims.mark(row, outcome, now=self.now(), sent_at=self.case_now())
            if outcome is NOT_TOLD:
                # Of a digest, what its reader may still be told goes in the next one.
                row.gathered.update(digest=None)
            self.sent += outcome.sent
            self.line_dead = outcome.line_dead


def _asked_of(row: OutboxMessage) -> tuple[object, ...]:
    """What `may_be_told` depends on: the same for messages of one case to one person, each digest for itself."""
    digest = row.pk if row.message == DIGEST else None
    return row.recipient_user_id, row.recipient_role, row.revisit_id, row.attach_letter_id, digest


def try_again(*, pk: int, now: datetime) -> bool:
    """Queue a failed message again, or one whose recipient has an address by now; whether it was.

    It goes to the address that the person has now: the old one may be why it failed.
    """
    row = OutboxMessage.objects.select_related("recipient_user").get(pk=pk)
    current = row.recipient_user.email if row.recipient_user and row.channel == Way.EMAIL else ""
    email = current or row.recipient_email
    stuck = OutboxMessage.objects.filter(pk=pk, status__in=[Status.FAILED, Status.NO_ADDRESS])
    queued = {"status": Status.WAITING, "next_attempt_at": now, "give_up_at": now + PATIENCE, "attempts": 0}
    return bool(email or row.recipient_mobile) and bool(
        stuck.update(recipient_email=email, failed_at=None, sent_at=None, **queued)
    )
