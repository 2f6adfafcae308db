"""What a person has been sent, as the program itself shows it: an e-mail that got lost is still here."""

from datetime import datetime

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Func, IntegerField, OuterRef
from django.db.models.expressions import Combinable

from notifications.models import OutboxMessage
from notifications.models.outbox import Status

# More than so many need not be counted: the page says "99+".
MANY = 100


def unread() -> Combinable:
    """How many messages a person has not opened, `MANY` at most: an annotation of people."""
    theirs = OutboxMessage.objects.filter(recipient_user=OuterRef("pk"), opened_at__isnull=True)
    some = theirs.exclude(status=Status.SUPERSEDED).order_by().values("pk")[:MANY]
    return Func(ArraySubquery(some), function="cardinality", output_field=IntegerField())


def opened(message: OutboxMessage, *, at: datetime) -> None:
    """Its recipient opens it: the first time stays."""
    unopened = OutboxMessage.objects.filter(pk=message.pk, opened_at__isnull=True)
    if unopened.update(opened_at=at):
        message.opened_at = at
