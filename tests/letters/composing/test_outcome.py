"""The outcome letter as a whole: its order, its gaps, what may be written and what never can be (G23)."""

import json
from dataclasses import replace
from datetime import date

import pytest

from letters.composing.facts import LetterIncomplete
from letters.composing.outcome import check, compose, editable_keys, missing, sections
from letters.composing.outcome_facts import AddresseeFacts, OutcomeFacts, SignatoryFacts
from letters.composing.outcome_proposal import propose
from letters.composing.text import LetterText, Passage, Run, words
from tests.letters.outcome_rows import CONCERN, decided, letter, section


def test_g23_sections_come_in_the_order_of_the_letter() -> None:
    facts = decided(1, 2, concerns=(CONCERN,))
    found = sections(facts, propose(facts))
    assert [each.key for each in found] == [
        "heading",
        "introduction",
        "overall",
        "activities",
        "weakness-1",
        "weakness-2",
        "concerns",
        "next-steps",
        "signatures",
        "copies",
    ]
    editable = tuple(each.key for each in found if each.editable)
    assert editable == editable_keys(facts) == ("activities", "weakness-1", "weakness-2", "concerns")
    assert [each.weakness for each in found if each.weakness] == [1, 2]
    assert "concerns" not in {each.key for each in sections(decided(1, 2), {})}


def test_it_is_addressed_dated_and_copied_as_the_guidance_says() -> None:
    facts = decided(1, 2)
    _, dated, director, chief, dear, title = section(facts, "heading")
    assert dated == "30 June 2022"
    assert director == "Ada Byron\nDirector of Children's Services\nEssex County Council"
    assert chief == "Max Mare\nChief Executive\nMid Essex CCG"
    assert (dear, title) == ("Dear Ada Byron and Max Mare", "Joint area SEND revisit in Essex")
    assert section(facts, "copies") == ["Copies to:", "Department for Education", "NHS England"]
    assert section(facts, "signatures") == [
        "Yours sincerely",
        "Paul Lead\nHer Majesty's Inspector\nOfsted",
        "Cleo Care\nCQC inspector\nCare Quality Commission",
    ]
    assert letter(facts).title == "Outcome of the joint area SEND revisit in Essex, 17 to 19 May 2022"
    assert (letter(facts).dated, letter(facts).language) == (date(2022, 6, 30), "en-GB")


def test_posts_stand_for_people_who_are_not_on_file() -> None:
    facts = decided(1, 2)
    nameless = tuple(replace(each, name="") for each in facts.addressees)
    _, _, director, _, dear, _ = section(replace(facts, addressees=nameless), "heading")
    assert director == "Director of Children's Services\nEssex County Council"
    assert dear == "Dear Director of Children's Services and Chief Executive"


def test_whoever_holds_a_post_at_several_bodies_is_addressed_once() -> None:
    facts = decided(1, 2)
    director, chief, *_ = facts.addressees
    same = replace(chief, name="Ann Other", body="Mid Essex CCG")
    several = (
        director,
        same,
        replace(same, body="West Essex CCG"),
        replace(same, name="Cy Else", body="A CCG"),
    )
    _, _, _, first, second, dear, _ = section(replace(facts, addressees=several), "heading")
    assert first == "Ann Other\nChief Executive\nMid Essex CCG\nWest Essex CCG"
    assert second == "Cy Else\nChief Executive\nA CCG"
    assert dear == f"Dear {director.name}, Ann Other and Cy Else"
    nameless = tuple(replace(each, name="") for each in several)
    assert len(section(replace(facts, addressees=nameless), "heading")) == 8


def test_g4_introduction_says_why_who_and_by_what_right() -> None:
    purpose, statement, team = section(decided(1, 2), "introduction")
    assert purpose.startswith("From 17 to 19 May 2022, Ofsted and the Care Quality Commission (CQC)")
    assert "each of the areas of significant weakness" in purpose
    assert "from 30 September to 4 October 2019, Her Majesty's Chief Inspector" in statement
    assert "Essex County Council, Mid Essex CCG and West Essex CCG were jointly responsible" in statement
    assert statement.endswith("It was declared fit for purpose on 27 April 2020.")
    assert "section 20(1) of the Children Act 2004" in team


def test_one_weakness_is_spoken_of_as_one() -> None:
    facts = decided(1, 1)
    purpose, statement, _ = section(facts, "introduction")
    assert "in addressing the area of significant weakness detailed" in purpose
    assert "because of an area of significant weakness in" in statement
    assert section(facts, "weakness-1")[0] == "Significant weakness: the poor quality of plan 1"
    assert section(decided(1, 2), "weakness-2")[0] == "Significant weakness 2: the poor quality of plan 2"


def test_a_weakness_of_which_the_number_alone_is_on_file_is_called_by_it_once() -> None:
    facts = decided(1, 2)
    known, unknown = facts.weaknesses
    facts = replace(facts, weaknesses=(known, replace(unknown, text="Weakness 2")))
    assert section(facts, "weakness-2")[0] == "Significant weakness 2"


def test_g1_words_follow_the_version_of_the_guidance_and_the_day() -> None:
    old, new = letter(decided(1, 2, guidance="2018")), letter(decided(1, 2, dated=date(2022, 11, 23)))
    assert (old.template_version, new.template_version) == ("outcome-2018.1", "outcome-2022.1")
    told = ["\n".join(words(passage) for passage in text.passages()) for text in (old, new)]
    assert "serious weakness" in told[0] and "significant" not in told[0]
    assert "significant weakness" in told[1] and "serious" not in told[1]
    assert "Her Majesty's Inspector" in told[0] and "His Majesty" not in told[0]
    assert "His Majesty's Chief Inspector" in told[1] and "Her Majesty" not in told[1]
    assert "integrated care boards took over" in told[1] and "integrated care" not in told[0]
    after = decided(1, 2, dated=date(2022, 11, 23), fit_for_purpose_on=date(2022, 7, 1))
    assert "took over" not in section(after, "introduction")[1]


def test_day_of_fitness_that_nobody_knows_is_left_out() -> None:
    facts = decided(1, 2, fit_for_purpose_on=None)
    assert section(facts, "introduction")[1].endswith("It was later declared fit for purpose.")
    assert missing(facts, propose(facts)) == []


def test_g3_concerns_are_told_with_where_they_go() -> None:
    one, several = decided(1, 2, concerns=(CONCERN,)), decided(1, 2, concerns=(CONCERN, CONCERN))
    heading, text, goes = section(one, "concerns")
    assert heading == "Other serious concern"
    assert text == "Waits for first appointments. Some children waited more than a year."
    assert goes.startswith("Ofsted and CQC will communicate this concern to the Department for Education")
    assert (
        "timing of the area's next inspection" in goes and "not lead to a requirement for a new WSOA" in goes
    )
    heading, *_, go = section(several, "concerns")
    assert heading == "Other serious concerns" and "communicate these concerns to" in go


EVERYTHING = [
    "date of the letter",
    "name of the local area",
    "name of the local authority",
    "director of children's services",
    "chief executive of a health body",
    "last on-site day",
    "first day of the initial inspection",
    "health bodies responsible for the statement",
    "signature of Ofsted",
    "signature of CQC",
    "decision on weakness 1",
    "what inspectors did",
    "summary of weakness 1",
    "summary of weakness 2",
    "other serious concerns, with their evidence",
]


def test_everything_that_is_missing_is_named_and_shown_as_a_gap() -> None:
    facts = decided(
        1,
        2,
        dated=None,
        area=" ",
        authority="",
        addressees=(),
        last_day=None,
        initial_first_day=None,
        health_bodies=(),
        ofsted=None,
        cqc=None,
        concerns=(CONCERN,),
    )
    facts = replace(facts, weaknesses=(replace(facts.weaknesses[0], sufficient=None), facts.weaknesses[1]))
    assert missing(facts, {}) == EVERYTHING
    text = compose(facts, {})
    gaps = " ".join(run.text for each in text.passages() for line in each.lines for run in line if run.gap)
    assert not text.complete
    assert [label for label in EVERYTHING if f"[{label} to follow]" not in gaps] == []
    with pytest.raises(LetterIncomplete, match="date of the letter, name of the local area"):
        check(facts, {})
    check(decided(1, 2), propose(decided(1, 2)))


def test_without_a_decision_nothing_is_said_of_all() -> None:
    facts = decided(2, 3)
    open_ones = tuple(replace(each, sufficient=None) for each in facts.weaknesses[1:])
    facts = replace(facts, weaknesses=(facts.weaknesses[0], *open_ones))
    for key, place in (("overall", 1), ("next-steps", 1)):
        assert section(facts, key)[place] == "[decisions on weaknesses 2 and 3 to follow]"
    nothing = decided(0, 0)
    assert section(nothing, "overall")[1] == "[weaknesses to follow]"
    assert "weaknesses" in missing(nothing, propose(nothing))


def test_g23_what_is_written_cannot_change_a_decision_or_a_generated_section() -> None:
    facts = decided(0, 2)
    lie = Passage("paragraph", "overall-p1", ((Run("The area has made sufficient progress."),),))
    written = propose(facts) | dict.fromkeys(("overall", "next-steps", "weakness-9", "heading"), (lie,))
    assert compose(facts, written) == compose(facts, propose(facts))


def test_words_of_a_case_are_never_read_as_wording() -> None:
    facts = decided(1, 2, area="{authority}", authority="{kind} & <b>Council</b>")
    text = letter(facts)
    assert "revisit in {authority}" in text.title
    assert "{kind} & <b>Council</b>" in section(facts, "introduction")[1]


def test_names_of_blocks_come_once_in_the_whole_letter() -> None:
    names = [passage.name for passage in letter(decided(3, 14, concerns=(CONCERN,))).passages()]
    assert len(names) == len(set(names))


def test_facts_and_text_survive_json() -> None:
    facts = decided(1, 3, concerns=(CONCERN,), last_day=None, cqc=None)
    assert OutcomeFacts.from_dict(json.loads(json.dumps(facts.as_dict()))) == facts
    assert LetterText.from_dict(json.loads(json.dumps(letter(facts).as_dict()))) == letter(facts)


def test_weaknesses_come_once_each_and_by_number() -> None:
    facts = decided(1, 2)
    with pytest.raises(ValueError, match="once each and by number"):
        replace(facts, weaknesses=facts.weaknesses[::-1])


def test_blank_names_of_signatories_and_sides_are_gaps() -> None:
    facts = decided(1, 2)
    blank = SignatoryFacts(name=" ", title="Her Majesty's Inspector")
    health = AddresseeFacts(post="Chief Executive", body="Mid Essex CCG", health=True)
    facts = replace(facts, ofsted=blank, addressees=(health,))
    assert missing(facts, propose(facts)) == ["director of children's services", "signature of Ofsted"]
