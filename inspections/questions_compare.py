"""Two versions of the questions side by side, with what differs word by word. Pure: no queries of its own."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from inspections.models import Question


@dataclass(frozen=True)
class Piece:
    """Words in a row; `changed` where the other version does not have them there."""

    text: str
    changed: bool


@dataclass(frozen=True)
class Pair:
    """One thing in both versions; a side without pieces does not have it."""

    title: str
    before: list[Piece]
    after: list[Piece]

    @property
    def same(self) -> bool:
        return not any(piece.changed for piece in (*self.before, *self.after))


def compare(before: str, after: str) -> tuple[list[Piece], list[Piece]]:
    """Both texts in pieces. Words and the space between them are told apart; a comma belongs to its word."""
    old, new = _words(before), _words(after)
    sides: tuple[list[Piece], list[Piece]] = ([], [])
    codes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    for tag, i1, i2, j1, j2 in codes:
        for pieces, words in zip(sides, (old[i1:i2], new[j1:j2]), strict=True):
            _put(pieces, "".join(words), changed=tag != "equal")
    return sides


def _put(pieces: list[Piece], text: str, *, changed: bool) -> None:
    """Add to the row; one space between two changed words belongs to them, so that they are read out as one."""
    if not text:
        return
    if changed and len(pieces) > 1 and pieces[-1].text == " " and pieces[-2].changed:
        text = pieces.pop(-2).text + pieces.pop().text + text
    pieces.append(Piece(text, changed))


def pairs(
    before: Iterable[Question], after: Iterable[Question], focus: tuple[str, str] = ("", "")
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


def _words(text: str) -> Sequence[str]:
    return re.findall(r"\s+|\S+", text)
