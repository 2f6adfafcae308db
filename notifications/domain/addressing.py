"""Messages that had no address leave by themselves once their recipient has one."""

from datetime import datetime, timedelta

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from inspections.workflow import ENDED
from notifications.models import OutboxMessage
from notifications.models.outbox import PATIENCE, Channel, Status
from revisits.accounts.models import User

# What was written longer ago than this is no news any more; the office can still send it by hand.
STILL_NEWS = timedelta(days=28)


def take_up(*, now: datetime) -> int:
    """Queue what people were to get before they had an address, to the one that they have now; returns how many.

    Not of a case that ended, and no reminders, which come anew. `now` is real time.
    """
    addresses = User.objects.filter(pk=OuterRef("recipient_user")).values("email")
    return _stuck(now).update(
        recipient_email=Subquery(addresses),
        status=Status.WAITING,
        next_attempt_at=now,
        give_up_at=now + PATIENCE,
        failed_at=None,
    )


def _stuck(now: datetime) -> "QuerySet[OutboxMessage]":
    reachable = User.objects.filter(is_active=True, email__isnull=False).exclude(email="")
    found = OutboxMessage.objects.filter(
        Q(recipient_email="") | ~Q(recipient_email=F("recipient_user__email")),
        status=Status.NO_ADDRESS,
        channel=Channel.EMAIL,
        created_at__gte=now - STILL_NEWS,
        recipient_user__in=reachable.values("pk"),
    )
    left = found.exclude(cause__startswith="reminder:").exclude(revisit__state__in=ENDED)
    return OutboxMessage.objects.filter(pk__in=left.values("pk"), status=Status.NO_ADDRESS)
