"""`{% load delivery %}`: what pages of every app say about delivery."""

from dataclasses import dataclass

from django import template

from notifications import access
from notifications.domain import texts
from notifications.models import TextNumber
from revisits.accounts.access import Person
from revisits.accounts.models import User

register = template.Library()


@dataclass(frozen=True)
class Texts:
    """Whether a person is offered text messages, and where they get them now."""

    offered: bool
    mobile: str


@register.filter
def undelivered(person: Person) -> int:
    """How many messages failed, for the office, which has to know of it at once."""
    found: int = getattr(person, "undelivered", 0)
    return found


@register.filter
def looks_after_delivery(person: Person) -> bool:
    return access.looks_after_delivery(person)


@register.simple_tag
def text_messages(person: User) -> Texts:
    number = TextNumber.objects.filter(user=person).first()
    return Texts(texts.are_sent() or number is not None, number.mobile if number else "")
