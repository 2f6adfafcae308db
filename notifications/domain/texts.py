"""Text messages: who agreed to get them, and the short word that goes beside a formal e-mail, or one due today."""

import secrets
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.utils.crypto import constant_time_compare, salted_hmac

from notifications.catalogue import MESSAGES, Urgency
from notifications.cause import Cause, Stage
from notifications.channels.chosen import NONE, channels
from notifications.models import OutboxMessage, TextNumber
from notifications.models.outbox import Channel, Status, new_message_id
from revisits.accounts.models import User
from revisits.accounts.refusal import Refused

# Of the code: how long it is and holds, how often one may mistype it, and how soon there is another.
DIGITS, TRIES = 6, 5
GOOD_FOR, BETWEEN = timedelta(minutes=15), timedelta(minutes=1)
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
    agreed = TextNumber.objects.filter(
        confirmed_at__isnull=False, user__in=[row.recipient_user_id for row in rows]
    )
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


def ask(*, user: User, mobile: str, now: datetime) -> TextNumber:
    """Somebody wants text messages at this number (as +447...), instead of another that they gave: a code goes there,
    by which they show that it is theirs. `now` is real.

    Raises Refused where a code was sent just now, or cannot be sent.
    """
    known = TextNumber.objects.filter(user=user).first()
    if known and known.code_sent_at and now - known.code_sent_at < BETWEEN:
        raise Refused("A code was sent just now. Wait a minute before you ask for another.", "mobile")
    code = f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"
    _send_code(mobile, code)
    given = {"agreed_at": now, "confirmed_at": None, "code_sent_at": now, "tries": 0}
    hashed = _hash(user, mobile, code)
    found, _ = TextNumber.objects.update_or_create(
        user=user, defaults={"mobile": mobile, "code_hash": hashed, **given}
    )
    return found


@transaction.atomic
def confirm(*, user: User, code: str, now: datetime) -> bool:
    """The number is theirs who know its code; False for a wrong one, which counts. `now` is real.

    Raises Refused where no code waits, it is too old, or too many were tried.
    """
    found = TextNumber.objects.select_for_update().filter(user=user).exclude(code_hash="").first()
    if found is None or found.code_sent_at is None:
        raise Refused("No code waits: ask for one.", "code")
    if now - found.code_sent_at > GOOD_FOR or found.tries >= TRIES:
        raise Refused("This code does not hold any more. Ask for another.", "code")
    right = constant_time_compare(found.code_hash, _hash(user, found.mobile, code))
    if right:
        found.confirmed_at, found.code_hash, found.code_sent_at, found.tries = now, "", None, 0
    else:
        found.tries += 1
    found.save()
    return right


def _send_code(mobile: str, code: str) -> None:
    """At once, and not by the outbox: it belongs to no case, and is over in minutes."""
    text = f"{code} is your code for text messages from Re-visits (Ofsted and CQC). It holds for 15 minutes."
    channel = channels()[Channel.TEXT]()
    try:
        outcome = channel.send(OutboxMessage(channel=Channel.TEXT, recipient_mobile=mobile, text=text))
    finally:
        channel.close()
    if not outcome.sent:
        raise Refused("The code could not be sent to this number. Check it, or try again later.", "mobile")


def _hash(user: User, mobile: str, code: str) -> str:
    said = f"{user.pk}:{mobile}:{code}"
    return salted_hmac("notifications.texts", said, algorithm="sha256").hexdigest()


def stop(*, user: User) -> None:
    """Somebody wants none any more: the number goes, and what still waits to go there."""
    TextNumber.objects.filter(user=user).delete()
    waiting = OutboxMessage.objects.filter(recipient_user=user, channel=Channel.TEXT, status=Status.WAITING)
    waiting.update(status=Status.SUPERSEDED, next_attempt_at=None)
