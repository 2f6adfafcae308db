"""Altering the record behind the program, as whoever owns the database can."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection


@contextmanager
def without_triggers() -> Iterator[Any]:
    """A cursor whose statements no trigger sees."""
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        try:
            yield cursor
        finally:
            cursor.execute("SET session_replication_role = DEFAULT")


def behind(statement: str, *values: object) -> None:
    with without_triggers() as cursor:
        cursor.execute(statement, values)
