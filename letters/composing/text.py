"""A composed letter as data: named blocks of lines, lines of runs.

The frozen text of an issued letter is the JSON of `LetterText`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

PassageKind = Literal[
    "letterhead",
    "date",
    "circulation",
    "addressee",
    "heading",
    "subheading",
    "paragraph",
    "item",
    "sign_off",
    "signature",
]


@dataclass(frozen=True, slots=True)
class Run:
    """Words set alike. A gap stands for a fact still to come: previews show it, issued letters have none."""

    text: str
    href: str | None = None
    strong: bool = False
    gap: bool = False

    def as_dict(self) -> dict[str, Any]:
        marks = {"href": self.href, "strong": self.strong, "gap": self.gap}
        return {"text": self.text} | {name: mark for name, mark in marks.items() if mark}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> "Run":
        return cls(**data)


Line = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """One block of text; its `name` is the same in every letter. Some kinds have several lines."""

    kind: PassageKind
    name: str
    lines: tuple[Line, ...]

    def as_dict(self) -> dict[str, Any]:
        lines = [[run.as_dict() for run in line] for line in self.lines]
        return {"kind": self.kind, "name": self.name, "lines": lines}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> "Passage":
        lines = tuple(tuple(Run.from_dict(run) for run in line) for line in data["lines"])
        return cls(data["kind"], data["name"], lines)


@dataclass(frozen=True, slots=True)
class NumberedList:
    """Items numbered from 1 in their order; an item's further lines are paragraphs of their own."""

    name: str
    items: tuple[Passage, ...]

    @property
    def kind(self) -> Literal["numbered_list"]:
        return "numbered_list"

    def as_dict(self) -> dict[str, Any]:
        return {"kind": self.kind, "name": self.name, "items": [item.as_dict() for item in self.items]}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> "NumberedList":
        return cls(data["name"], tuple(Passage.from_dict(item) for item in data["items"]))


@dataclass(frozen=True, slots=True)
class BulletedList:
    """Items in their order, of one line each."""

    name: str
    items: tuple[Passage, ...]

    @property
    def kind(self) -> Literal["bulleted_list"]:
        return "bulleted_list"

    def as_dict(self) -> dict[str, Any]:
        return {"kind": self.kind, "name": self.name, "items": [item.as_dict() for item in self.items]}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> "BulletedList":
        return cls(data["name"], tuple(Passage.from_dict(item) for item in data["items"]))


Block = Passage | NumberedList | BulletedList


@dataclass(frozen=True, slots=True)
class LetterText:
    """A letter, complete in itself: nothing is looked up when it is rendered again years later."""

    title: str
    language: str  # BCP 47
    template_version: str  # as "parents-2022.1"
    dated: date | None
    blocks: tuple[Block, ...]

    @property
    def complete(self) -> bool:
        """No gap is left in it."""
        return not any(run.gap for passage in self.passages() for line in passage.lines for run in line)

    def passages(self) -> Iterator[Passage]:
        """Every passage in reading order, the items of lists among them."""
        for block in self.blocks:
            yield from passages(block)

    def as_dict(self) -> dict[str, Any]:
        return {
            "title": self.title,
            "language": self.language,
            "template_version": self.template_version,
            "dated": self.dated.isoformat() if self.dated else None,
            "blocks": [block.as_dict() for block in self.blocks],
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> "LetterText":
        """Raise KeyError, TypeError or ValueError on anything that `as_dict` did not write."""
        return cls(
            title=data["title"],
            language=data["language"],
            template_version=data["template_version"],
            dated=date.fromisoformat(data["dated"]) if data["dated"] else None,
            blocks=tuple(block_from_dict(block) for block in data["blocks"]),
        )


def passages(block: Block) -> tuple[Passage, ...]:
    """The block itself, or the items of a list."""
    return (block,) if isinstance(block, Passage) else block.items


def words(passage: Passage) -> str:
    """The passage's words alone, a line of it a line."""
    return "\n".join("".join(run.text for run in line) for line in passage.lines)


def block_from_dict(data: Mapping[str, Any]) -> Block:
    """Read back what a block's `as_dict` wrote. Raise KeyError or TypeError on anything else."""
    if data["kind"] == "numbered_list":
        return NumberedList.from_dict(data)
    return BulletedList.from_dict(data) if data["kind"] == "bulleted_list" else Passage.from_dict(data)
