"""Text messages: who agreed to get them, and the short word that goes beside a formal e-mail, or one due today."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.conf import settings
from django.template.loader import render_to_string

from notifications.catalogue import MESSAGES, Urgency
from notifications.cause import Cause, Stage
from notifications.channels.chosen import NONE
from notifications.models import OutboxMessage, TextNumber
from notifications.models.outbox import Channel, Status, new_message_id
from revisits.accounts.models import User

# What most messages say by text: that there is one. It tells nothing that a locked phone may not show.
ANY = "emails/text_message.sms.txt"


def are_sent() -> bool:
    """Whether this installation sends text messages."""
    return bool(settings.TEXT_CHANNEL != NONE)


def beside(cause: Cause, written: Iterable[OutboxMessage], *, now: datetime) -> Iterator[OutboxMessage]:
    """Unsaved rows by text beside those by e-mail: of what is formal or due today, to whoever agreed to it.

    They go when the e-mail goes; `now` is real time.
    """
    if not are_sent():
        return
    rows = [row for row in written if row.recipient_user_id and _is_pressing(cause, row)]
    agreed = TextNumber.objects.filter(user__in=[row.recipient_user_id for row in rows])
    numbers = dict(agreed.values_list("user", "mobile"))
    for row in rows:
        if row.recipient_user_id in numbers:
            yield _twin(row, numbers[row.recipient_user_id], now)


def _is_pressing(cause: Cause, row: OutboxMessage) -> bool:
    return cause.stage == Stage.TODAY or MESSAGES[row.message].urgency is Urgency.FORMAL


def _twin(row: OutboxMessage, mobile: str, now: datetime) -> OutboxMessage:
    values = {field.attname: getattr(row, field.attname) for field in OutboxMessage._meta.concrete_fields}
    own = {
        "id": None,
        "channel": Channel.TEXT,
        "recipient_mobile": mobile,
        "message_id": new_message_id(),
        "text": _words(row),
        "html": "",
        "gist": "",
        "attach_letter_id": None,
        "status": Status.WAITING,
        "next_attempt_at": row.next_attempt_at or now,
    }
    return OutboxMessage(**values | own)


def _words(row: OutboxMessage) -> str:
    templates = [f"emails/{row.message}.sms.txt", ANY]
    area = row.revisit.area.name
    return " ".join(render_to_string(templates, {"area": area, "link": settings.SITE_URL}).split())


def agree(*, user: User, mobile: str, at: datetime) -> TextNumber:
    """Somebody wants text messages at this number (as +447...), instead of another that they gave; `at` is real."""
    found, _ = TextNumber.objects.update_or_create(user=user, defaults={"mobile": mobile, "agreed_at": at})
    return found


def stop(*, user: User) -> None:
    """Somebody wants none any more: the number goes, and what still waits to go there."""
    TextNumber.objects.filter(user=user).delete()
    waiting = OutboxMessage.objects.filter(recipient_user=user, channel=Channel.TEXT, status=Status.WAITING)
    waiting.update(status=Status.SUPERSEDED, next_attempt_at=None)
