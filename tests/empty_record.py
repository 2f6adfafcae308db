"""Tests begin with an empty record. Its own guards let nobody empty it, but the owner of its tables."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection, transaction
from django.db.backends.postgresql.operations import DatabaseOperations
from django.db.models.signals import post_migrate

from tests.snapshots import assert_nothing_is_left

TABLES = ("record_disposal", "record_seal", "record_entry")
# Django's flush knows the tables of models alone, and the cache's is none.
CACHE = str(settings.CACHES["default"]["LOCATION"])


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
        with without_guards(), connection.cursor() as cursor:
            flush(self, sql_list)
            cursor.execute(f"TRUNCATE {connection.ops.quote_name(CACHE)}")

    # After the receiver that fills in the holidays.
    post_migrate.connect(empty_record, sender=apps.get_app_config("inspections"))
    post_migrate.connect(assert_nothing_is_left, sender=apps.get_app_config("inspections"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DatabaseOperations, "execute_sql_flush", flush_all)
        yield
    for receiver in (empty_record, assert_nothing_is_left):
        post_migrate.disconnect(receiver, sender=apps.get_app_config("inspections"))
