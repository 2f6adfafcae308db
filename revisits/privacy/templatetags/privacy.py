"""What other pages show of disposal."""

from django import template

from revisits.privacy import queries

register = template.Library()


@register.simple_tag
def disposals_waiting() -> int:
    """How many lists wait for approval: for home, and asked for there by whoever may approve them."""
    return queries.waiting()
