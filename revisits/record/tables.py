"""Which tables are on record, and what they are called."""

from functools import cache

from django.apps import apps
from django.db.models import Model

from revisits.record.triggers import Firm


@cache
def models() -> dict[str, type[Model]]:
    """Every model whose changes are recorded, by its table."""
    return {
        model._meta.db_table: model
        for model in apps.get_models()
        if any(isinstance(each, Firm) and each.name == "record_insert" for each in _triggers(model))
    }


def _triggers(model: type[Model]) -> list[object]:
    return getattr(model._meta, "triggers", [])


@cache
def known() -> dict[str, type[Model]]:
    """Every model by its table: also what is read, not only what is changed."""
    every = {model._meta.db_table: model for model in apps.get_models() if not model._meta.proxy}
    return every | models()


def title(table: str, *, plural: bool = False) -> str:
    """What people call it: "Team member", or "Team members"; the table's own name where its model is gone."""
    model = known().get(table)
    if model is None:
        return table
    said = str(model._meta.verbose_name_plural if plural else model._meta.verbose_name)
    return said[:1].upper() + said[1:]
