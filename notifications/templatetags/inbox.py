"""`{% load inbox %}`: what every page says of a person's messages."""

from django import template

from notifications.inbox import MANY
from revisits.accounts.access import Person

register = template.Library()


@register.filter
def unread(person: Person) -> str:
    """How many messages they have not opened, as the navigation says it; empty for none."""
    found: int = getattr(person, "unread", 0)
    return f"{MANY - 1}+" if found >= MANY else str(found or "")
