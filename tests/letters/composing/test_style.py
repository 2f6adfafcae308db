"""Hints on style: each advises what it should, and leaves good plain words alone."""

import pytest

from letters.composing.outcome_written import from_words
from letters.composing.style import Hint, hints
from letters.composing.style_reading import reading

GOOD = (
    "Leaders acted quickly. They set up one team that wrote plans and checked each plan before it was agreed. "
    "Parents told inspectors that plans described their children better. The area knew which families still "
    "waited, and how long.\n\nLeaders:\n- trained school staff\n- published how long families waited.\n\n"
    "In one town, waits for speech therapy remained too long."
)


def found(text: str, kind: str) -> list[str]:
    return [hint.excerpt for hint in hints(from_words("weakness-1", text)) if hint.kind == kind]


def test_good_plain_words_need_few_hints() -> None:
    assert [hint.excerpt for hint in hints(from_words("weakness-1", GOOD))] == ["was agreed"]


@pytest.mark.parametrize(
    ("kind", "text", "excerpts"),
    [
        (
            "house",
            "The local area's plans helped, and the LA knew of re-visits.",
            ["The local area's", "the LA", "re-visits"],
        ),
        ("house", "The area helped. Children in the lab played.", []),
        (
            "wording",
            "In order to help, stakeholders met on a regular basis.",
            ["In order to", "stakeholders", "on a regular basis"],
        ),
        ("passive", "Plans were quickly written and leaders were concerned.", ["were quickly written"]),
        ("tense", "Parents say that waits are long. Much was to do.", ["Parents say", "are"]),
        ("tense", "Leaders said that waits had been long and fell.", []),
        ("tense", "Parents said “waits are long” and 'we wait'.", []),
        ("sentence", "One " + "and one " * 13 + "more.", ["One " + "and one " * 13 + "more."]),
        ("length", "It was so. " * 41, ["It was so. It was so. It was"]),
    ],
)
def test_each_kind_is_found_where_it_stands(kind: str, text: str, excerpts: list[str]) -> None:
    assert found(text, kind) == excerpts


def test_g23_a_summary_that_is_long_or_hard_is_told_so_as_a_whole() -> None:
    hard = "Multidisciplinary organisational accountability necessitates comprehensive collaboration. " * 12
    whole = {hint.kind: hint.advice for hint in hints(from_words("weakness-1", hard)) if not hint.block_name}
    assert list(whole) == ["reading_age"]
    assert "Reading age" in whole["reading_age"]
    long = "\n\n".join(["The team met and then it wrote to each family in the town."] * 25)
    assert found(long, "length") == [""]
    assert found("Accountability necessitates collaboration.", "reading_age") == []


def test_an_excerpt_stands_so_in_its_passage_and_a_key_outlives_other_changes() -> None:
    text = "The local area is slow.\n\n- It was utilised."
    blocks = from_words("weakness-1", text)
    first = hints(blocks)
    by_name = {"weakness-1-p1": "The local area is slow.", "weakness-1-p2": "It was utilised."}
    assert {hint.block_name for hint in first} == set(by_name)
    assert all(hint.excerpt in by_name[hint.block_name] for hint in first)
    again = hints(from_words("weakness-1", text.replace("slow", "late")))
    assert {hint.key for hint in first} == {hint.key for hint in again}
    assert len({hint.key for hint in first}) == len(first)
    assert Hint("tense", "a", "is", "one").key == Hint("tense", "a", "is", "other").key


def test_no_words_no_hints() -> None:
    assert hints(()) == ()
    assert (reading(()).age, reading(()).grade) == (0, 0)


def test_words_sentences_and_syllables_of_blocks_are_counted() -> None:
    blocks = from_words("a", "Waits fell, e.g. for speech therapy. Did plans improve?\n\n- 120 more")
    measured = reading(blocks)
    assert (measured.words, measured.sentences, measured.syllables) == (12, 3, 15)
