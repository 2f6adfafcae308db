"""What may be written into an outcome letter by hand: paragraphs and bulleted lists of plain words, nothing else."""

import re
from collections.abc import Iterable, Mapping, Sequence

from letters.composing.text import Block, BulletedList, Line, Passage, Run, passages

# By section key, the blocks written by hand.
WrittenBlocks = Mapping[str, tuple[Block, ...]]
# What generated passages of a section are called: nothing written by hand may pass for one of them.
RESERVED = frozenset({"heading", "decision", "gap", "go"})
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_BULLET = re.compile(r"^\s*[•*–-]\s+")


class UnfitBlocks(ValueError):
    """The blocks are not such as may stand in the section; the message says which and why."""


def check_blocks(key: str, blocks: Sequence[Block]) -> None:
    """Raise UnfitBlocks unless the section `key` may hold them.

    Paragraphs and bulleted lists; lines of one plain run with words in it; each name once, made of the key and an
    id of small letters and figures, so that a comment pinned to a name finds one place.
    """
    names: set[str] = set()
    for block in blocks:
        if not (isinstance(block, BulletedList) or block.kind == "paragraph"):
            raise UnfitBlocks(f"{block.name}: only paragraphs and bulleted lists can be written here.")
        for name in (block.name, *(item.name for item in _items(block))):
            if not _may_be_called(name, key) or name in names:
                raise UnfitBlocks(f"{name}: a block is called {key}- and an id of its own, as {key}-p1.")
            names.add(name)
        for passage in passages(block):
            _check_passage(passage, "an item" if isinstance(block, BulletedList) else "a paragraph")
        if isinstance(block, BulletedList) and not block.items:
            raise UnfitBlocks(f"{block.name}: a list has at least one item.")


def has_words(blocks: Iterable[Block]) -> bool:
    """Whether anything is written in them."""
    return any(run.text.strip() for passage in _all(blocks) for line in passage.lines for run in line)


def from_words(key: str, text: str) -> tuple[Block, ...]:
    """Plain words as blocks: a paragraph from blank line to blank line, lines that begin with "-" or "•" as a list.

    Names are `key`-p1, -p2 ... in order, items among them, and -l1, -l2 ... for lists.
    """
    found: list[Block] = []
    count = 0
    for lines, bulleted in _groups(text):
        if bulleted:
            items = tuple(
                Passage("item", f"{key}-p{count + place}", (plain(_BULLET.sub("", line)),))
                for place, line in enumerate(lines, start=1)
            )
            lists = sum(isinstance(block, BulletedList) for block in found)
            found.append(BulletedList(f"{key}-l{lists + 1}", items))
            count += len(items)
        else:
            count += 1
            found.append(Passage("paragraph", f"{key}-p{count}", (plain(" ".join(lines)),)))
    return tuple(found)


def plain(words: str) -> Line:
    """One run without marks, its spaces and line breaks single spaces, without control characters."""
    return (Run("".join(sign for sign in " ".join(words.split()) if sign.isprintable()).strip()),)


def _may_be_called(name: str, key: str) -> bool:
    own = name.removeprefix(f"{key}-")
    return own != name and own not in RESERVED and bool(_ID.fullmatch(own))


def _groups(text: str) -> list[tuple[list[str], bool]]:
    """The lines of each paragraph or list, and whether it is a list."""
    groups: list[tuple[list[str], bool]] = []
    fresh = True
    for line in text.splitlines():
        if not line.strip():
            fresh = True
            continue
        bulleted = bool(_BULLET.match(line))
        if groups and groups[-1][1] == bulleted and (bulleted or not fresh):
            groups[-1][0].append(line)
        else:
            groups.append(([line], bulleted))
        fresh = False
    return groups


def _check_passage(passage: Passage, kind: str) -> None:
    if passage.kind != kind.split()[1] or len(passage.lines) != 1 or len(passage.lines[0]) != 1:
        raise UnfitBlocks(f"{passage.name}: {kind} here is one line of plain words.")
    (run,) = passage.lines[0]
    if run != Run(run.text):
        raise UnfitBlocks(f"{passage.name}: no links and no marks can be written here.")
    if not run.text.strip() or not run.text.isprintable():
        raise UnfitBlocks(f"{passage.name}: it needs words, on one line, without control characters.")


def _items(block: Block) -> tuple[Passage, ...]:
    return () if isinstance(block, Passage) else block.items


def _all(blocks: Iterable[Block]) -> Iterable[Passage]:
    return (passage for block in blocks for passage in passages(block))
