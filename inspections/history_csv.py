"""History as CSV: a line for each event, or for each column that changed; streamed."""

import csv
from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.db.models import QuerySet
from django.http import StreamingHttpResponse
from django.utils import timezone

from inspections.csv_export import Echo, cell
from inspections.models import CaseEvent
from revisits.record import words
from revisits.record.models import Entry

EVENTS = ["when", "what", "who", "text"]
ENTRIES = ["entry", "when", "what", "which", "field", "from", "to", "who", "by what means", "why"]
CHUNK = 500


def answer(header: list[str], rows: Iterator[list[Any]], name: str) -> StreamingHttpResponse:
    response = StreamingHttpResponse(_lines(header, rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    response["Cache-Control"] = "no-store"
    return response


def _lines(header: list[str], rows: Iterator[list[Any]]) -> Iterator[str]:
    writer = csv.writer(Echo())
    yield "\ufeff" + writer.writerow(header)
    for row in rows:
        yield writer.writerow([cell(value) for value in row])


def events(found: QuerySet[CaseEvent]) -> Iterator[list[Any]]:
    for event in found.select_related("by").order_by("-pk").iterator(CHUNK):
        who = event.by.name if event.by else "the program"
        yield [_when(event), event.get_kind_display(), who, event.text]


def entries(found: QuerySet[Entry]) -> Iterator[list[Any]]:
    """Names are looked up a chunk at a time, so memory stays flat."""
    every = found.order_by("-pk").iterator(CHUNK)
    while chunk := list(islice(every, CHUNK)):
        for told in words.told(chunk):
            yield from _rows(told)


def _rows(told: words.Told) -> Iterator[list[Any]]:
    entry = told.entry
    start = [entry.pk, _when(entry), told.title, told.name]
    end = [told.who, entry.means, entry.why]
    for line in told.lines or [words.Line("", "", "")]:
        yield [*start, line.label, line.before, line.after, *end]


def _when(row: CaseEvent | Entry) -> str:
    return f"{timezone.localtime(row.at):%Y-%m-%d %H:%M:%S}"
