"""Small numbers in the survey's tables: what may be shown so that nobody can compute how one of one to four answered.

Pure. A cell below five is shown as "fewer than 5", a nought among them: that nobody of a school said "yes" tells of
each of them. Further cells are withheld until no cell of one to four follows from what is shown, totals and other
tables of the same answers included. What a reader knows of a cell that is not shown: "fewer than 5" is 0 to 4, and
"withheld" is 5 or more. Rows and columns that add up make a network, in which a cell is safe exactly when it lies on
a ring along which one more here and one less there fits all that is shown; rings are found by the fewest answers
withheld.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from heapq import heappop, heappush

FEWEST = 5
# More than any survey draws: a cell may grow without bound.
_ENDLESS = 1 << 40


class Shown(StrEnum):
    """How a cell stands in a table."""

    EXACT = "exact"
    FEW = "few"
    WITHHELD = "withheld"


class Unsafe(Exception):
    """No withholding protects the cells: the table is not shown at all."""


@dataclass
class _Cell:
    """A number between two sums. `forwards`: it is added in the first and stands for itself in the second."""

    source: int
    target: int
    count: int
    shown: Shown
    at_most: int
    secret: bool

    @property
    def may_rise(self) -> bool:
        top = min(FEWEST - 1, self.at_most) if self.shown is Shown.FEW else self.at_most
        return self.count < top

    @property
    def may_fall(self) -> bool:
        return self.count > (0 if self.shown is Shown.FEW else FEWEST)

    @property
    def price(self) -> int:
        """What it costs to have this cell move: nothing where it is not shown anyway."""
        return self.count if self.shown is Shown.EXACT else 0


def protect_table(cells: Sequence[Sequence[int]]) -> list[list[Shown]]:
    """How to show a table whose column sums are all known, a row's cells adding up to its last one.

    `cells` are rows of counts; the last column is the sum of the others. Raises Unsafe where withholding does
    not help.
    """
    rows, columns = len(cells), len(cells[0]) if cells else 0
    found: list[_Cell] = []
    for row, counts in enumerate(cells):
        for column, count in enumerate(counts):
            ends = (row, rows + column) if column < columns - 1 else (rows + column, row)
            found.append(_cell(*ends, count, secret=0 < count < FEWEST))
    _protect(found)
    return [[cell.shown for cell in found[row * columns : (row + 1) * columns]] for row in range(rows)]


def protect_list(counts: Sequence[int]) -> list[Shown]:
    """How to show counts that add up to a number which is known. Raises Unsafe where withholding does not help."""
    found = [_cell(0, 1, count, secret=0 < count < FEWEST) for count in counts]
    _protect(found)
    return [cell.shown for cell in found]


def protect_part(counts: Sequence[int], of: Sequence[int]) -> list[Shown]:
    """How to show how many of groups said something, the last group being all the others together.

    `of` has the sizes of the groups, which are known: where all but one to four of a group said it, how many said it is
    as telling as how many did not. Raises Unsafe where withholding does not help.
    """
    last = len(counts) - 1
    found = []
    for place, (count, size) in enumerate(zip(counts, of, strict=True)):
        ends = (0, 1) if place < last or last == 0 else (1, 0)
        few, others = 0 < count < FEWEST, 0 < size - count < FEWEST
        cell = _cell(*ends, count, secret=few or others, at_most=size)
        if others and cell.shown is Shown.EXACT:
            cell.shown = Shown.WITHHELD
        found.append(cell)
    if last == 0:
        _check_alone(found[0])
    else:
        _protect(found)
    return [cell.shown for cell in found]


def _cell(source: int, target: int, count: int, *, secret: bool, at_most: int = _ENDLESS) -> _Cell:
    shown = Shown.FEW if count < FEWEST else Shown.EXACT
    return _Cell(source, target, count, shown, at_most, secret)


def _check_alone(cell: _Cell) -> None:
    """A group by itself adds up to nothing: what is said of it is a span, unless that has one number alone."""
    if cell.secret and not (cell.may_rise or cell.may_fall):
        raise Unsafe


def _protect(cells: list[_Cell]) -> None:
    """Withhold cells until each secret one lies on a ring. What is withheld for one never lays open another."""
    for place, cell in enumerate(cells):
        if not cell.secret:
            continue
        ways = [
            _ring(cells, place, rising)
            for rising in (True, False)
            if (cell.may_rise if rising else cell.may_fall)
        ]
        found = min((way for way in ways if way is not None), default=None)
        if found is None:
            raise Unsafe
        for other in found[1]:
            if cells[other].shown is Shown.EXACT:
                cells[other].shown = Shown.WITHHELD


def _ring(cells: Sequence[_Cell], place: int, rising: bool) -> tuple[int, list[int]] | None:
    """The cheapest way back from where a moved cell upsets a sum: its price and its cells; None without one."""
    cell = cells[place]
    start, end = (cell.target, cell.source) if rising else (cell.source, cell.target)
    prices, came = {start: 0}, dict[int, tuple[int, int]]()
    waiting = [(0, start)]
    while waiting:
        price, node = heappop(waiting)
        if node == end:
            return price, list(_way(came, start, end))
        if price > prices[node]:
            continue
        for other, onward in _onward(cells, place, node):
            more = price + cells[other].price
            if more < prices.get(onward, _ENDLESS):
                prices[onward], came[onward] = more, (node, other)
                heappush(waiting, (more, onward))
    return None


def _onward(cells: Sequence[_Cell], without: int, node: int) -> Iterable[tuple[int, int]]:
    """Cells that can even out a sum that is one too high in front of them, each with the sum that it then upsets."""
    for place, cell in enumerate(cells):
        if place == without:
            continue
        if cell.source == node and cell.may_rise:
            yield place, cell.target
        if cell.target == node and cell.may_fall:
            yield place, cell.source


def _way(came: dict[int, tuple[int, int]], start: int, end: int) -> Iterable[int]:
    node = end
    while node != start:
        node, cell = came[node]
        yield cell
