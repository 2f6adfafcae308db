"""Messages of long ago: name, address and words go; that such a message went to this role, and when, stays."""

from collections.abc import Sequence

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce, TruncDate

from notifications.models import DeliveryReport, OutboxMessage
from notifications.models.outbox import Status
from revisits.privacy.disposing import Doing

GONE = "disposed:"
# The database wants an address for what was sent; no mail ever reaches this one (RFC 2606).
NO_ADDRESS = "removed@removed.invalid"
NO_NUMBER = "removed"
OVER = (
    *(Status.SENT, Status.FAILED, Status.NO_ADDRESS, Status.SUPERSEDED, Status.UNWANTED),
    Status.SET_ASIDE,
)
COLUMNS = (
    *("recipient_key", "recipient_name", "recipient_email", "recipient_mobile", "recipient_user", "status"),
    *("subject", "text", "html", "last_error", "gist", "digest"),
)
# What went in a digest is over, too.
IS_OVER = Q(status__in=OVER) | Q(status=Status.GATHERED, digest__isnull=False)


def rows() -> QuerySet[OutboxMessage]:
    """Messages that are over and still name somebody, dated by when they were sent, else written."""
    over = OutboxMessage.objects.filter(IS_OVER).exclude(recipient_key__startswith=GONE)
    return over.select_related("revisit").annotate(dated_on=TruncDate(Coalesce("sent_at", "written_at")))


def reference(message: OutboxMessage) -> str:
    return f"{message.revisit}: {message.message} to {message.role_label}, {message.written_at:%-d %B %Y}"


def dispose(messages: Sequence[OutboxMessage], doing: Doing) -> None:
    """Blank them; one that never went is not tried again."""
    for message in messages:
        sent = message.status == Status.SENT
        message.recipient_key = f"{GONE}{message.pk}"
        message.recipient_name = message.role_label
        message.recipient_email = NO_ADDRESS if sent else ""
        message.recipient_mobile = NO_NUMBER if sent and message.recipient_mobile else ""
        message.recipient_user = None
        message.status = Status.SENT if sent else Status.SUPERSEDED
        message.subject = "Disposed of"
        message.text, message.html, message.last_error = f"Disposed of, {doing.period}.", "", ""
        message.gist, message.digest = "", None
    DeliveryReport.objects.filter(outbox__in=messages).exclude(address="").update(address="")
    OutboxMessage.objects.bulk_update(messages, COLUMNS)
