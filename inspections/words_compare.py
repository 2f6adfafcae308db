"""Two texts, word by word: what is in both, what came, what went. Pure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher


@dataclass(frozen=True)
class Piece:
    """Words in a row; `changed` where the other version does not have them there."""

    text: str
    changed: bool


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words in a row of both texts: the same on both sides where `same`, else what went and what came for it."""

    before: str
    after: str
    same: bool


def compare(before: str, after: str) -> tuple[list[Piece], list[Piece]]:
    """Both texts in pieces. Words and the space between them are told apart; a comma belongs to its word."""
    sides: tuple[list[Piece], list[Piece]] = ([], [])
    for stretch in stretches(before, after):
        for pieces, text in zip(sides, (stretch.before, stretch.after), strict=True):
            _put(pieces, text, changed=not stretch.same)
    return sides


def stretches(before: str, after: str) -> Iterator[Stretch]:
    """Both texts from start to end; their `before` sides make the first text, their `after` sides the second."""
    old, new = _words(before), _words(after)
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        yield Stretch("".join(old[i1:i2]), "".join(new[j1:j2]), tag == "equal")


def likeness(before: str, after: str) -> float:
    """How much of both texts is the same words in the same order, from 0 to 1."""
    return SequenceMatcher(None, before.split(), after.split(), autojunk=False).ratio()


def _put(pieces: list[Piece], text: str, *, changed: bool) -> None:
    """Add to the row; one space between two changed words belongs to them, so that they are read out as one."""
    if not text:
        return
    if changed and len(pieces) > 1 and pieces[-1].text == " " and pieces[-2].changed:
        text = pieces.pop(-2).text + pieces.pop().text + text
    pieces.append(Piece(text, changed))


def _words(text: str) -> Sequence[str]:
    return re.findall(r"\s+|\S+", text)
