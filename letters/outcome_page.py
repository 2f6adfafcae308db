"""The outcome letter as its writers see it: section by section, what is written and what follows from the case."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from itertools import groupby

from django.urls import reverse

from inspections.workflow import State
from letters import outcome, presence, section_comments
from letters.composing import outcome as composing
from letters.composing.outcome import OutcomeSection
from letters.composing.outcome_contradictions import contradictions
from letters.composing.outcome_facts import OutcomeFacts
from letters.composing.outcome_opening import blank_facts
from letters.composing.outcome_proposal import propose
from letters.composing.outcome_typed import names_of, to_words
from letters.composing.outcome_written import WrittenBlocks, has_words
from letters.composing.text import Block
from letters.judged_since import News, news
from letters.models import OutcomeLetter, SectionVersion
from letters.section_hints import decided
from revisits.accounts.models import User

# Why a section, or a part of one, cannot be edited.
WHY = {
    "correction": "It is the public note of the correction: change it on the page “Correction”.",
    "heading": "It follows from the case: its area, its leaders and the date of the letter.",
    "introduction": "It follows from the case: its dates, its statement of action and who answers for it.",
    "overall": "It follows from the judgements.",
    "activities": "The heading is always the same.",
    "concerns": "Where other concerns go is always the same (G3).",
    "next-steps": "It follows from the judgements (G28, G29).",
    "signatures": "It follows from the team of the case.",
    "copies": "It is always the same.",
}
OF_WEAKNESS = "Heading and decision follow from the statement of action and the judgement."

# While it is a draft, and until the area has commented on it.
DRAFTED = (State.REPORTING, State.QUALITY, State.ACCURACY)


@dataclass(frozen=True)
class Part:
    """Blocks in a row that were all written by hand, or all follow from the case."""

    blocks: tuple[Block, ...]
    generated: bool


@dataclass(frozen=True)
class Shown:
    """One section with all that stands beside it."""

    section: OutcomeSection
    parts: tuple[Part, ...]
    why: str
    version: SectionVersion | None
    comments: int
    here: tuple[str, ...]
    news: News | None
    warnings: int


@dataclass(frozen=True)
class Lack:
    """Something that the letter still needs, and where it is given: a link each, with its words and its address."""

    label: str
    links: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Standing:
    """The letter as it stands, read once: its facts and the newest words of its sections."""

    letter: OutcomeLetter
    facts: OutcomeFacts
    newest: Mapping[str, SectionVersion]

    @cached_property
    def written(self) -> WrittenBlocks:
        return {key: outcome.blocks_of(version)[key] for key, version in self.newest.items()}

    @cached_property
    def sections(self) -> tuple[OutcomeSection, ...]:
        return composing.sections(self.facts, self.written)

    @cached_property
    def news(self) -> Mapping[str, News]:
        return news(self.letter, self.facts, self.newest)

    def section(self, key: str) -> OutcomeSection | None:
        """A section that is written by hand, by its key."""
        return next((each for each in self.sections if each.key == key and each.editable), None)

    def first_words(self, key: str) -> str:
        """What its writer starts from: the newest words, or what the case proposes."""
        blocks = self.written.get(key) or propose(self.facts).get(key, ())
        return to_words(blocks)


def standing(letter: OutcomeLetter) -> Standing:
    return Standing(letter, outcome.facts_of(letter), outcome.newest_words(letter))


def shown(now: Standing, person: User, *, at: datetime) -> list[Shown]:
    """Every section; as many queries for one weakness as for fourteen."""
    comments = section_comments.counts(now.letter)
    here = presence.others(now.letter, person, at=at)
    return [
        Shown(
            section=section,
            parts=parts(section, now.written),
            why=OF_WEAKNESS if section.weakness else WHY[section.key],
            version=now.newest.get(section.key),
            comments=comments.get(section.key, 0),
            here=tuple(here.get(section.key, ())),
            news=now.news.get(section.key),
            warnings=len(contradictions(decided(now.facts, section), now.written.get(section.key, ()))),
        )
        for section in now.sections
    ]


def parts(section: OutcomeSection, written: WrittenBlocks) -> tuple[Part, ...]:
    """The section's blocks, told apart. The gap where words are to come counts as theirs."""
    if not section.editable:
        return (Part(section.blocks, generated=True),)
    by_hand = {*names_of(written.get(section.key, ())), f"{section.key}-gap"}
    rows = groupby(section.blocks, key=lambda block: block.name not in by_hand)
    return tuple(Part(tuple(blocks), generated) for generated, blocks in rows)


def lacks(now: Standing) -> list[Lack]:
    """What the letter still needs, in its order, with the way there; decisions and summaries in one line each.

    A draft needs no date: it is asked for once the letter is finalised.
    """
    revisit = now.letter.revisit
    reference, dated_later = revisit.reference, revisit.state in DRAFTED
    numbers = now.facts.undecided
    blank = [label for label in blank_facts(now.facts) if not (dated_later and label == outcome.DATE)]
    found = [Lack(label, _way_to(label, reference)) for label in blank]
    if numbers:
        links = tuple((str(each), reverse("judgement", args=[reference, each])) for each in numbers)
        found.append(Lack("decision on weakness" if len(numbers) == 1 else "decisions on weaknesses", links))
    titles = [
        (section.title, reverse("outcome-write", args=[reference, section.key]))
        for section in now.sections
        if section.editable and not has_words(now.written.get(section.key, ()))
    ]
    return [*found, Lack("words of", tuple(titles))] if titles else found


def _way_to(label: str, reference: str) -> tuple[tuple[str, str], ...]:
    return (("set it", reverse("outcome-date", args=[reference])),) if label == outcome.DATE else ()
