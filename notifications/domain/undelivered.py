"""Messages that were given up: who is told of them, and how they are settled."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db.models.expressions import Combinable
from django.urls import reverse

from notifications.counting import up_to
from notifications.models import OutboxMessage
from notifications.models.outbox import Status
from revisits.accounts import mail

# One mail for all that fail together, as when a server is away.
QUIET = timedelta(hours=1)


# More than so many need not be counted to say that something is wrong.
MANY = 1000


def number() -> Combinable:
    """How many messages nobody has dealt with since they failed, `MANY` at most: an annotation of people."""
    return up_to(MANY, OutboxMessage.objects.filter(status=Status.FAILED))


def tell(*, pk: int, now: datetime) -> None:
    """Write to SUPPORT_EMAIL, if it is set, that message `pk` failed at `now` (real time); it names nobody."""
    lately = OutboxMessage.objects.filter(status=Status.FAILED, failed_at__gt=now - QUIET, failed_at__lte=now)
    if settings.SUPPORT_EMAIL and not lately.exclude(pk=pk).exists():
        page = f"{settings.SITE_URL}{reverse('delivery')}"
        mail.write("notifications/email/undelivered", settings.SUPPORT_EMAIL, {"at": now, "page": page})


def set_aside(*, pk: int) -> bool:
    """Nothing more is to be done about a failed message: it was told otherwise, or nobody needs it; whether it was.

    What went wrong stays beside it.
    """
    failed = OutboxMessage.objects.filter(pk=pk, status=Status.FAILED)
    return bool(failed.update(status=Status.SET_ASIDE))
