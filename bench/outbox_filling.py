"""Due messages for a bench: copies of the four real notices of a case, in turn, each to an address of its own."""

from itertools import count, cycle, islice
from typing import Any

from django.utils import timezone

from inspections.actions.holidays import refresh_holidays
from notifications.domain import expand
from notifications.domain.post import as_email
from notifications.models import OutboxMessage
from notifications.models.outbox import Status, new_message_id
from tests.notifications.conftest import NOTICE_DAY, make_world

_readers = count()


def notices() -> list[int]:
    """Notify an area by the program's own actions; the keys of its notices. Nothing is due after."""
    refresh_holidays(at=NOTICE_DAY)
    make_world().notify()
    for event in expand.unexpanded():
        expand.expand(event_id=event, now=timezone.now())
    OutboxMessage.objects.update(status=Status.SUPERSEDED, next_attempt_at=None)
    return list(OutboxMessage.objects.values_list("pk", flat=True))


def fill(first: list[int], number: int) -> None:
    """So many more rows that are due."""
    OutboxMessage.objects.bulk_create(_copies(first, number))


def left() -> bool:
    return OutboxMessage.objects.filter(status__in=[Status.WAITING, Status.CLAIMED]).exists()


def raw(first: list[int], number: int) -> list[tuple[str, bytes]]:
    """As many finished messages, each with its recipient."""
    rows = _copies(first, number)
    return [(row.recipient_email, as_email(row).message().as_bytes().replace(b"\n", b"\r\n")) for row in rows]


def _copies(first: list[int], number: int) -> list[OutboxMessage]:
    originals = [_due(notice) for notice in OutboxMessage.objects.filter(pk__in=first)]
    return [
        OutboxMessage(
            **original,
            recipient_key=f"reader:{reader}",
            recipient_email=f"reader{reader}@example.org",
            message_id=new_message_id(),
        )
        for original, reader in zip(cycle(originals), islice(_readers, number), strict=False)
    ]


def _due(notice: OutboxMessage) -> dict[str, Any]:
    """Its columns as when it was written, without what is of one row alone."""
    own = ("id", "recipient_key", "recipient_email", "message_id")
    columns = [field.attname for field in OutboxMessage._meta.concrete_fields if field.attname not in own]
    values = {column: getattr(notice, column) for column in columns}
    return values | {"status": Status.WAITING, "next_attempt_at": timezone.now()}
