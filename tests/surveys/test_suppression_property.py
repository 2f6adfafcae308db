"""Whoever has all printed tables learns of no cell of one to four what it is, whatever parents answered (G20)."""

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from inspections.models import Question
from surveys.figures import Asked
from surveys.suppression import FEWEST
from surveys.tables import tables
from surveys.tally import Group, Tally
from tests.surveys.attacker import Printed, may_be

SCHOOLS: list[Group] = [None, 0, 1, 2]
SETTING = Question(pk=1, place=1, kind="choice", text="Where?", options=["A", "B", "C"], asks_setting=True)
# Small numbers are where it is hard: of a thousand each no cell is withheld.
NUMBERS = st.integers(0, 4) | st.integers(0, 12)
ROWS = st.lists(st.lists(NUMBERS, min_size=4, max_size=4), min_size=2, max_size=3)


def tally_of(rows: list[list[int]], answered: list[int], said_where: list[int]) -> Tally:
    found = Tally()
    for place, row in enumerate(rows):
        found.chosen[2][place] = Counter(dict(zip(SCHOOLS, row, strict=True)))
    found.answered[2] = Counter(dict(zip(SCHOOLS, answered, strict=True)))
    for place, number in enumerate(said_where):
        found.chosen[1][place] = Counter({place: number})
    found.answered[1] = Counter(dict(enumerate(said_where)))
    return found


def _learnt(asked: Asked, tally: Tally) -> list[tuple[int, str]]:
    """The cells of one to four, by their place, that all printed numbers together give away."""
    broken = asked["settings"]
    names = [column["label"] for column in broken["columns"]] if broken else []
    sizes = [column["answered"] for column in broken["columns"]] if broken else []
    assert asked["answered"] is not None
    cells = [
        [*(_sign(cell) for cell in (broken["rows"][place] if broken else [])), _sign(row)]
        for place, row in enumerate(asked["rows"])
    ]
    one_each = asked["kind"] == "choice"
    # Ticks of a question with several answers hang on nothing but their own row.
    tables = [Printed(cells, [*sizes, asked["answered"]], True)] if one_each else [
        Printed([row], [*sizes, asked["answered"]], False) for row in cells
    ]  # fmt: skip
    found = []
    for number, printed in enumerate(tables):
        for row in range(len(printed.cells)):
            for column, name in enumerate([*names, "all"]):
                true, size = _true(tally, row if one_each else number, name, names), printed.sizes[column]
                secret = 0 < true < FEWEST or (not one_each and 0 < size - true < FEWEST)
                if secret and len(may_be(printed, (row, column))) < 2:
                    found.append((row, name))
    return found


def _sign(cell: object) -> int | str:
    assert isinstance(cell, dict)
    number = cell["count"]
    return number if isinstance(number, int) else str(cell["shown"])


def _true(tally: Tally, place: int, name: str, names: list[str]) -> int:
    counts = tally.chosen[2][place]
    if name == "all":
        return counts.total()
    if name in ("A", "B", "C"):
        return counts["ABC".index(name)]
    return sum(count for group, count in counts.items() if group is None or "ABC"[group] not in names)


def _question(kind: str, answers: int) -> Question:
    return Question(pk=2, place=2, kind=kind, text="How?", options=["yes", "no", "perhaps"][:answers])


@settings(max_examples=150)
@given(ROWS)
def test_g20_no_small_cell_of_one_answer_each_follows_from_the_tables(rows: list[list[int]]) -> None:
    answered = [sum(column) for column in zip(*rows, strict=True)]
    tally = tally_of(rows, answered, answered[1:])
    asked = tables([SETTING, _question("choice", len(rows))], tally)[1]
    if asked["answered"] is None:
        assert asked["rows"] == [] and sum(answered) < FEWEST
    elif asked["rows"]:
        assert _learnt(asked, tally) == []


@settings(max_examples=100)
@given(ROWS, st.lists(NUMBERS, min_size=4, max_size=4))
def test_g20_no_small_cell_of_several_answers_follows_nor_who_did_not_tick(
    rows: list[list[int]], more: list[int]
) -> None:
    answered = [max(column) + extra for *column, extra in zip(*rows, more, strict=True)]
    tally = tally_of(rows, answered, answered[1:])
    asked = tables([SETTING, _question("choices", len(rows))], tally)[1]
    if asked["rows"]:
        assert _learnt(asked, tally) == []


@settings(max_examples=100)
@given(st.lists(NUMBERS, min_size=2, max_size=4))
def test_g20_no_small_kind_of_setting_follows_from_the_others(numbers: list[int]) -> None:
    tally = Tally()
    for place, number in enumerate(numbers):
        tally.chosen[1][place] = Counter({place: number})
        tally.answered[1][place] = number
    setting = Question(pk=1, place=1, kind="choice", options=list("ABCD")[: len(numbers)], asks_setting=True)
    asked = tables([setting], tally)[0]
    if asked["rows"]:
        printed = Printed([[_sign(row)] for row in asked["rows"]], [sum(numbers)], True)
        for place, number in enumerate(numbers):
            assert number not in range(1, FEWEST) or len(may_be(printed, (place, 0))) == 2
