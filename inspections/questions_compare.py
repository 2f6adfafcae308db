"""Two versions of the questions side by side, with what differs word by word. Pure: no queries of its own."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Protocol

from inspections.words_compare import Piece, compare


class Written(Protocol):
    """A question of a case, or of the national bank."""

    line: Any
    place: Any

    @property
    def written(self) -> str: ...


@dataclass(frozen=True)
class Pair:
    """One thing in both versions; a side without pieces does not have it."""

    title: str
    before: list[Piece]
    after: list[Piece]

    @property
    def same(self) -> bool:
        return not any(piece.changed for piece in (*self.before, *self.after))


def pairs(
    before: Iterable[Written], after: Iterable[Written], focus: tuple[str, str] = ("", "")
) -> list[Pair]:
    """The focus if any, then question by question in the order of the later version; what went stands last."""
    found = [Pair("Focus", *compare(*focus))] if any(focus) else []
    old = {question.line: question for question in before}
    for question in after:
        earlier = old.pop(question.line, None)
        title = f"Question {question.place}"
        if earlier and earlier.place != question.place:
            title += f" (was {earlier.place})"
        found.append(Pair(title, *compare(earlier.written if earlier else "", question.written)))
    found += [Pair(f"Question {gone.place}, taken out", *compare(gone.written, "")) for gone in old.values()]
    return found
