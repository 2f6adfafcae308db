"""What in an outcome letter may identify somebody: true and false finds, where they stand, and nothing that hangs."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspections.identifiers import Kind
from letters.composing.text import LetterText, Passage, PassageKind, Run
from letters.identifying import Found, find, section_of
from tests.letters.outcome_rows import decided, letter

SEEDS = sorted((Path(__file__).parent / "seeds").glob("*.txt"))
KNOWN, SIGNING, BODIES = (
    ["John Smith", "Grace Park", "Ann Essex"],
    ["Paul Lead"],
    ["Essex", "Essex Family Forum"],
)


def text(words: str, name: str = "weakness-1-p1", kind: PassageKind = "paragraph") -> LetterText:
    return LetterText("t", "en-GB", "x", None, (Passage(kind, name, ((Run(words),),)),))


def found(words: str) -> list[Found]:
    return find(text(words), known=KNOWN, signing=SIGNING, bodies=BODIES)


@pytest.mark.parametrize(
    ("words", "kind", "excerpt"),
    [
        ("John Smith's mother was told.", Kind.NAME, "John Smith's"),
        ("The mother of Smith was told.", Kind.NAME, "Smith"),
        ("They met Grace Park twice.", Kind.NAME, "Grace Park"),
        ("Ann of the council was told.", Kind.NAME, "Ann"),
        ("Paul was told.", Kind.NAME, "Paul"),
        ("They asked Mr Hull.", Kind.NAME, "Mr Hull"),
        ("Write to jo.b@example.org.", Kind.EMAIL, "jo.b@example.org"),
        ("Ring 01245 555 011.", Kind.PHONE, "01245 555 011"),
        ("They live at CM1 1QH.", Kind.POSTCODE, "CM1 1QH"),
        ("Number 943 476 5919.", Kind.NHS_NUMBER, "943 476 5919"),
        ("A boy born on 3 May 2014.", Kind.BIRTH_DATE, "born on 3 May 2014"),
        ("A seven-year-old waited.", Kind.AGE, "A seven-year-old"),
        ("One boy aged 9 waited.", Kind.AGE, "boy aged 9"),
        ("Two pupils at Meadow School left.", Kind.SMALL_COUNT, "Two pupils at Meadow School"),
        ("At Oak Tree Academy, 3 of the children left.", Kind.SMALL_COUNT, "At Oak Tree Academy, 3 of the children"),
        ("A child at King Edward VI College.", Kind.SMALL_COUNT, "A child at King Edward VI College"),
    ],
)  # fmt: skip
def test_what_may_identify_somebody_is_found(words: str, kind: Kind, excerpt: str) -> None:
    assert [(each.finding.kind, each.finding.excerpt) for each in found(words)] == [(kind, excerpt)]


@pytest.mark.parametrize(
    "words",
    [
        "Paul Lead and Paul Lead's team met leaders.",
        "Leaders in Essex work with the Essex Family Forum.",
        "Children aged 5 to 11 and young people aged 16 to 25 wait less.",
        "The two-year-old check is done for all.",
        "Children at Meadow School do well. Two pupils said so.",
        "Twenty pupils at Meadow School do well.",
        "One in five children waited. The special school helps two pupils.",
        "Number 943 476 5918.",
        "Education, health and care plans follow the Dynamic Support Register.",
        "The area published this on 3 May 2014.",
    ],
)
def test_what_identifies_nobody_is_left_alone(words: str) -> None:
    assert found(words) == []


def test_who_signs_and_is_addressed_passes_and_what_follows_from_the_case_too() -> None:
    for facts in (decided(1, 2), decided(14, 14), decided(0, 1)):
        composed = letter(facts)
        assert find(composed, signing=["Paul Lead", "Cleo Care"], bodies=["Essex"]) == []
    named = text("Ada Byron", kind="addressee", name="addressee-1")
    assert find(named, known=["Ada Byron"]) == []


@pytest.mark.parametrize("seed", SEEDS, ids=lambda seed: seed.stem)
def test_in_the_style_of_the_real_letters_only_what_is_there_is_found(seed: Path) -> None:
    areas = ["Essex", "Oxfordshire", "Lancashire", "Worcestershire", "Spetchley Road"]
    signing = ["Paul Wilson", "Claire Prince"]
    finds = find(text(seed.read_text(encoding="utf-8")), signing=signing, bodies=areas)
    assert {each.finding.kind for each in finds} <= {Kind.ADDRESS, Kind.EMAIL, Kind.PHONE, Kind.POSTCODE}


def test_a_finding_is_the_same_for_the_same_words_in_the_same_section_alone() -> None:
    (one,) = found("They asked Smith. And  Smith again.")
    assert (one.section, one.place, one.context) == ("weakness-1", "weakness 1", "They asked Smith.")
    elsewhere = find(text("smith and Smith", name="weakness-2-p9"), known=KNOWN)
    assert [each.fingerprint == one.fingerprint for each in elsewhere] == [False]
    (again,) = find(text("A word about Smith", name="weakness-1-p7"), known=KNOWN)
    assert again.fingerprint == one.fingerprint


def test_a_passage_belongs_to_the_section_in_which_it_is_written() -> None:
    names = ("weakness-12-p1", "activities-l1", "concerns-x", "weakness-1-decision", "overall", "concerns-go")
    assert [section_of(name) for name in names] == ["weakness-12", "activities", "concerns", "", "", ""]
    (found,) = find(text("Ring 01245 555 011", name="overall"))
    assert (found.section, found.place) == ("", "the generated text")


@given(st.text(max_size=300))
def test_whatever_is_written_is_looked_through_and_what_is_found_stands_there(words: str) -> None:
    for each in find(text(words), known=[*KNOWN, words[:20], "("], bodies=[words[:9]]):
        assert each.finding.excerpt in words and each.fingerprint and each.context


@pytest.mark.parametrize(
    "piece", ["two pupils ", "Meadow School ", "At Oak ", "a child aged ", "A ", "a 7 year "]
)
def test_long_texts_are_looked_through_in_no_time(piece: str) -> None:
    find(text(piece * (60_000 // len(piece))))
