"""What other pages show of the letters that wait to be sent on."""

from typing import Any

from django import template

from letters import circulating
from letters.models import Letter
from revisits import clock

register = template.Library()


@register.simple_tag(takes_context=True)
def letters_to_circulate(context: dict[str, Any]) -> list[tuple[Letter, int]]:
    """Letters that wait for the reader's body to send them on, each with its working days since issue."""
    return circulating.to_circulate(context["request"].user, clock.now())
