"""What other pages show of the letters that wait for quality assurance."""

from typing import Any

from django import template

from letters import quality
from letters.models import LetterVersion
from revisits.accounts.access import signed_in

register = template.Library()


@register.simple_tag(takes_context=True)
def letters_to_assure(context: dict[str, Any]) -> list[LetterVersion]:
    """The versions that wait for the reader's decision."""
    return quality.waiting_for(signed_in(context["request"]))
