"""What providers report of messages that they had taken: noted once, and what follows from it."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from inspections.timeline.times import LONDON
from notifications.domain import undelivered
from notifications.models import ClearedBounce, DeliveryReport, OutboxMessage
from notifications.models.outbox import Status
from revisits.accounts.models import User
from revisits.accounts.refusal import Refused

log = logging.getLogger(__name__)
Kind = DeliveryReport.Kind

# What of a message is over with a report that it did not arrive, and how its error begins.
NOT_ARRIVED = {Kind.BOUNCED: "Bounced", Kind.UNDELIVERED: "Not delivered"}
UNDER_WAY = (Status.SENT, Status.CLAIMED, Status.WAITING)
LONGEST = 300
# The source of what our own mail server said when it was given a message.
OURS = "smtp"


@dataclass(frozen=True)
class Reported:
    """One report as a source told it. `message_id` is ours, in its angle brackets; `said` may be empty."""

    source: str
    source_id: str
    message_id: str
    kind: DeliveryReport.Kind
    said: str = ""


@transaction.atomic
def record(reported: Reported, *, now: datetime) -> bool:
    """Note a report, and fail its message where it did not arrive; False where it is known, or of no message of ours.

    `now` is real time. What is unknown is logged without its details: whoever knows the secret tells us what they like.
    """
    row = OutboxMessage.objects.select_for_update(of=("self",)).filter(message_id=reported.message_id).first()
    if row is None:
        log.info("%s reported on a message that is not ours", reported.source)
        return False
    said, new = _note(row, reported, now)
    if new and reported.kind in NOT_ARRIVED:
        _fail(row, f"{NOT_ARRIVED[reported.kind]}: {said or 'the provider says no more.'}", now)
    return new


def refused(row: OutboxMessage, said: str, *, now: datetime) -> None:
    """Our own mail server knows no such address: it bounces, as if a report had come. `row` as it was claimed."""
    attempt = f"{row.message_id}:{row.attempts}:{now.timestamp():.0f}"
    _note(row, Reported(OURS, attempt, row.message_id, Kind.BOUNCED, said), now)


def _note(row: OutboxMessage, reported: Reported, now: datetime) -> tuple[str, bool]:
    """What was said, without the address, and whether it is news."""
    said = reported.said.replace(row.address, "the address")[:LONGEST] if row.address else ""
    noted = {"outbox": row, "kind": reported.kind, "address": row.address.lower(), "said": said}
    _, new = DeliveryReport.objects.get_or_create(
        source=reported.source, source_id=reported.source_id, defaults={**noted, "received_at": now}
    )
    return said, new


def _fail(row: OutboxMessage, error: str, now: datetime) -> None:
    """It keeps the time at which it was sent. A worker that still holds it finds its claim gone."""
    under_way = OutboxMessage.objects.filter(pk=row.pk, status__in=UNDER_WAY)
    over = {"claim": None, "claimed_at": None, "next_attempt_at": None}
    if under_way.update(status=Status.FAILED, failed_at=now, last_error=error, **over):
        log.error("outbox %s did not arrive", row.pk)
        undelivered.tell(pk=row.pk, now=now)


def standing() -> QuerySet[DeliveryReport]:
    """Bounces that count: those after the last of their address that the office cleared; the newest first."""
    cleared = ClearedBounce.objects.filter(report__address=OuterRef("address"), report__gte=OuterRef("pk"))
    bounced = DeliveryReport.objects.filter(kind=Kind.BOUNCED).exclude(address="")
    return bounced.filter(~Exists(cleared)).select_related("outbox__revisit").order_by("-pk")


def bouncing(addresses: Iterable[str]) -> dict[str, str]:
    """Of these addresses, in small letters, those that bounce: a sentence that says since when."""
    wanted = {address.lower() for address in addresses if address}
    found = standing().filter(address__in=wanted).values_list("address", "received_at")
    return {
        address: f"A message to this address bounced on {at.astimezone(LONDON):%-d %B %Y}."
        for address, at in found
    }


def complained(addresses: Iterable[str]) -> set[str]:
    """Of these addresses, in small letters, those that reported a message as unwanted: nothing optional goes there."""
    wanted = {address.lower() for address in addresses if address}
    reports = DeliveryReport.objects.filter(kind=Kind.COMPLAINT, address__in=wanted)
    return set(reports.values_list("address", flat=True))


def clear(*, report: DeliveryReport, reason: str, by: User, at: datetime) -> ClearedBounce:
    """The office says why an address works again; `at` is real time. Refused without a reason, and a second time."""
    if not reason.strip():
        raise Refused("Say how you know that the address works again.", field="reason")
    if not standing().filter(pk=report.pk).exists():
        raise Refused("This address is cleared already.")
    newest = standing().filter(address=report.address).first()
    return ClearedBounce.objects.create(
        report=newest or report, reason=reason.strip(), cleared_by=by, cleared_at=at
    )
