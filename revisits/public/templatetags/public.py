"""Whether the public knows of a re-visit, for the pages of staff."""

from django import template

from inspections.models import Revisit
from revisits import clock
from revisits.public.access import announced

register = template.Library()


@register.simple_tag
def is_announced(revisit: Revisit) -> bool:
    return announced(clock.today()).filter(pk=revisit.pk).exists()
