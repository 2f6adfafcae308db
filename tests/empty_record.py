"""Tests begin with an empty record. Its own guards let nobody empty it, but the owner of its tables."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.db.backends.postgresql.operations import DatabaseOperations
from django.db.models.signals import post_migrate

TABLES = ("record_disposal", "record_seal", "record_entry")


@contextmanager
def without_guards() -> Iterator[None]:
    with transaction.atomic(), connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        yield
        for table in TABLES:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def empty_record(**kwargs: Any) -> None:
    with without_guards(), connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {', '.join(TABLES)}")


@contextmanager
def emptied_between_tests() -> Iterator[None]:
    """Tests with real transactions empty every table after them; then the holidays come back, which is recorded."""
    flush = DatabaseOperations.execute_sql_flush

    def flush_all(self: DatabaseOperations, sql_list: list[str]) -> None:
        with without_guards():
            flush(self, sql_list)

    # After the receiver that fills in the holidays.
    post_migrate.connect(empty_record, sender=apps.get_app_config("inspections"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DatabaseOperations, "execute_sql_flush", flush_all)
        yield
    post_migrate.disconnect(empty_record, sender=apps.get_app_config("inspections"))
