"""The figures of a survey as CSV: one line a cell, as it is shown, and no cell that a spreadsheet would run."""

import csv
from collections.abc import Iterator

from inspections.csv_export import Echo, cell
from surveys.figures import Asked, Cell, Part, parts_of, said
from surveys.models import Figures

HEADER = [
    "part",
    "question",
    "text",
    "answered",
    "setting",
    "answered in setting",
    "answer",
    "number",
    "per cent",
]


def lines(figures: Figures | None) -> Iterator[str]:
    """The header, then each answer of each question: of all, and of each kind of setting."""
    writer = csv.writer(Echo())
    yield "\ufeff" + writer.writerow(HEADER)
    for part in parts_of(figures):
        for asked in part["questions"]:
            for row in _rows(part, asked):
                yield writer.writerow([cell(value) for value in row])


def _rows(part: Part, asked: Asked) -> Iterator[list[str | int]]:
    begun: list[str | int] = [part["called"], asked["place"], asked["text"]]
    total = "Fewer than 5" if asked["answered"] is None else asked["answered"]
    if not asked["rows"]:
        yield [*begun, total, "", "", "", "", ""]
    for row in asked["rows"]:
        yield [*begun, total, "", "", row["label"], *_numbers(row)]
    if broken := asked["settings"]:
        for row, cells in zip(asked["rows"], broken["rows"], strict=True):
            for column, counted in zip(broken["columns"], cells, strict=True):
                where: list[str | int] = [column["label"], column["answered"]]
                yield [*begun, total, *where, row["label"], *_numbers(counted)]


def _numbers(counted: Cell) -> list[str | int]:
    if counted["count"] is None:
        return [said(counted), ""]
    return [counted["count"], counted["percent"] or 0]
