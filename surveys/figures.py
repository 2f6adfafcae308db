"""The shape in which figures are kept (`Figures.tables`), and how a page finds something in them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NotRequired, TypedDict, cast

from surveys.models import Figures
from surveys.suppression import FEWEST, Shown

SAID = {Shown.FEW: f"Fewer than {FEWEST}", Shown.WITHHELD: "Withheld"}


class Cell(TypedDict):
    """A number as it may be shown: `count` and `percent` (of those who answered, whole) where `shown` is "exact"."""

    shown: str
    count: int | None
    percent: int | None


class Row(Cell):
    """One answer that could be given; `apart`: it is the "Don't know" of a scale."""

    label: str
    apart: bool


class Column(TypedDict):
    """A kind of setting, or all the others together, with how many of them answered."""

    label: str
    answered: int


class Settings(TypedDict):
    """A question by kind of setting: a row of cells for each answer."""

    columns: list[Column]
    rows: list[list[Cell]]


class Asked(TypedDict):
    """One question. `answered` is None, and `rows` empty, where fewer than five answered it.

    `anew`: when it was counted anew (ISO), with what answers of its part were replaced by.
    """

    question: int
    place: int
    kind: str
    text: str
    weakness: int | None
    asks_setting: bool
    answered: int | None
    rows: list[Row]
    settings: Settings | None
    anew: NotRequired[str]


class Way(TypedDict):
    """How answers came: "Online"."""

    label: str
    shown: str
    count: int | None


class Part(TypedDict):
    """What was counted at one time, of answers that are counted nowhere else. `of_import` is the import's key.

    `replaced`: some answers were replaced after they were counted, and tables without `anew` have them as first given.
    """

    number: int
    of_import: int | None
    called: str
    made_at: str
    answers: int
    ways: list[Way]
    questions: list[Asked]
    replaced: NotRequired[bool]


def said(cell: Cell | Way) -> str:
    """The number of a cell, or why it is not shown."""
    return SAID[Shown(cell["shown"])] if cell["count"] is None else f"{cell['count']:,}"


def share_and_number(cell: Cell) -> str:
    """ "61% (120)"; the number alone where there is no share, or why it is not shown."""
    return said(cell) if cell["percent"] is None else f"{cell['percent']}% ({said(cell)})"


def parts_of(figures: Figures | None) -> list[Part]:
    """The parts in their order; none without figures."""
    return cast(list[Part], figures.tables["parts"]) if figures else []


def part_of(figures: Figures | None, number: int) -> Part | None:
    return next((part for part in parts_of(figures) if part["number"] == number), None)


@dataclass(frozen=True)
class Number:
    """How many of how many gave an answer."""

    count: int
    of: int


def number_in(part: Part, question: int, place: int, setting: str = "") -> Number | None:
    """The number of one answer, of all or of a kind of setting by its name; None where it is not shown."""
    asked = asked_in(part, question)
    if asked is None or place not in range(len(asked["rows"])):
        return None
    cell: Cell = asked["rows"][place]
    of = asked["answered"] or 0
    if setting:
        columns = asked["settings"]["columns"] if asked["settings"] else []
        column = next((at for at, each in enumerate(columns) if each["label"] == setting), None)
        if column is None or asked["settings"] is None:
            return None
        cell, of = asked["settings"]["rows"][place][column], columns[column]["answered"]
    return None if cell["count"] is None else Number(cell["count"], of)


def asked_in(part: Part, question: int) -> Asked | None:
    return next((asked for asked in part["questions"] if asked["question"] == question), None)


def about(part: Part, weakness: int | None) -> Iterator[Asked]:
    """The questions of a part about a weakness, or about none."""
    return (asked for asked in part["questions"] if asked["weakness"] == weakness)
