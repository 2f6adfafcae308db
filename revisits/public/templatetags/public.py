"""Whether the public knows of a re-visit, for the pages of staff."""

from django import template

from inspections.models import Revisit
from revisits import clock
from revisits.public import access

register = template.Library()


@register.simple_tag
def is_announced(revisit: Revisit) -> bool:
    return access.is_announced(revisit, clock.today())
