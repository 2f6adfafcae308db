"""Answers that were replaced after they were counted: which tables of a part that was seen may be counted anew.

Pure. Whoever has the earlier edition compares: a table is counted anew only where no number, and no sum of what is not
shown, differs from it by one to four. Elsewhere the table stays as it was.
"""

from collections.abc import Iterator, Sequence

from surveys.figures import Asked, Cell
from surveys.suppression import FEWEST


def anew(before: Sequence[Asked], now: Sequence[Asked], made_at: str) -> list[Asked]:
    """The tables of a part: those of `now` that may be shown beside `before`, with `made_at`, else those of before."""
    return [_newer(old, new, made_at) for old, new in zip(before, now, strict=True)]


def _newer(old: Asked, new: Asked, made_at: str) -> Asked:
    if _signs(old) != _signs(new):
        return old
    differences = list(_differences(old, new))
    if not any(differences) or any(0 < abs(each) < FEWEST for each in differences):
        return old
    return {**new, "anew": made_at}


def _signs(asked: Asked) -> object:
    """What a table shows but for its numbers: another sign in a place would tell how it changed."""
    settings = asked["settings"]
    return (
        asked["answered"] is None,
        [row["shown"] for row in asked["rows"]],
        settings and [column["label"] for column in settings["columns"]],
        settings and [[cell["shown"] for cell in row] for row in settings["rows"]],
    )


def _differences(old: Asked, new: Asked) -> Iterator[int]:
    """Of every number that is printed, and of what follows for the cells of each row and column that are not."""
    of_all = (new["answered"] or 0) - (old["answered"] or 0)
    totals = _changes(old["rows"], new["rows"])
    yield from _of_line(totals, of_all)
    if not (old["settings"] and new["settings"]):
        return
    rows = [_changes(*pair) for pair in zip(old["settings"]["rows"], new["settings"]["rows"], strict=True)]
    columns = zip(old["settings"]["columns"], new["settings"]["columns"], strict=True)
    sizes = [after["answered"] - before["answered"] for before, after in columns]
    for row, total in zip(rows, totals, strict=True):
        yield from _of_line(row, total)
    for place, size in enumerate(sizes):
        yield from _of_line([row[place] for row in rows], size)


def _changes(before: Sequence[Cell], after: Sequence[Cell]) -> list[int | None]:
    """By cell; None where its number is not shown."""
    return [
        None if old["count"] is None or new["count"] is None else new["count"] - old["count"]
        for old, new in zip(before, after, strict=True)
    ]


def _of_line(changes: Sequence[int | None], of_all: int | None) -> Iterator[int]:
    """Those that are printed, that of their sum, and that of the rest, if any, which follows from them."""
    known = [each for each in changes if each is not None]
    yield from known
    if of_all is not None:
        yield of_all
        if len(known) < len(changes):
            yield of_all - sum(known)
