"""Which column answers which question, and which words which answer: proposed, then decided by a person. Pure."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from inspections.models import Question
from surveys.importing.reading import Table

LIKE_ENOUGH = 0.6
# More kinds of words than that in a column are no answers to choose from.
MOST_VALUES = 60
LEFT_OUT = -1
_PARTS = re.compile(r"\s*[;|\n]\s*")
_TICKS = frozenset({"1", "x", "yes", "true", "ticked", "selected", "checked", "✓", "✔"})
_NO_TICKS = frozenset({"0", "no", "false", "not selected", "unchecked", "-"})
_NONE_SAID = frozenset({"", "n/a", "na", "-", "no answer", "not answered"})
Kind = Question.Kind


@dataclass(frozen=True)
class Mapped:
    """`columns`: column -> question. `values`: question -> words, made `plain` -> its answer, or LEFT_OUT."""

    columns: Mapping[int, int]
    values: Mapping[int, Mapping[str, int]] = field(default_factory=dict)


def propose(headings: Sequence[str], questions: Sequence[Question]) -> dict[int, int]:
    """Columns with the questions that they are likest to; several columns of a question with several answers."""
    found: dict[int, int] = {}
    taken: set[int] = set()
    pairs = [
        (_likeness(heading, question.text), place, question)
        for place, heading in enumerate(headings)
        for question in questions
    ]
    for likeness, place, question in sorted(pairs, key=lambda pair: (-pair[0], pair[1])):
        free = question.pk not in taken or question.kind == Kind.CHOICES
        if likeness >= LIKE_ENOUGH and place not in found and free:
            found[place] = question.pk
            taken.add(question.pk)
    return found


def place_of(words: str, question: Question, chosen: Mapping[str, int]) -> int | None:
    """The answer that words stand for, by choice or because they are the same; None where nobody said."""
    said = plain(words)
    if said in chosen:
        return chosen[said]
    return next((place for place, answer in enumerate(question.answers) if plain(answer) == said), None)


def unmatched(table: Table, mapped: Mapped, questions: Mapping[int, Question]) -> dict[int, Counter[str]]:
    """By question, the words that are none of its answers, with how often they were given."""
    found: dict[int, Counter[str]] = {}
    for column, pk in mapped.columns.items():
        question = questions[pk]
        if question.kind == Kind.TEXT:
            continue
        for cell in table.column(column):
            for said in parts(cell, question, table.headings[column]):
                if place_of(said, question, {}) is None:
                    found.setdefault(pk, Counter())[plain(said)] += 1
    return found


def likest(words: str, question: Question) -> int | None:
    """The answer that words are likest to; None where they are like none."""
    scores = [(_likeness(words, answer), -place) for place, answer in enumerate(question.answers)]
    best, place = max(scores, default=(0.0, 0))
    return -place if best >= LIKE_ENOUGH else None


def parts(cell: str, question: Question, heading: str) -> list[str]:
    """The answers that a cell gives; of a column for one answer of several, that answer where it is ticked."""
    if plain(cell) in _NONE_SAID:
        return []
    if question.kind != Kind.CHOICES:
        return [cell]
    own = _own_answer(heading, question)
    if own is not None and (plain(cell) in _TICKS or plain(cell) == plain(own)):
        return [own]
    if own is not None and plain(cell) in _NO_TICKS:
        return []
    if place_of(cell, question, {}) is not None:
        return [cell]
    found = [part for part in _PARTS.split(cell) if part]
    if len(found) == 1 and "," in cell:
        found = _by_commas(cell, question)
    return found


def plain(words: str) -> str:
    """Small letters, a blank apart, one kind of apostrophe and dash, and no full stop at the end."""
    said = " ".join(words.casefold().split()).replace("’", "'").replace("‘", "'").replace("–", "-")
    return said.removesuffix(".")


def _own_answer(heading: str, question: Question) -> str | None:
    """The answer with which a heading ends, as tools name a column for each: "Who told you? - School"."""
    end = plain(heading)
    fitting = [
        answer for answer in question.answers if end.endswith(plain(answer)) and end != plain(question.text)
    ]
    return max(fitting, key=len, default=None)


def _by_commas(cell: str, question: Question) -> list[str]:
    """Answers parted by commas, of which some have commas themselves: the longest that fits is taken first."""
    rest, found = plain(cell), []
    for answer in sorted(question.answers, key=len, reverse=True):
        if plain(answer) in rest:
            rest = rest.replace(plain(answer), "", 1)
            found.append(answer)
    left = [part.strip() for part in rest.split(",") if part.strip()]
    return [*found, *left]


def _likeness(one: str, other: str) -> float:
    first, second = plain(one), plain(other)
    if not first or not second:
        return 0.0
    if first == second:
        return 1.0
    if second in first or first in second:
        return 0.9 if min(len(first), len(second)) > 8 else 0.5
    return SequenceMatcher(None, first, second, autojunk=False).ratio()
