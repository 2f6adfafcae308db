"""Hints on style for what is written into a letter: plain English, "the area", past tense, a brief summary (G23).

A hint is advice: it may be ignored, and changes nothing. Pure.
"""

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from inspections.reading_age import Reading, sentences
from letters.composing.style_reading import reading
from letters.composing.style_words import (
    ACTORS,
    HOUSE_WORDS,
    PARTICIPLES,
    PLAINER,
    PRESENT,
    STATES,
)
from letters.composing.text import Block, Passage, passages, words

Kind = Literal["reading_age", "length", "sentence", "wording", "house", "passive", "tense", "contradiction"]

OLDEST_READER = 16  # the reading age from which a section is called hard
FEWEST_WORDS = 40  # of which a reading age says something
LONGEST_SENTENCE, LONGEST_PASSAGE, LONGEST_SECTION = 25, 120, 300  # words


@dataclass(frozen=True, slots=True)
class Hint:
    """One piece of advice. `excerpt` stands so in the passage `block_name`; both are empty for the whole section."""

    kind: Kind
    block_name: str
    excerpt: str
    advice: str

    @property
    def key(self) -> str:
        """The same as long as the place and the words are: by it a hint that was ignored stays so."""
        return hashlib.sha256(f"{self.kind}/{self.block_name}/{self.excerpt}".encode()).hexdigest()[:16]


def hints(blocks: Sequence[Block]) -> tuple[Hint, ...]:
    """The hints on one section's written blocks: on the whole first, then by passage in reading order."""
    flat = [passage for block in blocks for passage in passages(block)]
    found = [*_on_the_whole(reading(blocks)), *(hint for passage in flat for hint in _on_passage(passage))]
    return tuple(dict.fromkeys(found))


def _on_the_whole(whole: Reading) -> Iterator[Hint]:
    if whole.words >= FEWEST_WORDS and whole.age > OLDEST_READER:
        advice = (
            f"Reading age {whole.age}: shorter words and sentences make it easier. Aim for {OLDEST_READER}."
        )
        yield Hint("reading_age", "", "", advice)
    if whole.words > LONGEST_SECTION:
        yield Hint(
            "length",
            "",
            "",
            f"{whole.words} words: a summary is clear and brief (G23). Aim for {LONGEST_SECTION}.",
        )


def _on_passage(passage: Passage) -> Iterator[Hint]:
    text, name = words(passage), passage.name
    count = len(text.split())
    if count > LONGEST_PASSAGE:
        yield Hint(
            "length", name, _start(text), f"{count} words in one paragraph: make two of it, or a list."
        )
    for sentence in sentences(text):
        if (long := len(sentence.split())) > LONGEST_SENTENCE:
            yield Hint("sentence", name, sentence, f"{long} words in one sentence: make two of it.")
    spoken = _without_quotations(text)
    yield from _listed("house", name, spoken, HOUSE_WORDS)
    yield from _listed("wording", name, spoken, PLAINER)
    yield from _passive(name, spoken)
    yield from _present(name, spoken)


def _listed(kind: Kind, name: str, text: str, instead: dict[str, str]) -> Iterator[Hint]:
    """Each listed phrase that occurs, in reading order, the longest that fits; "LA" counts in capitals alone."""
    lead = "Plainer" if kind == "wording" else "In these letters"
    listed = {phrase.lower(): phrase for phrase in instead}
    longest_first = "|".join(re.escape(phrase) for phrase in sorted(instead, key=len, reverse=True))
    for match in re.finditer(rf"(?<![\w-])(?:{longest_first})(?![\w-])", text, re.IGNORECASE):
        phrase = listed[match.group().lower()]
        if "LA" not in phrase or "LA" in match.group():
            yield Hint(kind, name, match.group(), f"{lead}: {instead[phrase]}.")


def _passive(name: str, text: str) -> Iterator[Hint]:
    pattern = rf"\b(?:is|are|was|were|be|been|being)\s+(?:(?:\w+ly|not|also)\s+)?(\w+ed|{PARTICIPLES})\b"
    for match in re.finditer(pattern, text, re.IGNORECASE):
        if match.group(1).lower() not in STATES:
            yield Hint("passive", name, match.group(), "Say who did it: “leaders set up”, not “was set up”.")


def _present(name: str, text: str) -> Iterator[Hint]:
    """Where it is told as of today what inspectors found then. "Has improved" tells what came about, and may stay."""
    advice = "Tell what inspectors found in the past tense: “waits were long”, “parents said”."
    found: list[tuple[int, int]] = []
    for pattern in (
        rf"\b(?:{ACTORS})\s+(?:do not\s+|still\s+)?(?:{PRESENT})\b",
        r"(?<!\w)(?:(?:is|are|does)\b(?:\s+not)?|do\s+not\b)",
    ):
        for match in re.finditer(pattern, text, re.IGNORECASE):
            if not any(start < match.end() and match.start() < end for start, end in found):
                found.append(match.span())
                yield Hint("tense", name, match.group(), advice)


def _without_quotations(text: str) -> str:
    """The text with what somebody else said blanked out, each character at its place."""
    return re.sub(r"“[^”]*”|\"[^\"]*\"|‘[^’]*’(?!\w)", lambda match: "\u2007" * len(match.group()), text)


def _start(text: str) -> str:
    return " ".join(text.split()[:8])
