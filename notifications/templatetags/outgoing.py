"""What is about to be sent, in templates."""

from django import template

from inspections.contacts import Contact
from notifications.domain.recipients import recipient_key

register = template.Library()


@register.filter
def key(contact: Contact) -> str:
    """What tells this recipient from others."""
    return recipient_key(contact)
