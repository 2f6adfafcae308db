"""What a form offers to choose from, where that depends on who asks or on the case."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import QuerySet


def offer_rows(form: forms.Form, name: str, rows: QuerySet[Any]) -> None:
    """The rows of which the field `name` takes one, or several."""
    field = form.fields[name]
    assert isinstance(field, forms.ModelChoiceField), f"{name} does not choose among rows"
    field.queryset = rows


def offer(form: forms.Form, name: str, choices: Iterable[Any]) -> None:
    """The choices of the field `name`, as Django takes them."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField), f"{name} has no choices"
    field.choices = choices


def offer_more(form: forms.Form, name: str, choices: Iterable[tuple[Any, Any]]) -> None:
    """Choices after those that the field `name` has already."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField), f"{name} has no choices"
    standing: Any = field.choices
    field.choices = [*standing, *choices]
