"""What other pages show of drafts that are with the area."""

from typing import Any

from django import template

from letters import accuracy_waiting, letters_waiting
from letters.accuracy_waiting import Waiting
from revisits import clock
from revisits.accounts import access as held
from revisits.accounts.models import User
from revisits.accounts.permissions import Permission

register = template.Library()


@register.simple_tag(takes_context=True)
def drafts_waiting(context: dict[str, Any]) -> list[Waiting]:
    """What waits for whoever looks: of drafts that are with the area (G25), then of the letters at other stages.

    `open_parts` of the page are theirs in cases, as `inspections.to_do` tells them.
    """
    person, parts, now = context["request"].user, context["open_parts"], clock.now()
    if not isinstance(person, User):
        return []
    if held.may(person, Permission.VIEW_CASES):
        return [*accuracy_waiting.of_team(person, parts, now), *letters_waiting.of(person, parts)]
    return accuracy_waiting.of_reader(person, now) if held.may(person, Permission.READ_DRAFT) else []
