"""Statements that the ORM writes once in a process, and that are run with other values ever after.

To write the statement of a public page anew costs ten times as much as to run it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import QuerySet


@dataclass(frozen=True, slots=True)
class Statement:
    """SQL with its values, among which marks stand for those that `run` is given, and the names of its columns."""

    sql: str
    values: tuple[Any, ...]
    columns: tuple[str, ...]

    def run(self, given: Mapping[Any, Any]) -> list[dict[str, Any]]:
        """The rows, with each mark of `given` replaced. JSON comes as text."""
        values = [given.get(value, value) for value in self.values]
        with connection.cursor() as cursor:
            cursor.execute(self.sql, values)
            return [dict(zip(self.columns, row, strict=True)) for row in cursor.fetchall()]


def write(rows: QuerySet[Any], *columns: str) -> Statement:
    """The statement that reads these columns of the rows, in their order."""
    sql, values = rows.values_list(*columns).query.sql_with_params()
    return Statement(sql, tuple(values), columns)
