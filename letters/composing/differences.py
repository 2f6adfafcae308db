"""What differs between two lists of blocks of a letter: passage by passage, word by word. Pure.

A passage is followed by its name, wherever it stands. One that lost its name (deleted and written anew) is followed
by its words where most of them are the same.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from inspections.words_compare import Stretch, likeness, stretches
from letters.composing.text import Block, Passage, passages, words

Mark = Literal["kept", "added", "removed"]
# From so much of the same words on, a passage with another name is the same passage.
ALIKE = 0.6


@dataclass(frozen=True, slots=True)
class Words:
    """Words in a row, spaces among them. Kept and removed ones make the earlier text, kept and added the later."""

    text: str
    mark: Mark


@dataclass(frozen=True, slots=True)
class Row:
    """One passage in both versions. `kind` is that of the later one, or of the earlier where it was removed."""

    name: str
    kind: str
    words: tuple[Words, ...]
    state: Literal["same", "changed", "added", "removed"]
    moved: bool = False  # it stands elsewhere among the passages that stayed

    @property
    def before(self) -> str:
        """The earlier text; empty where the passage was added."""
        return "".join(each.text for each in self.words if each.mark != "added")

    @property
    def after(self) -> str:
        """The later text; empty where the passage was removed."""
        return "".join(each.text for each in self.words if each.mark != "removed")


def differences(before: Sequence[Block], after: Sequence[Block]) -> tuple[Row, ...]:
    """Row by row in the order of the later version; what was removed stands after what it followed."""
    old, new = _flat(before), _flat(after)
    partner = _partners(old, new)
    moved = _moved(partner)
    follower = _followers(len(old), partner)
    rows = [_removed(old[i]) for i in follower.get(-1, [])]
    for j, passage in enumerate(new):
        if j in partner:
            rows.append(_row(old[partner[j]], passage, moved=j in moved))
        else:
            rows.append(Row(passage.name, passage.kind, _words("", words(passage)), "added"))
        rows += [_removed(old[i]) for i in follower.get(j, [])]
    return tuple(rows)


def changed(rows: Sequence[Row]) -> tuple[Row, ...]:
    """The rows in which anything differs."""
    return tuple(row for row in rows if row.state != "same" or row.moved)


def _flat(blocks: Sequence[Block]) -> list[Passage]:
    return [passage for block in blocks for passage in passages(block)]


def _partners(old: list[Passage], new: list[Passage]) -> dict[int, int]:
    """Of each later passage its earlier one, by place: by name, then by likeness."""
    places = {passage.name: i for i, passage in enumerate(old)}
    found: dict[int, int] = {}
    for j, passage in enumerate(new):
        if passage.name in places:
            found[j] = places.pop(passage.name)
    left = [i for i in range(len(old)) if i not in set(found.values())]
    for j, passage in enumerate(new):
        if j in found or not left:
            continue
        alike, i = max((likeness(words(old[i]), words(passage)), -i) for i in left)
        if alike >= ALIKE:
            found[j] = -i
            left.remove(-i)
    return found


def _moved(partner: dict[int, int]) -> set[int]:
    """The later places of passages that do not keep their order among those that stayed."""
    later = [partner[j] for j in sorted(partner)]
    blocks = SequenceMatcher(None, sorted(later), later, autojunk=False).get_matching_blocks()
    kept = {later[block.b + step] for block in blocks for step in range(block.size)}
    return {j for j, i in partner.items() if i not in kept}


def _followers(count: int, partner: dict[int, int]) -> dict[int, list[int]]:
    """The earlier passages that went, by the later place (-1: the start) of what they followed."""
    now = {i: j for j, i in partner.items()}
    found: dict[int, list[int]] = {}
    last = -1
    for i in range(count):
        if i in now:
            last = now[i]
        else:
            found.setdefault(last, []).append(i)
    return found


def _row(before: Passage, after: Passage, *, moved: bool) -> Row:
    same = (before.kind, before.lines) == (after.kind, after.lines)
    state: Literal["same", "changed"] = "same" if same else "changed"
    return Row(after.name, after.kind, _words(words(before), words(after)), state, moved)


def _removed(passage: Passage) -> Row:
    return Row(passage.name, passage.kind, _words(words(passage), ""), "removed")


def _words(before: str, after: str) -> tuple[Words, ...]:
    return tuple(
        Words(text, mark) for stretch in _in_rows(before, after) for text, mark in _marked(stretch) if text
    )


def _marked(stretch: Stretch) -> Iterator[tuple[str, Mark]]:
    if stretch.same:
        yield stretch.before, "kept"
    else:
        yield stretch.before, "removed"
        yield stretch.after, "added"


def _in_rows(before: str, after: str) -> list[Stretch]:
    """The stretches; space alone between two changes belongs to them, so that they are read out as one."""
    found: list[Stretch] = []
    for stretch in stretches(before, after):
        changes = not stretch.same and len(found) > 1 and found[-1].before.isspace() and not found[-2].same
        if changes and found[-1].same:
            space, earlier = found.pop(), found.pop()
            parts = (earlier, space, stretch)
            joined = ("".join(part.before for part in parts), "".join(part.after for part in parts))
            found.append(Stretch(*joined, same=False))
        else:
            found.append(stretch)
    return found
