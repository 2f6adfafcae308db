"""Writing past every form: what the database itself refuses."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import DataError, IntegrityError, transaction
from django.db.models import Model

from tests.factories import make


@contextmanager
def refused(constraint: str) -> Iterator[None]:
    """The database refuses it, and names this constraint."""
    with pytest.raises((IntegrityError, DataError), match=constraint), transaction.atomic():
        yield


def updated(model: type[Model], **values: Any) -> None:
    """Change a good row behind every form and save()."""
    row = make(model)
    model._default_manager.filter(pk=row.pk).update(**values)
