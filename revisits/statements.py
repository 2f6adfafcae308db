"""Statements that the ORM writes once in a process, and that are run with other values ever after.

To write a statement anew costs several times what it costs to run it. So those that most pages ask, and whose words
never differ, are written once, from a queryset that has marks where the values belong. What somebody may see is no
matter for them: a statement whose words hang on who asks is left to the ORM.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from django.db import connection
from django.db.models import Model, QuerySet
from django.db.models.expressions import RawSQL

# Marks for a queryset, where no real value can be taken for them.
KEY, DAY, REFERENCE = -1, date.min, "the reference"
KEYS = "the keys"

Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True, slots=True)
class Statement:
    """SQL with its values, among which marks stand for those that it is given, and the names of its columns.

    Each way to run it takes what to put in the place of each mark. JSON comes as text.
    """

    sql: str
    values: tuple[Any, ...]
    columns: tuple[str, ...]

    def run(self, given: Mapping[Any, Any]) -> list[dict[str, Any]]:
        """The rows, by the names of their columns."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows(given)]

    def rows(self, given: Mapping[Any, Any]) -> list[tuple[Any, ...]]:
        """The rows, in the order of the columns."""
        with connection.cursor() as cursor:
            cursor.execute(self.sql, self._with(given))
            found: list[tuple[Any, ...]] = cursor.fetchall()
            return found

    def objects(self, model: type[Row], given: Mapping[Any, Any]) -> list[Row]:
        """The rows as objects; the columns, its key among them, are named as the table names them."""
        return list(model._default_manager.raw(self.sql, self._with(given)))

    def _with(self, given: Mapping[Any, Any]) -> list[Any]:
        return [given.get(value, value) for value in self.values]


def write(rows: QuerySet[Any], *columns: str) -> Statement:
    """The statement that reads these columns of the rows, in their order; without any, all of their table."""
    columns = columns or tuple(field.attname for field in rows.model._meta.concrete_fields)
    sql, values = rows.values_list(*columns).query.sql_with_params()
    return Statement(sql, tuple(values), columns)


def any_of(keys: str) -> RawSQL:
    """For `__in`: the list of keys that the statement is given for this mark."""
    return RawSQL("SELECT unnest(%s::bigint[])", [keys])
