"""`{% load files %}`: what pages of every app say about files."""

from django import template

from revisits.accounts.access import Person
from revisits.files import access, alerts

register = template.Library()


@register.simple_tag
def file_alert() -> alerts.Alert:
    """What the office has to know of at once; false for nothing."""
    return alerts.standing()


@register.filter
def looks_after_files(person: Person) -> bool:
    return access.looks_after_files(person)
