"""What a person has been sent, as the program itself shows it: an e-mail that got lost is still here."""

from datetime import datetime

from django.db.models import OuterRef, QuerySet
from django.db.models.expressions import Combinable

from notifications.access import theirs
from notifications.counting import up_to
from notifications.models import OutboxMessage
from notifications.models.outbox import Status

# More than so many need not be counted: the page says "99+".
MANY = 100


def unread() -> Combinable:
    """How many messages a person has not opened, `MANY` at most: an annotation of people."""
    return up_to(MANY, unopened(theirs().filter(recipient_user=OuterRef("pk"))))


def unopened(rows: "QuerySet[OutboxMessage]") -> "QuerySet[OutboxMessage]":
    """Those of them that still wait to be opened: not what their reader unsubscribed from, though it is kept."""
    return rows.filter(opened_at__isnull=True).exclude(status=Status.UNWANTED)


def opened(message: OutboxMessage, *, at: datetime) -> None:
    """Its recipient opens it: the first time stays."""
    if OutboxMessage.objects.filter(pk=message.pk, opened_at__isnull=True).update(opened_at=at):
        message.opened_at = at
