"""Messages about the schedule of the on-site days and the session with children (G9, G12): never a word of either."""

from typing import Any

from django.conf import settings
from django.urls import reverse

from inspections.contacts import Contact
from inspections.models import CaseEvent
from notifications.cause import Cause
from notifications.domain import audience
from notifications.domain.facts import common

Kind = CaseEvent.Kind


def schedule(cause: Cause, contact: Contact) -> dict[str, Any]:
    """Where the agreed schedule is."""
    return _said(cause, contact, "schedule")


def changed_since_agreed(cause: Cause, contact: Contact) -> dict[str, Any] | None:
    """That the schedule is no longer what was agreed; None before it was, and after the first such change."""
    event = cause.happened[0]
    before = CaseEvent.objects.filter(
        revisit=cause.revisit, kind__in=[Kind.SCHEDULE_CHANGED, Kind.SCHEDULE_AGREED]
    )
    if event.pk:
        before = before.filter(pk__lt=event.pk)
    last = before.order_by("-pk").first()
    if last is None or last.kind != Kind.SCHEDULE_AGREED or event.by_id == contact.user_id:
        return None
    return _said(cause, contact, "schedule")


def children(cause: Cause, contact: Contact) -> dict[str, Any]:
    """Where the session with children, or the questions for it, are."""
    return _said(cause, contact, "children")


def _said(cause: Cause, contact: Contact, page: str) -> dict[str, Any]:
    where = reverse(f"area-{page}" if audience.side(contact) else page, args=[cause.revisit.reference])
    event = cause.happened[0]
    return common(cause, contact) | {
        "who": event.by,
        "said": event.text,
        "number": event.data.get("version"),
        "link": settings.SITE_URL + where,
    }
