"""A reader who has every printed table and all the time in the world: what follows from them, by trying everything.

It knows nothing of how cells were chosen to be withheld: of each it knows the span of its sign, and the sums.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from surveys.suppression import FEWEST

Place = tuple[int, int]


@dataclass(frozen=True)
class Printed:
    """What is printed of one question: a number, or the sign in its place. `sizes` are what columns add up to.

    The last column is the sum of the others. `one_each`: everybody gave one answer, so that columns add up.
    """

    cells: Sequence[Sequence[int | str]]
    sizes: Sequence[int]
    one_each: bool


def may_be(printed: Printed, place: Place) -> set[int]:
    """Which numbers the cell at a place may have, two of them at most: with two it is not known."""
    found: set[int] = set()
    for value in _span(printed, place):
        if len(found) < 2 and next(_fillings(printed, {place: value}), None) is not None:
            found.add(value)
    return found


def _span(printed: Printed, place: Place) -> range:
    row, column = place
    said, size = printed.cells[row][column], printed.sizes[column]
    if isinstance(said, int):
        return range(said, said + 1)
    return range(min(FEWEST, size + 1)) if said == "few" else range(FEWEST, size + 1)


def _fillings(printed: Printed, given: dict[Place, int]) -> Iterator[dict[Place, int]]:
    """Every table that fits what is printed and given."""
    places = [(row, column) for row in range(len(printed.cells)) for column in range(len(printed.sizes))]
    yield from _fill(printed, places, dict(given), given)


def _fill(
    printed: Printed, places: list[Place], filled: dict[Place, int], given: dict[Place, int]
) -> Iterator[dict[Place, int]]:
    if not places:
        yield dict(filled)
        return
    place, *rest = places
    for value in [given[place]] if place in given else _span(printed, place):
        filled[place] = value
        if _fits(printed, filled, place):
            yield from _fill(printed, rest, filled, given)
    if place not in given:
        filled.pop(place, None)


def _fits(printed: Printed, filled: dict[Place, int], place: Place) -> bool:
    """Whether the row up to this cell, and the column, can still add up."""
    row, column = place
    last, bottom = len(printed.sizes) - 1, len(printed.cells) - 1
    if last and column == last and sum(filled[row, each] for each in range(last)) != filled[row, last]:
        return False
    if not printed.one_each:
        return filled[place] <= printed.sizes[column]
    total = sum(filled[each, column] for each in range(row + 1))
    return total == printed.sizes[column] if row == bottom else total <= printed.sizes[column]
