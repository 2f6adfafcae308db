"""A mapped table as answers, or every reason why it cannot be: by row and column. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from inspections.models import Question
from surveys.importing.matching import LEFT_OUT, Mapped, parts, place_of
from surveys.importing.reading import Table
from surveys.responding import Given

Kind = Question.Kind
LONGEST_TEXT = 10_000


@dataclass(frozen=True)
class Fault:
    """What is wrong with one cell, or with a row; `line` is that of the file."""

    line: int
    heading: str
    said: str


@dataclass(frozen=True)
class Checked:
    """The answers row by row, without rows that say nothing, of which there are `empty`; and what is wrong."""

    given: Sequence[Mapping[int, Given]]
    faults: Sequence[Fault]
    empty: int


def check(table: Table, mapped: Mapped, questions: Mapping[int, Question]) -> Checked:
    """Read every row by the mapping; nothing is left out but what somebody chose to leave out."""
    given, faults, empty = [], [], 0
    for line, row in zip(table.lines, table.rows, strict=True):
        found, wrong = _row(table, line, row, mapped, questions)
        faults += wrong
        if found:
            given.append(found)
        elif not wrong:
            empty += 1
    return Checked(given, faults, empty)


def _row(
    table: Table, line: int, row: Sequence[str], mapped: Mapped, questions: Mapping[int, Question]
) -> tuple[dict[int, Given], list[Fault]]:
    chosen: dict[int, set[int]] = {}
    texts: dict[int, list[str]] = {}
    faults = []
    for column, pk in mapped.columns.items():
        question, heading = questions[pk], table.headings[column]
        if question.kind == Kind.TEXT:
            texts.setdefault(pk, []).append(row[column])
            continue
        for said in parts(row[column], question, heading):
            place = place_of(said, question, mapped.values.get(pk, {}))
            if place is None:
                why = f"“{_short(said)}” is none of the answers to question {question.place}."
                faults.append(Fault(line, heading, why))
            elif place != LEFT_OUT:
                chosen.setdefault(pk, set()).add(place)
    found = {pk: Given(chosen=tuple(sorted(places))) for pk, places in chosen.items()}
    for pk, places in chosen.items():
        if len(places) > 1 and questions[pk].kind != Kind.CHOICES:
            faults.append(Fault(line, "", f"Question {questions[pk].place} has two answers, and takes one."))
    for pk, cells in texts.items():
        text = "\n".join(cell for cell in cells if cell)
        if len(text) > LONGEST_TEXT:
            faults.append(
                Fault(line, "", f"Question {questions[pk].place}: more than {LONGEST_TEXT:,} characters.")
            )
        elif text:
            found[pk] = Given(text=text)
    return found, faults


def _short(said: str) -> str:
    return said if len(said) <= 60 else said[:59] + "…"
