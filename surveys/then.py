"""What the area's parents answered at the initial inspection, as it may be shown beside what they say now."""

from collections.abc import Sequence
from dataclasses import dataclass

from inspections.models import Question
from revisits.accounts.access import Person
from surveys import access
from surveys.figures import Cell
from surveys.models import Baseline, Survey
from surveys.suppression import FEWEST, Shown, Unsafe, protect_list
from surveys.tables import percent

ONE_EACH = frozenset({Question.Kind.CHOICE, Question.Kind.SCALE})


@dataclass(frozen=True)
class Then:
    """One question: a cell for each of its answers, None where none was entered, and where they are from.

    Shares are of all that were entered, where everybody gave one answer.
    """

    cells: list[Cell | None]
    source: str


def answered_then(person: Person, survey: Survey | None) -> dict[int, Then]:
    """By question, of those that are open to a person; small numbers suppressed as they are in the figures of now."""
    if survey is None:
        return {}
    found: dict[int, list[Baseline]] = {}
    for row in access.baseline(person).filter(survey=survey).select_related("question"):
        found.setdefault(row.question_id, []).append(row)
    return {question: _then(rows) for question, rows in found.items()}


def _then(rows: Sequence[Baseline]) -> Then:
    question = rows[0].question
    one_each = question.kind in ONE_EACH
    counts = [row.count for row in rows]
    shown = _shown(counts) if one_each else [_alone(count) for count in counts]
    total = sum(counts) if one_each else None
    cells = {row.place: _cell(row.count, how, total) for row, how in zip(rows, shown, strict=True)}
    return Then([cells.get(place) for place in range(len(question.answers))], rows[0].source)


def _shown(counts: Sequence[int]) -> list[Shown]:
    """Of counts whose sum follows from any share that is shown: where nothing protects them, none is."""
    try:
        return protect_list(counts)
    except Unsafe:
        return [Shown.FEW if count < FEWEST else Shown.WITHHELD for count in counts]


def _alone(count: int) -> Shown:
    return Shown.FEW if count < FEWEST else Shown.EXACT


def _cell(count: int, shown: Shown, total: int | None) -> Cell:
    if shown is not Shown.EXACT:
        return Cell(shown=shown.value, count=None, percent=None)
    return Cell(shown=shown.value, count=count, percent=percent(count, total) if total else None)
