"""The survey on paper: accessible, in usual and large print, with where to send it (G16, G20)."""

import page
import pytest
from django.test import Client

from inspections.models import Revisit
from tests.cast import Cast
from tests.conftest import StandingClock
from tests.letters.rendering.pdf_reader import fonts, opened, read_aloud, shown
from tests.stages import put
from tests.surveys.scene import CLOSES, OPENS, asked

PAPER = "/visits/essex-2022/survey/paper.pdf"


@pytest.fixture
def cast(db: None, standing_clock: StandingClock) -> Cast:
    return asked()


@pytest.mark.parametrize("large", [False, True])
def test_g20_the_paper_form_says_everything_and_is_accessible(
    large: bool, cast: Cast, reader: Client
) -> None:
    Revisit.objects.update(email_contributions="tell@inspectors.example.org")
    answer = reader.get(PAPER + ("?large=1" if large else ""))
    assert answer["Content-Type"] == "application/pdf" and not reader.cookies
    pdf = answer.content
    failures = page.validate_pdf_bytes(pdf, profile="ua1").failures
    assert [(each.rule_id, each.message) for each in failures] == []
    assert all(embedded for _, embedded in fonts(pdf))
    words, elements = read_aloud(pdf)
    for said in (
        "Survey for parents and carers, Essex", "1. Where does your child go?", "3 Secondary school",
        "4 Don't know", "Tick all boxes that apply.", "Write in your own words.", "12 noon on Monday 16 May 2022",
        "tell@inspectors.example.org", "/visits/essex-2022/survey/",
    ):  # fmt: skip
        assert said.replace(" ", "") in words.replace(" ", ""), said
    assert [kind for kind, _ in elements].count("H2") == 5
    assert min(size for _, size in shown(pdf)) >= (18 if large else 9)
    assert str(opened(pdf).Root.Lang) == "en"


def test_g16_there_is_a_paper_form_until_the_closing_and_it_is_linked(
    cast: Cast, reader: Client, standing_clock: StandingClock
) -> None:
    start = "/visits/essex-2022/survey/"
    for now, there in ((OPENS.replace(day=9), True), (OPENS, True), (CLOSES, False)):
        standing_clock.now = now
        assert (reader.get(PAPER).status_code == 200) is there, now
        assert (PAPER in reader.get(start).content.decode()) is there, now
    standing_clock.now = OPENS
    put("postponed", cast.revisit)
    assert reader.get(PAPER).status_code == 404
    put("notified", cast.revisit)
    Revisit.objects.update(survey_kind="link")
    assert reader.get(PAPER).content == reader.get("/visits/nowhere/").content
