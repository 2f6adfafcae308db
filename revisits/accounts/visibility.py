"""May this person see this? One answer for pages, files, lists, counts, search, feeds, exports, e-mails and tasks.

Each model that is shown to anybody has one rule: the rows that a person may see, as a queryset. A model without a
rule is seen by nobody. Rules stand in the `access.py` of the model's app, and are read in when the app is ready.
"""

from collections.abc import Callable
from typing import Any, TypeVar

from django.db.models import Model, QuerySet

from revisits.accounts.access import Person

M = TypeVar("M", bound=Model)
_RULES: dict[type[Model], Callable[[Person], QuerySet[Any]]] = {}


def rule(model: type[M]) -> Callable[[Callable[[Person], QuerySet[M]]], Callable[[Person], QuerySet[M]]]:
    """Declare which rows of a model a person may see. A second rule for the same model is an error."""

    def declare(function: Callable[[Person], QuerySet[M]]) -> Callable[[Person], QuerySet[M]]:
        if model in _RULES:
            raise ValueError(f"{model.__name__} has a rule already: {_RULES[model].__qualname__}")
        _RULES[model] = function
        return function

    return declare


def visible(person: Person, model: type[M]) -> QuerySet[M]:
    """The rows of a model that a person may see; none where the model has no rule."""
    found = _RULES.get(model)
    return found(person) if found else model._default_manager.none()


def may_see(person: Person, thing: Model) -> bool:
    """Whether a person may see this very row, as the database stands now."""
    return visible(person, type(thing)).filter(pk=thing.pk).exists()


def ruled() -> frozenset[type[Model]]:
    """The models that somebody may see."""
    return frozenset(_RULES)
