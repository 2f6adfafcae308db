"""The words of a section as somebody types them, and back again: paragraphs and bulleted lists of plain words. Pure.

A blank line ends a paragraph; lines that begin with "- " are a list. Whatever looks like markup stands as it is typed.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from letters.composing.outcome_written import UnfitBlocks, from_words
from letters.composing.text import Block, BulletedList, Passage, passages, words

MOST_PASSAGES = 200
# From so much of the same words on, a paragraph is the one before, edited: comments stay with it.
ALIKE = 0.5
_EMPTY_BULLET = re.compile(r"^[^\S\n]*[•*–-][^\S\n]*$", re.MULTILINE)
_NUMBER = re.compile(r"-[pl](\d+)$")


def to_words(blocks: Iterable[Block]) -> str:
    """The blocks as one would type them."""
    return "\n\n".join(_typed(block) for block in blocks)


def from_typed(key: str, text: str, before: Sequence[Block], taken: Iterable[str]) -> tuple[Block, ...]:
    """What was typed as blocks of the section `key`, for a version that follows `before`.

    A paragraph keeps its name while most of its words stay, wherever it goes; a new one gets a number beyond all of
    `taken`, the names that the section ever had. So a comment pinned to a name never jumps to other words.
    Raises UnfitBlocks where there are too many paragraphs.
    """
    found = from_words(key, tidied(text))
    flat = _flat(found)
    if len(flat) > MOST_PASSAGES:
        raise UnfitBlocks(
            f"A section has {MOST_PASSAGES} paragraphs and list items at most; this has {len(flat)}."
        )
    kept = _kept(_flat(before), flat)
    fresh = _fresh(key, {*taken, *(name for block in before for name in names_of([block]))})
    named = iter([kept[place] if place in kept else f"{key}-p{next(fresh)}" for place in range(len(flat))])
    lists = {
        block.name: {item.name for item in block.items} for block in before if isinstance(block, BulletedList)
    }
    return tuple(_renamed(key, block, named, lists, fresh) for block in found)


def names_of(blocks: Iterable[Block]) -> Iterator[str]:
    """The names of blocks and of the items in them."""
    for block in blocks:
        yield block.name
        if not isinstance(block, Passage):
            yield from (item.name for item in block.items)


def tidied(text: str) -> str:
    """Without what nobody sees, and without list items that say nothing.

    Nobody sees control characters, marks that turn the direction of reading, and what has no sign in Unicode.
    """
    seen = "".join(each for each in text if each.isprintable() or each.isspace())
    return _EMPTY_BULLET.sub("", seen.replace("\r\n", "\n").replace("\r", "\n"))


def _typed(block: Block) -> str:
    return (
        "\n".join(f"- {words(item)}" for item in block.items)
        if isinstance(block, BulletedList)
        else "\n".join(words(passage) for passage in passages(block))
    )


def _flat(blocks: Iterable[Block]) -> list[Passage]:
    return [passage for block in blocks for passage in passages(block)]


def _kept(before: list[Passage], after: list[Passage]) -> dict[int, str]:
    """By place the name of each later passage that is an earlier one: the same words first, then the most alike."""
    kept: dict[int, str] = {}
    left = {place: words(passage) for place, passage in enumerate(before)}
    matcher = SequenceMatcher(None, list(left.values()), [words(each) for each in after], autojunk=False)
    for block in matcher.get_matching_blocks():
        for step in range(block.size):
            kept[block.b + step] = before[block.a + step].name
            del left[block.a + step]
    for _, new, old in sorted(_alike(left, after, kept)):
        if old in left and new not in kept:
            kept[new] = before[old].name
            del left[old]
    return kept


def _alike(
    left: dict[int, str], after: list[Passage], kept: dict[int, str]
) -> Iterator[tuple[float, int, int]]:
    """How unlike, later place, earlier place: of each pair with words enough in common, the most alike first."""
    matcher = SequenceMatcher(None, autojunk=False)
    for new, passage in enumerate(after):
        if new in kept:
            continue
        matcher.set_seq2(words(passage).split())
        for old, text in left.items():
            matcher.set_seq1(text.split())
            # In whatever order the words are: it costs little, and a paragraph turned round is the same one.
            if (likeness := matcher.quick_ratio()) >= ALIKE:
                yield -likeness, new, old


def _fresh(key: str, taken: Iterable[str]) -> Iterator[int]:
    """Numbers that no name of the section ever had."""
    numbers = [
        int(found.group(1)) for name in taken if name.startswith(key) and (found := _NUMBER.search(name))
    ]
    number = max(numbers, default=0)
    while True:
        number += 1
        yield number


def _renamed(
    key: str, block: Block, named: Iterator[str], lists: dict[str, set[str]], fresh: Iterator[int]
) -> Block:
    if isinstance(block, Passage):
        return replace(block, name=next(named))
    items = tuple(replace(item, name=next(named)) for item in block.items)
    mine = {item.name for item in items}
    best = max(lists, key=lambda name: len(lists[name] & mine), default="")
    if best and lists.pop(best) & mine:
        return BulletedList(best, items)
    return BulletedList(f"{key}-l{next(fresh)}", items)
