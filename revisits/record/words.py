"""Entries in words: labels for columns, names for rows and people, values as people write them.

Names are read once for a page of entries, with one query a table.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import BooleanField, DateField, DateTimeField, Field, ForeignKey, GeneratedField, Model
from django.utils import timezone

from revisits.record import tables
from revisits.record.models import Entry

NOTHING = "nothing"
# By these a row that is gone is still known.
NAMING = ("name", "reference", "title", "text", "code", "first_day", "planned_on", "on")


@dataclass(frozen=True)
class Line:
    """One column: what it was and what it became; empty where the row came or went."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Told:
    """An entry as people read it."""

    entry: Entry
    thing: str
    name: str
    who: str
    lines: Sequence[Line]

    @property
    def title(self) -> str:
        done, part = self.entry.get_operation_display(), (self.entry.after or {}).get("part")
        if self.entry.is_reading:
            return f"{done}: {part}" if part else f"{done}: {self.thing.lower()}"
        return f"{self.thing} {done.lower()}"


@dataclass(frozen=True)
class Item:
    """What the page shows as one: an entry, or rows of one table that came or went in the same transaction."""

    members: Sequence[Told]

    @property
    def first(self) -> Told:
        return self.members[0]

    @property
    def title(self) -> str:
        if len(self.members) == 1:
            return self.first.title
        done = self.first.entry.get_operation_display().lower()
        return f"{len(self.members)} {tables.title(self.first.entry.table, plural=True).lower()} {done}"


class Names:
    """Names of rows by model and key, for one page."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        wanted: dict[type[Model], set[str]] = defaultdict(set)
        for entry in entries:
            model = tables.known().get(entry.table)
            if entry.person:
                wanted[get_user_model()].add(str(entry.person))
            if model and entry.row.isdecimal():
                wanted[model].add(entry.row)
            for column, value in _values(entry):
                field = _field(model, column)
                if isinstance(field, ForeignKey) and value:
                    wanted[field.related_model].add(str(value))
        self.found = {model: _names(model, keys) for model, keys in wanted.items()}

    def of(self, model: type[Model] | None, key: object) -> str:
        """Empty where there is no such row any more."""
        return self.found.get(model, {}).get(str(key), "") if model else ""


def told(entries: Sequence[Entry]) -> list[Told]:
    names = Names(entries)
    return [_told(entry, names) for entry in entries]


def items(entries: Sequence[Entry]) -> list[Item]:
    """The entries of a page in words, with what came or went together put together."""
    return [Item(list(members)) for _, members in groupby(told(entries), key=_together)]


def _together(told: Told) -> tuple[object, ...]:
    entry = told.entry
    if entry.operation not in (Entry.Operation.INSERT, Entry.Operation.DELETE):
        return (entry.pk,)
    return (entry.at, entry.operation, entry.table, entry.person, entry.means, entry.why, entry.case)


def _told(entry: Entry, names: Names) -> Told:
    model = tables.known().get(entry.table)
    who = names.of(get_user_model(), entry.person) if entry.person else ""
    return Told(
        entry=entry,
        thing=tables.title(entry.table),
        name=names.of(model, entry.row) or _snapshot(entry) or (f"number {entry.row}" if entry.row else ""),
        who=who or (f"person {entry.person}" if entry.person else _by_itself(entry.means)),
        lines=list(_lines(entry, model, names)),
    )


def _by_itself(means: str) -> str:
    return "somebody at the database" if means == "database" else "the program"


def _snapshot(entry: Entry) -> str:
    facts = entry.before or entry.after or {}
    return next((str(facts[name])[:80] for name in NAMING if facts.get(name)), "")


def _values(entry: Entry) -> Iterator[tuple[str, Any]]:
    for side in (entry.before, entry.after):
        yield from (side or {}).items()


def _lines(entry: Entry, model: type[Model] | None, names: Names) -> Iterator[Line]:
    before, after = entry.before or {}, entry.after or {}
    for column in _in_order(model, {**before, **after}):
        was, became = before.get(column), after.get(column)
        if (
            column == "id"
            or entry.is_reading
            or (entry.operation != Entry.Operation.UPDATE and not (was or became))
        ):
            continue
        field = _field(model, column)
        yield Line(
            label=_label(field, column),
            before=_said(was, field, names) if entry.before is not None else "",
            after=_said(became, field, names) if entry.after is not None else "",
        )


def _in_order(model: type[Model] | None, columns: Iterable[str]) -> list[str]:
    order = [field.column for field in model._meta.concrete_fields] if model else []
    return sorted(columns, key=lambda column: order.index(column) if column in order else len(order))


def _field(model: type[Model] | None, column: str) -> Field[Any, Any] | None:
    fields = model._meta.concrete_fields if model else ()
    return next((field for field in fields if field.column == column), None)


def _label(field: Field[Any, Any] | None, column: str) -> str:
    said = str(field.verbose_name) if field else column.replace("_", " ")
    return said[:1].upper() + said[1:]


def _said(value: Any, field: Field[Any, Any] | None, names: Names) -> str:
    """A stored value as people write it."""
    if value is None or value == "":
        return NOTHING
    if isinstance(field, ForeignKey):
        return names.of(field.related_model, value) or f"number {value}"
    if field is not None and field.choices:
        return str(dict(field.flatchoices).get(value, value))
    kind = field.output_field if isinstance(field, GeneratedField) else field
    if isinstance(kind, BooleanField):
        return "yes" if value else "no"
    if isinstance(kind, DateTimeField):
        return f"{timezone.localtime(datetime.fromisoformat(value)):%-d %B %Y, %H:%M}"
    if isinstance(kind, DateField):
        return f"{date.fromisoformat(value):%-d %B %Y}"
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _names(model: type[Model], keys: set[str]) -> dict[str, str]:
    """One query: what a name needs of other tables is joined."""
    rows = model._default_manager.filter(pk__in=keys).select_related()
    return {str(row.pk): getattr(row, "record_name", "") or str(row) for row in rows}
