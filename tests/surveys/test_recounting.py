"""Whoever has two editions of a table learns of no number of one to four by comparing them (G20)."""

from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

from inspections.models import Question
from surveys.figures import Asked, Cell
from surveys.recounting import anew
from surveys.suppression import FEWEST
from surveys.tables import tables
from tests.surveys.test_suppression_property import SETTING, tally_of

SCALE = Question(pk=2, place=2, kind="choice", text="How?", options=["Well", "Badly", "So so"])
# Of three kinds of setting, those who did not say in front of them; and who of a row moved to the next.
ROWS = st.lists(st.lists(st.sampled_from([0, 3, 6, 12, 30]), min_size=4, max_size=4), min_size=3, max_size=3)
MOVED = st.lists(st.sampled_from([0, 0, 0, 2, 5, 7]), min_size=4, max_size=4)


def _edition(rows: list[list[int]]) -> Asked:
    answered = [sum(column) for column in zip(*rows, strict=True)]
    return tables([SETTING, SCALE], tally_of(rows, answered, answered[1:]))[1]


@given(ROWS, MOVED)
@example([[0, 12, 30, 12], [0, 30, 12, 6], [0, 6, 6, 6]], [0, 5, 0, 0])
@settings(deadline=None)
def test_g20_no_two_editions_differ_by_a_small_number(rows: list[list[int]], moved: list[int]) -> None:
    before = _edition(rows)
    moves = [min(number, there) for number, there in zip(moved, rows[0], strict=True)]
    later = [
        [there - number for there, number in zip(rows[0], moves, strict=True)],
        [there + number for there, number in zip(rows[1], moves, strict=True)],
        rows[2],
    ]
    (shown,) = anew([before], [_edition(later)], "2022-05-18T12:00:00+01:00")
    if shown is before:
        return
    assert "anew" in shown and any(moves)
    learnt = [new - old for old, new in zip(_printed(before), _printed(shown), strict=True)]
    assert any(learnt) and not any(0 < abs(each) < FEWEST for each in learnt)


def test_g20_a_change_of_five_is_counted() -> None:
    rows = [[0, 12, 30, 12], [0, 30, 12, 6], [0, 6, 6, 6]]
    later = [[0, 7, 30, 12], [0, 35, 12, 6], [0, 6, 6, 6]]
    (shown,) = anew([_edition(rows)], [_edition(later)], "2022-05-18T12:00:00+01:00")
    assert [row["count"] for row in shown["rows"]] == [49, 53, 18]


def _printed(asked: Asked) -> list[int]:
    """Every printed number, and what is left of every sum by those that are: by setting, and of all."""
    broken: Any = asked["settings"] or {"columns": [], "rows": [[] for _ in asked["rows"]]}
    of_rows: list[list[Cell]] = [
        [*cells, row] for cells, row in zip(broken["rows"], asked["rows"], strict=True)
    ]
    numbers = [cell["count"] for cells in of_rows for cell in cells if cell["count"] is not None]
    sizes = [*(column["answered"] for column in broken["columns"]), asked["answered"] or 0]
    for size, cells in zip(sizes, zip(*of_rows, strict=True), strict=False):
        numbers.append(size - sum(cell["count"] or 0 for cell in cells))
    for *parts, whole in of_rows:
        if whole["count"] is not None and parts:
            numbers.append(whole["count"] - sum(cell["count"] or 0 for cell in parts))
    return [*numbers, *sizes]
