"""Facts of outcome letters for tests: an area with so many weaknesses, of which so many were judged sufficient."""

from dataclasses import replace
from datetime import date
from typing import Any

from letters.composing.outcome import compose, sections
from letters.composing.outcome_facts import (
    ActivityFacts,
    AddresseeFacts,
    ConcernFacts,
    OutcomeFacts,
    SignatoryFacts,
    WeaknessFacts,
)
from letters.composing.outcome_proposal import propose
from letters.composing.text import LetterText, passages, words

SUMMARY = (
    "Leaders set up one team for all plans. Parents said that plans described their children better.\n\n"
    "The area:\n- trained staff in every school\n- published how long families waited.\n\n"
    "Waits for speech and language therapy remained too long in one district & its <villages>."
)
CONCERN = ConcernFacts(title="Waits for first appointments", text="Some children waited more than a year.")

FACTS = OutcomeFacts(
    guidance="2022",
    dated=date(2022, 6, 30),
    area="Essex",
    authority="Essex County Council",
    addressees=(
        AddresseeFacts(name="Ada Byron", post="Director of Children's Services", body="Essex County Council"),
        AddresseeFacts(name="Max Mare", post="Chief Executive", body="Mid Essex CCG", health=True),
    ),
    first_day=date(2022, 5, 17),
    last_day=date(2022, 5, 19),
    initial_first_day=date(2019, 9, 30),
    initial_last_day=date(2019, 10, 4),
    health_bodies=("Mid Essex CCG", "West Essex CCG"),
    fit_for_purpose_on=date(2020, 4, 27),
    weaknesses=(),
    activities=ActivityFacts(
        days=3, met=("senior leaders", "children and young people"), meetings=12, documents=31, survey=True
    ),
    ofsted=SignatoryFacts(name="Paul Lead", title="Her Majesty's Inspector"),
    cqc=SignatoryFacts(name="Cleo Care", title="CQC inspector"),
)


def decided(made: int, of: int, **changes: Any) -> OutcomeFacts:
    """`made` of `of` weaknesses sufficient, the first ones; other facts as given."""
    weaknesses = tuple(
        WeaknessFacts(
            number=number,
            text=f"the poor quality of plan {number}",
            sufficient=number <= made,
            summary=SUMMARY,
        )
        for number in range(1, of + 1)
    )
    return replace(FACTS, weaknesses=weaknesses, **changes)


def letter(facts: OutcomeFacts) -> LetterText:
    """Composed with the words that are proposed."""
    return compose(facts, propose(facts))


def section(facts: OutcomeFacts, key: str) -> list[str]:
    """The words of one section, passage by passage."""
    (found,) = [each for each in sections(facts, propose(facts)) if each.key == key]
    return [words(passage) for block in found.blocks for passage in passages(block)]
