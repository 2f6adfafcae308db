"""What may be written into the letter by hand, and how plain words become blocks."""

from dataclasses import replace

import pytest

from letters.composing.outcome_facts import ActivityFacts
from letters.composing.outcome_proposal import propose
from letters.composing.outcome_written import UnfitBlocks, check_blocks, from_words, has_words
from letters.composing.style import hints
from letters.composing.text import (
    Block,
    BulletedList,
    NumberedList,
    Passage,
    PassageKind,
    Run,
    passages,
    words,
)
from letters.outcome_facts import CHILDREN, MET
from tests.letters.outcome_rows import CONCERN, decided


def paragraph(name: str, *runs: Run, kind: PassageKind = "paragraph") -> Passage:
    return Passage(kind, name, (runs,))


def shape(blocks: tuple[Block, ...]) -> list[tuple[str, list[str]]]:
    return [(block.name, [words(passage) for passage in passages(block)]) for block in blocks]


def test_plain_words_become_paragraphs_and_lists() -> None:
    text = "  One \n line.\r\n\r\nThe area:\n- first,\n• second\n\n- third\nAfter it.\n\n\nLast – not a list."
    blocks = from_words("weakness-2", text)
    assert shape(blocks) == [
        ("weakness-2-p1", ["One line."]),
        ("weakness-2-p2", ["The area:"]),
        ("weakness-2-l1", ["first,", "second", "third"]),
        ("weakness-2-p6", ["After it."]),
        ("weakness-2-p7", ["Last – not a list."]),
    ]
    check_blocks("weakness-2", blocks)
    assert from_words("a", " \n ") == ()
    assert shape(from_words("a", "Be\x00ll\x07 and\u00a0whistle")) == [("a-p1", ["Bell and whistle"])]


ITEM = paragraph("a-p2", Run("Words"), kind="item")


@pytest.mark.parametrize(
    ("block", "why"),
    [
        (paragraph("a-p1", Run("Words"), kind="subheading"), "only paragraphs and bulleted lists"),
        (NumberedList("a-l1", (ITEM,)), "only paragraphs and bulleted lists"),
        (paragraph("b-p1", Run("Words")), "a block is called a- and an id"),
        (paragraph("a-decision", Run("Words")), "a block is called a- and an id"),
        (paragraph("a-p1 x", Run("Words")), "a block is called a- and an id"),
        (paragraph("a-p1", Run("Words", href="https://www.gov.uk")), "no links and no marks"),
        (paragraph("a-p1", Run("Words", strong=True)), "no links and no marks"),
        (paragraph("a-p1", Run("Words", gap=True)), "no links and no marks"),
        (paragraph("a-p1", Run("Words"), Run("more")), "one line of plain words"),
        (Passage("paragraph", "a-p1", ((Run("Words"),), (Run("Words"),))), "one line of plain words"),
        (paragraph("a-p1", Run("  ")), "needs words"),
        (paragraph("a-p1", Run("Two\nlines")), "on one line"),
        (BulletedList("a-l1", ()), "at least one item"),
        (BulletedList("a-l1", (paragraph("a-p1", Run("Words")),)), "an item here is one line"),
        (BulletedList("a-p2", (ITEM,)), "an id of its own"),
        (paragraph("a-p1", Run("Bell\x07")), "without control characters"),
    ],
)
def test_anything_else_is_refused_by_its_name(block: Block, why: str) -> None:
    with pytest.raises(UnfitBlocks, match=why):
        check_blocks("a", (block,))
    check_blocks("a", (paragraph("a-p1", Run("Words")), BulletedList("a-l1", (ITEM,))))


def test_whether_anything_is_written() -> None:
    assert has_words((BulletedList("a-l1", (ITEM,)),))
    assert not has_words(())
    assert not has_words((paragraph("a-p1", Run(" ")),))


def proposed(did: ActivityFacts) -> str:
    blocks = propose(decided(1, 1, activities=did))["activities"]
    return "\n".join(words(passage) for block in blocks for passage in passages(block))


def test_activities_are_proposed_from_what_is_known() -> None:
    everything = ActivityFacts(
        days=3,
        met=("senior leaders", "children and young people"),
        meetings=12,
        visits=1,
        documents=1031,
        open_meeting=True,
        open_meeting_attended=1,
        survey=True,
        survey_answers=2012,
        emails=True,
    )
    assert proposed(everything).split("\n") == [
        "Inspectors were on site for three days, held 12 meetings and made one visit to settings and services.",
        "Inspectors spoke with:",
        "senior leaders",
        "children and young people",
        "Parents and carers gave their views through an online survey, an open meeting and emails. The survey "
        "drew 2,012 replies. The open meeting drew one person.",
        "Inspectors looked at 1,031 documents that the area had provided about the impact of its actions on "
        "each weakness.",
    ]
    assert proposed(ActivityFacts()).startswith("Inspectors looked at the information that the area")
    assert "through an open meeting." in proposed(ActivityFacts(open_meeting=True, survey_answers=9))


def test_what_is_proposed_is_in_the_style_that_is_asked_for() -> None:
    did = ActivityFacts(days=2, met=(*MET.values(), CHILDREN), meetings=9, visits=2, survey=True, emails=True)
    for documents in (0, 1, 31):
        facts = decided(1, 1, activities=replace(did, documents=documents, open_meeting=documents > 0))
        assert hints(propose(facts)["activities"]) == ()


def test_every_section_written_by_hand_gets_its_first_words() -> None:
    facts = decided(1, 3, concerns=(CONCERN,))
    first = propose(facts)
    assert list(first) == ["activities", "weakness-1", "weakness-2", "weakness-3", "concerns"]
    for key, blocks in first.items():
        check_blocks(key, blocks)
        assert has_words(blocks)
