"""Tests with real transactions begin with empty tables, the record's too: its own guards let nobody empty it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.db.backends.postgresql.operations import DatabaseOperations
from django.test import TransactionTestCase

from tests.snapshots import as_new

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


def empty_record() -> None:
    with without_guards(), connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {', '.join(TABLES)}")


@contextmanager
def emptied_between_tests() -> Iterator[None]:
    """Tests with real transactions empty every table after them. Where Django does it, the holidays come back, which
    is recorded."""
    transactional: Any = TransactionTestCase  # django-stubs leave out what tests may not call
    flush, teardown = DatabaseOperations.execute_sql_flush, transactional._fixture_teardown

    def flush_all(self: DatabaseOperations, sql_list: list[str]) -> None:
        with without_guards(), connection.cursor() as cursor:
            flush(self, sql_list)
            cursor.execute(f"TRUNCATE {connection.ops.quote_name(CACHE)}")

    def empty(self: Any) -> None:
        if not as_new():
            teardown(self)
            empty_record()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DatabaseOperations, "execute_sql_flush", flush_all)
        patch.setattr(transactional, "_fixture_teardown", empty)
        yield
