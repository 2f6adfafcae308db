"""The four real letters, reproduced word for word from structured case data.

Set aside: Markdown marks, link brackets, line breaks and runs of space. `DIFFERENCES` lists by name
everything else that differs, and why; a difference that is not listed fails a test, and so does a listed one
that does not occur.
"""

import difflib
import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from letters.composing.parents import compose
from letters.rendering.plain import plain_text
from tests.letters.seed_facts import REFERENCES, seed_facts

SEEDS = Path(__file__).parents[1] / "seeds"

STYLE_DATE = "house style: dates as in the newest letter, to act on with weekday and year, else with year"
STYLE_DIGITS = (
    "house style: two digits for the day where no weekday is given, as the newest letter's 03 May 2022"
)
STYLE_RANGE = (
    "house style: the newest letter's ranges, 'from A to B' and 'between A and B', each date written in full"
)
STYLE_AUTHORITY = "house style: the heading names the authority, as the newest letter's"
STYLE_CIRCULATION = "house style: the circulation line says 'parents and carers', as the newest letter's"
STYLE_APOSTROPHE = "house style: straight apostrophes, as the newest letter's"
SLIP_STOP = "slip: full stop left out"
SLIP_COMMA = "slip: comma inside a date"
SLIP_REPEATED = "slip: word written twice"
SLIP_ADDRESS = "slip: the privacy notices' address, right in the other three letters"
SLIP_NOWHERE = "slip: the link leads nowhere ('#'); plain text writes out the address it should lead to"

GUIDANCE = "https://www.gov.uk/government/publications/local-area-send-inspection-guidance-for-inspectors"
PRIVACY = "/social-care-ofsted-privacy-notice#local-area-send-inspections"
PUBLICATIONS = "https://www.gov.uk/government/publications"


@dataclass(frozen=True)
class Difference:
    """At one place of one seed letter, `seed` stands where ours has `ours`; whole words with neighbours."""

    letter: str
    why: str
    seed: str
    ours: str


def _apostrophes(letter: str, *phrases: str) -> list[Difference]:
    return [Difference(letter, STYLE_APOSTROPHE, phrase, phrase.replace("’", "'")) for phrase in phrases]


DIFFERENCES = [
    Difference("oxfordshire-2019", STYLE_RANGE, "October 2019 – Wednesday", "October 2019 to Wednesday"),
    Difference("oxfordshire-2019", STYLE_RANGE, "2017 - 29", "2017 and 29"),
    Difference("oxfordshire-2019", SLIP_STOP, "2019 Parents", "2019. Parents"),
    *_apostrophes(
        "oxfordshire-2019",
        "authority’s",
        "area’s",
        "Ofsted’s",
        "CQC’s",
        "areas’",
        "Education’s",
        "Majesty’s",
    ),
    Difference(
        "worcestershire-2020", STYLE_AUTHORITY, "of Worcestershire", "of Worcestershire County Council"
    ),
    Difference("worcestershire-2020", STYLE_DATE, "from 23 March to", "from Monday 23 March 2020 to"),
    Difference("worcestershire-2020", STYLE_DATE, "25 March", "Wednesday 25 March"),
    Difference("worcestershire-2020", STYLE_DIGITS, "5 March 2018", "05 March 2018"),
    Difference("worcestershire-2020", f"{STYLE_RANGE}; {STYLE_DIGITS}", "2018 to 9", "2018 and 09"),
    Difference("worcestershire-2020", SLIP_COMMA, "19, March", "19 March"),
    Difference("lancashire-2020", STYLE_DATE, "Monday 24 February", "24 February 2020"),
    Difference("lancashire-2020", STYLE_CIRCULATION, "of CYP with SEND", ""),
    Difference("lancashire-2020", STYLE_RANGE, "2020 – Thursday", "2020 to Thursday"),
    Difference("lancashire-2020", STYLE_RANGE, "13 - 17", "13 November 2017 and 17"),
    Difference("lancashire-2020", STYLE_DATE, "28 February", "28 February 2020"),
    Difference("lancashire-2020", STYLE_DATE, "March.", "March 2020."),
    Difference("lancashire-2020", STYLE_DATE, "March at", "March 2020 at"),
    Difference(
        "lancashire-2020",
        SLIP_ADDRESS,
        f"{PUBLICATIONS}/ofsted-privacy-notice{PRIVACY}",
        f"{PUBLICATIONS}/ofsted-privacy-notices{PRIVACY}",
    ),
    Difference("essex-2022", SLIP_NOWHERE, "here.", f"here ({GUIDANCE})."),
    Difference("essex-2022", SLIP_STOP, "online How", "online. How"),
    Difference("essex-2022", SLIP_REPEATED, "about about", "about"),
]


def words(letter: str) -> list[str]:
    """The words of a letter with Markdown marks and link brackets set aside."""
    letter = re.sub(r"\[([^\]]*)\]\(#\)", r"\1", letter.replace("**", ""))
    return re.sub(r"<(\S+)>", r"\1", letter).split()


def allowed(reference: str) -> list[Difference]:
    return [difference for difference in DIFFERENCES if difference.letter == reference]


def seed_words(reference: str) -> list[str]:
    return words((SEEDS / f"{reference}.txt").read_text(encoding="utf-8"))


def our_words(reference: str) -> list[str]:
    return words(plain_text(compose(seed_facts(reference))))


def places(phrase: list[str], text: list[str]) -> list[int]:
    return [at for at in range(len(text)) if text[at : at + len(phrase)] == phrase]


@pytest.mark.parametrize("reference", REFERENCES)
def test_seed_letter_is_reproduced_word_for_word(reference: str) -> None:
    corrected = seed_words(reference)
    for difference in allowed(reference):
        phrase = difference.seed.split()
        found = places(phrase, corrected)
        assert len(found) == 1, f"{difference} occurs {len(found)} times"
        corrected[found[0] : found[0] + len(phrase)] = difference.ours.split()

    unlisted = difflib.unified_diff(
        corrected, our_words(reference), "seed, corrected", "ours", lineterm="", n=3
    )
    assert "\n".join(unlisted) == ""


@pytest.mark.parametrize("reference", REFERENCES)
def test_every_piece_that_differs_is_one_listed_difference(reference: str) -> None:
    """The other way round, from a diff of the words: a listed difference hides nothing beside itself."""
    seed, ours = seed_words(reference), our_words(reference)
    listed = [(difference.seed.split(), difference.ours.split()) for difference in allowed(reference)]
    for tag, a, b, c, d in difflib.SequenceMatcher(None, seed, ours, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        holding = [
            phrase
            for phrase, our_phrase in listed
            for at in places(phrase, seed)
            if at <= a and b <= at + len(phrase) and set(ours[c:d]) <= set(our_phrase)
        ]
        assert len(holding) == 1, f"{seed[a:b]} became {ours[c:d]}: listed {len(holding)} times"


def test_listed_differences_are_short_and_differ() -> None:
    for difference in DIFFERENCES:
        assert difference.seed.split() != difference.ours.split()
        assert max(len(difference.seed.split()), len(difference.ours.split())) <= 6
