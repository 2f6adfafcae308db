"""The notes of corrections: at the top of the letter, the earliest first, and nowhere in one that was not corrected."""

from dataclasses import replace
from datetime import date

import page
import pytest

from letters.composing.outcome_facts import CorrectionFacts, OutcomeFacts
from letters.composing.text import words
from letters.rendering.html import letter_html
from letters.rendering.pdf import render_pdf
from letters.rendering.plain import plain_text
from tests.letters.outcome_rows import decided, letter
from tests.letters.rendering.pdf_reader import shown

FIRST = CorrectionFacts(on=date(2022, 7, 12), note="Weakness 1 was named wrongly <twice>.")
SECOND = CorrectionFacts(on=date(2022, 8, 3), note="The number of meetings was wrong.")
SAID = [
    "Corrected on 12 July 2022: Weakness 1 was named wrongly <twice>.",
    "Corrected on 3 August 2022: The number of meetings was wrong.",
]


def test_g26_each_correction_stands_at_the_top_and_all_else_is_as_it_was() -> None:
    facts = decided(1, 2)
    before, after = letter(facts), letter(replace(facts, corrections=(FIRST, SECOND)))
    assert [words(passage) for passage in after.passages()][:2] == SAID
    assert after.blocks[2:] == before.blocks
    assert after.as_dict() | {"blocks": []} == before.as_dict() | {"blocks": []}


def test_facts_are_read_back_also_those_of_letters_from_before_there_were_corrections() -> None:
    facts = replace(decided(1, 2), corrections=(FIRST, SECOND))
    assert OutcomeFacts.from_dict(facts.as_dict()) == facts
    earlier = {name: value for name, value in facts.as_dict().items() if name != "corrections"}
    assert OutcomeFacts.from_dict(earlier) == replace(facts, corrections=())


@pytest.mark.parametrize("large_print", [False, True])
def test_g26_every_format_says_it_first_in_the_same_words(large_print: bool) -> None:
    text = letter(replace(decided(1, 2), corrections=(FIRST, SECOND)))
    pdf = render_pdf(text, large_print=large_print)
    said = " ".join("".join(painted for painted, _ in shown(pdf)).split())
    assert said.replace(" ", "").startswith("".join(SAID).replace(" ", ""))
    assert [failure.message for failure in page.validate_pdf_bytes(pdf, profile="ua1").failures] == []
    assert plain_text(text).startswith("\n\n".join(SAID))
    html = letter_html(text, large_print=large_print)
    assert '<p class="correction-1"><strong>Corrected on 12 July 2022: </strong>Weakness 1 was' in html
    assert "named wrongly &lt;twice&gt;." in html
