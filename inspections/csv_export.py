"""Re-visits as CSV: streamed row by row, and no cell that a spreadsheet would run."""

import csv
from collections.abc import Iterator
from typing import Any

from django.db.models import F, QuerySet

from inspections import queries
from inspections.models import Revisit
from inspections.workflow import State

HEADER = [
    "reference",
    "area",
    "ONS code",
    "region",
    "guidance",
    "stage",
    "first day",
    "last day",
    "on-site days",
    "lead HMI",
    "weaknesses sufficient",
    "weaknesses not sufficient",
    "published",
]
COLUMNS = [
    "reference",
    "area__name",
    "code",
    "region",
    "guidance",
    "state",
    "first_day",
    "last_day",
    "days",
    "lead",
    "outcome__sufficient",
    "outcome__not_sufficient",
    "outcome__published_on",
]
CHUNK = 2000
# A cell that begins so is a formula to a spreadsheet program.
DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
STATES = dict(State.choices)


class Echo:
    """A file for the csv module whose `write` gives the line back."""

    def write(self, line: str) -> str:
        return line


def lines(revisits: QuerySet[Revisit]) -> Iterator[str]:
    """The header and one line for each re-visit, read through a server-side cursor."""
    writer = csv.writer(Echo())
    yield "\ufeff" + writer.writerow(HEADER)
    rows = revisits.annotate(
        code=F("area__code"), region=F("area__region"), lead=queries.lead_name()
    ).values_list(*COLUMNS)
    for row in rows.iterator(chunk_size=CHUNK):
        yield writer.writerow(
            [
                cell(STATES.get(value, value) if name == "state" else value)
                for name, value in zip(COLUMNS, row, strict=True)
            ]
        )


def cell(value: Any) -> Any:
    """The value as it may stand in a spreadsheet."""
    if value is None:
        return ""
    return f"'{value}" if isinstance(value, str) and value.startswith(DANGEROUS) else value
