"""What looks like an identifier in a text, and what does not."""

import string
import time
from collections.abc import Iterable
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspections.identifiers import Finding, Kind, find_identifiers, is_nhs_number, said
from tests.properties import examples

# Ten digits with a right check digit that are nobody's: of the range that is kept for tests.
NHS = "999 000 0018"


def found(text: str, known_names: Iterable[str] = (), allowed: Iterable[str] = ()) -> list[tuple[Kind, str]]:
    return [(finding.kind, finding.excerpt) for finding in find_identifiers(text, known_names, allowed)]


@pytest.mark.parametrize(
    ("text", "kind", "excerpt"),
    [
        ("Write to a.parent@mail.example.org soon.", Kind.EMAIL, "a.parent@mail.example.org"),
        ("Ring 07700 900123 after six.", Kind.PHONE, "07700 900123"),
        ("Ring +44 (0)1632 960001.", Kind.PHONE, "+44 (0)1632 960001"),
        ("Ring (01632) 960-001.", Kind.PHONE, "(01632) 960-001"),
        (f"The number {NHS} was read out.", Kind.NHS_NUMBER, NHS),
        ("She was born on the 3rd of May 2012.", Kind.BIRTH_DATE, "born on the 3rd of May 2012"),
        ("DOB: 03/05/12", Kind.BIRTH_DATE, "DOB: 03/05/12"),
        ("his date of birth is 2012-05-03", Kind.BIRTH_DATE, "date of birth is 2012-05-03"),
        ("We live near CM1 1QH.", Kind.POSTCODE, "CM1 1QH"),
        ("We live at 12 Acacia Avenue.", Kind.ADDRESS, "12 Acacia Avenue"),
        ("Mrs Okonkwo was told.", Kind.NAME, "Mrs Okonkwo"),
        ("My son Jakob waits.", Kind.NAME, "Jakob"),
        ("our youngest, called Zofia, waits", Kind.NAME, "Zofia"),
        ("A boy named Bartek waits.", Kind.NAME, "Bartek"),
        ("We heard that Zofia Kowalska waits.", Kind.NAME, "Zofia Kowalska"),
        ("Liam's plan is late.", Kind.NAME, "Liam's"),
        ("Anne-Marie waits.", Kind.NAME, "Anne-Marie"),
    ],
)
def test_g21_what_identifies_somebody_is_found(text: str, kind: Kind, excerpt: str) -> None:
    assert found(text) == [(kind, excerpt)]


@pytest.mark.parametrize(
    "text",
    [
        "We met on 12 May 2022 with Essex County Council at the Town Hall.",
        "Parents at Great Park High School said that the Local Offer is poor.",
        "A Speech and Language Therapist; a Designated Clinical Officer; the EHC plan, SEND and CAMHS.",
        "In Year 9 and Key Stage 2, 48% of 2,012 answers; waits fell from 14 to 9 weeks in 2021/22.",
        "The parent carer forum asked twice. I am tired. My son is tired. The child waited 18 months.",
        "NHS England, the Care Quality Commission and Ofsted. His Majesty's Inspector. Written Statement of Action.",
        "The number 999 000 0019 has a wrong check digit, and 111 111 1111 is nobody's.",
        "They were born into a system that had no places; the service was born in 2014.",
        "",
    ],
)
def test_ordinary_notes_raise_no_alarm(text: str) -> None:
    assert found(text) == []


def test_people_on_the_case_are_found_wherever_they_stand() -> None:
    text = "Wilson said so. It was for Zdenka to act."
    assert found(text) == []
    people = ["Zdenka Young", "Paul Wilson"]
    assert found(text, known_names=people) == [(Kind.NAME, "Wilson"), (Kind.NAME, "Zdenka")]
    assert found("Young people and Young adults.", known_names=people) == [], "a word is no name"


def test_the_areas_own_words_are_no_names() -> None:
    text = "Families in Mid Chelmer and in Chelmer Valley agreed."
    assert len(found(text)) == 2
    assert found(text, allowed=["Mid Chelmer CCG", "Chelmer Valley District Council"]) == []


def test_each_is_said_once_and_not_endlessly() -> None:
    findings = find_identifiers("Liam and Liam. " + ", ".join(f"a{n}@example.org" for n in range(9)))
    assert said(findings[:2]) == "“Liam” looks like a person's name."
    assert said(findings).endswith("And 5 more like these.")
    long = Finding(Kind.NAME, "Ab \n" * 40, 0, 160)
    assert len(long.sentence) < 100 and "\n" not in long.sentence


def nhs_number(nine: str) -> str:
    """These nine digits with their check digit; empty where they can have none."""
    return next((nine + last for last in string.digits if is_nhs_number(nine + last)), "")


@given(st.text("0123456789", min_size=9, max_size=9).filter(nhs_number), st.sampled_from(["", " ", "-"]))
def test_any_nhs_number_is_found_however_it_is_grouped(nine: str, gap: str) -> None:
    digits = nhs_number(nine)
    written = gap.join((digits[:3], digits[3:6], digits[6:]))
    assert found(f"It is {written}, they said.") in (
        [(Kind.NHS_NUMBER, written)],
        [(Kind.PHONE, written)],  # one that begins with a nought may be either
    ) or written.startswith("0")


@given(st.text("0123456789", min_size=9, max_size=9))
def test_one_digit_wrong_is_no_nhs_number(nine: str) -> None:
    digits = nhs_number(nine)
    if digits:
        wrong = digits[:-1] + str((int(digits[-1]) + 1) % 10)
        assert not is_nhs_number(wrong)


@settings(max_examples=examples(60))
@given(st.text(st.sampled_from("ab Zo0197@.+-,\n'’éÖß٣ﬁ()/")))
def test_findings_are_in_order_apart_and_where_they_say(text: str) -> None:
    findings = find_identifiers(text, known_names=["Zo Öa"])
    assert all(text[finding.start : finding.end] == finding.excerpt != "" for finding in findings)
    assert all(one.end <= next_.start for one, next_ in pairwise(findings))


@pytest.mark.parametrize(
    "piece", ["a", "Abc ", "0 ", "a.b@", "my son ", "born on the ", "+1 ", "12 Aaa Bbb "]
)
def test_long_hostile_text_takes_time_in_proportion(piece: str) -> None:
    began = time.process_time()
    find_identifiers(piece * (100_000 // len(piece)))
    assert time.process_time() - began < 3
