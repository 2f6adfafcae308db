"""Hints on a section of the outcome letter: style, length, and words against the decision; less what is ignored."""

from collections.abc import Sequence
from dataclasses import dataclass

from inspections.reading_age import Reading
from letters.composing.outcome import OutcomeSection
from letters.composing.outcome_contradictions import contradictions
from letters.composing.outcome_facts import OutcomeFacts
from letters.composing.style import Hint, hints
from letters.composing.style_reading import reading
from letters.composing.text import Block
from letters.models import IgnoredHint, OutcomeLetter


@dataclass(frozen=True)
class Hints:
    """How hard the section is to read, what may be better, and how many hints its writers ignore."""

    reading: Reading
    shown: tuple[Hint, ...]
    ignored: int


def decided(facts: OutcomeFacts, section: OutcomeSection) -> bool | None:
    """What was decided on the weakness that a section is on; None for other sections, and for what is open."""
    return next((each.sufficient for each in facts.weaknesses if each.number == section.weakness), None)


def hints_on(
    letter: OutcomeLetter, facts: OutcomeFacts, section: OutcomeSection, written: Sequence[Block]
) -> Hints:
    """Of the section's written blocks; one query."""
    ignored = set(
        IgnoredHint.objects.filter(section__letter=letter, section__key=section.key).values_list(
            "key", flat=True
        )
    )
    found = (*contradictions(decided(facts, section), written), *hints(written))
    shown = tuple(hint for hint in found if hint.key not in ignored)
    return Hints(reading(written), shown, len(found) - len(shown))
