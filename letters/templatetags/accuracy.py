"""What other pages show of drafts that are with the area."""

from typing import Any

from django import template

from letters import accuracy_waiting, letters_waiting
from letters.accuracy_waiting import Waiting
from revisits import clock
from revisits.accounts.models import User

register = template.Library()


@register.simple_tag(takes_context=True)
def drafts_waiting(context: dict[str, Any]) -> list[Waiting]:
    """What waits for whoever looks: of drafts that are with the area (G25), then of the letters at other stages."""
    person = context["request"].user
    if not isinstance(person, User):
        return []
    return [*accuracy_waiting.of(person, clock.now()), *letters_waiting.of(person)]
