"""Stopping an optional message by the link in it: without signing in, and never what is formal or needed.

The link says which row of the outbox it stands in, signed, and nothing else; it opens no page but its own.
"""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.db import transaction
from django.urls import reverse
from django.utils.html import format_html

from notifications.catalogue import MESSAGES
from notifications.catalogue.message import Urgency
from notifications.domain.wishes import withdraw_unwanted
from notifications.models import OutboxMessage, Unwanted

_SALT = "notifications.unsubscribe"
SAID = "You need not get messages like this: {link}"


def is_optional(row: OutboxMessage) -> bool:
    """Whether its reader may stop messages like this one."""
    return row.message in MESSAGES and MESSAGES[row.message].urgency == Urgency.OPTIONAL


def link(row: OutboxMessage) -> str:
    """The whole address of the page on which messages like this row are stopped."""
    return str(settings.SITE_URL) + reverse("unsubscribe", args=[Signer(salt=_SALT).sign(str(row.pk))])


def row_of(token: str) -> OutboxMessage | None:
    """The row that a link of ours stands in; None for any other link, and for a row whose reader may not stop it."""
    try:
        pk = int(Signer(salt=_SALT).unsign(token))
    except (BadSignature, ValueError):
        return None
    row = OutboxMessage.objects.filter(pk=pk).first()
    return row if row and is_optional(row) and (row.recipient_user_id or row.recipient_email) else None


def headers(row: OutboxMessage) -> dict[str, str]:
    """For mail programs that offer a button of their own (RFC 8058); nothing for what may not be stopped."""
    if not is_optional(row):
        return {}
    return {"List-Unsubscribe": f"<{link(row)}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}


def with_footer(row: OutboxMessage) -> tuple[str, str]:
    """Text and HTML of a message as it leaves: with the link at their end, where its reader may stop it.

    It is not kept with the row, which colleagues may read, and with it the link.
    """
    if not is_optional(row):
        return row.text, row.html
    address = link(row)
    below = format_html(
        '<p style="max-width:640px; margin:0 auto; padding:12px 24px; font:14px/1.5 Arial, sans-serif; '
        'color:#505a5f; box-sizing:border-box">You need not get messages like this: '
        '<a href="{}" style="color:#1d70b8">unsubscribe</a></p>',
        address,
    )
    html = row.html.replace("</body>", f"{below}</body>", 1)
    return f"{row.text.rstrip()}\n{SAID.format(link=address)}\n", html


def is_stopped(row: OutboxMessage) -> bool:
    """Whether its reader stopped messages like this."""
    return Unwanted.objects.filter(message=row.message, **_reader(row)).exists()


@transaction.atomic
def stop(*, row: OutboxMessage, at: datetime) -> None:
    """No more messages like this to its reader; what waits is withdrawn. Twice is once."""
    reader = _reader(row)
    Unwanted.objects.bulk_create([Unwanted(message=row.message, since=at, **reader)], ignore_conflicts=True)
    same = OutboxMessage.objects.filter(message=row.message)
    if row.recipient_user_id:
        withdraw_unwanted(same.filter(recipient_user=row.recipient_user_id))
    else:
        withdraw_unwanted(same.filter(recipient_user=None, recipient_email__iexact=row.recipient_email))


@transaction.atomic
def undo(*, row: OutboxMessage) -> None:
    """Messages like this again, from now on."""
    Unwanted.objects.filter(message=row.message, **_reader(row)).delete()


def _reader(row: OutboxMessage) -> dict[str, Any]:
    if row.recipient_user_id:
        return {"user_id": row.recipient_user_id}
    return {"user_id": None, "address": row.recipient_email.lower()}
