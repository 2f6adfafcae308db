"""The reminder of a formal notice that somebody has not opened: to whom, and what it says."""

from typing import Any

from django.conf import settings
from django.urls import reverse

from inspections.contacts import Contact
from notifications.cause import Cause
from notifications.domain.facts import common
from notifications.models import OutboxMessage


def recipient(cause: Cause) -> list[Contact]:
    """Whoever got the notice, at the address that they have now."""
    row = _notice(cause)
    user = row.recipient_user
    return [Contact(row.recipient_role, user.name, user.email or "", user.pk)] if user else []


def facts(cause: Cause, contact: Contact) -> dict[str, Any]:
    """Which notice, of when, and where it is read; never what it says."""
    row = _notice(cause)
    page = settings.SITE_URL + reverse("your-message", args=[row.pk])
    return common(cause, contact) | {"notice": row, "by": cause.happened[0].by, "link": page}


def _notice(cause: Cause) -> OutboxMessage:
    rows = OutboxMessage.objects.select_related("recipient_user").defer("text", "html")
    return rows.get(pk=cause.happened[0].data["outbox"], revisit=cause.revisit)
