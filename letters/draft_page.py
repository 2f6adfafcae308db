"""The draft as its readers see it: passage by passage, with what is said of each beside it (G24, G25)."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from letters.accuracy import COMMENTED
from letters.composing.text import Block, BulletedList, LetterText, Passage, passages, words
from letters.models import AccuracyComment


@dataclass(frozen=True)
class Row:
    """One passage: as it is printed, its words, whether it may be commented on, and the comments on it."""

    block: Block
    name: str
    words: str
    commented: bool
    comments: tuple[AccuracyComment, ...]


def rows(text: LetterText, comments: Iterable[AccuracyComment] = ()) -> list[Row]:
    """Every passage of the letter in its order; an item of a list is a row of its own."""
    of: dict[str, list[AccuracyComment]] = defaultdict(list)
    for comment in comments:
        of[comment.block].append(comment)
    return [
        Row(
            block=passage if isinstance(block, Passage) else BulletedList(block.name, (passage,)),
            name=passage.name,
            words=words(passage),
            commented=passage.kind in COMMENTED,
            comments=tuple(of.get(passage.name, ())),
        )
        for block in text.blocks
        for passage in passages(block)
    ]


def row(text: LetterText, name: str) -> Row | None:
    """One passage by its name; None where the letter has none."""
    return next((each for each in rows(text) if each.name == name and each.commented), None)
