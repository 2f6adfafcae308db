"""The survey on paper: accessible, in usual and large print, with where to send it (G16, G20)."""

from unicodedata import normalize

import page
import pytest
from django.test import Client

from inspections.models import QuestionSet, Revisit
from inspections.translations import LANGUAGES
from letters.rendering import faces
from tests.cast import Cast
from tests.conftest import StandingClock
from tests.letters.rendering.pdf_reader import empty_boxes, fonts, opened, read_aloud, shown
from tests.stages import put
from tests.surveys.lettered import SAMPLES, put_in
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
        "Survey for parents and carers – Essex", "1. Where does your child go?", "3 Secondary school",
        "4 Don't know", "Tick all boxes that apply.", "Write in your own words.", "12 noon on Monday 16 May 2022",
        "tell@inspectors.example.org", "/visits/essex-2022/survey/",
    ):  # fmt: skip
        assert said.replace(" ", "") in words.replace(" ", ""), said
    assert [kind for kind, _ in elements].count("H2") == 5
    assert min(size for _, size in shown(pdf)) >= (18 if large else 9)
    assert str(opened(pdf).Root.Lang) == "en"


@pytest.mark.parametrize("code", [language.code for language in LANGUAGES])
def test_g16_the_paper_form_is_in_the_readers_language_and_letters(
    code: str, cast: Cast, reader: Client
) -> None:
    asks = QuestionSet.objects.get()
    put_in(asks, code, cast.owner, cast["hmi"])
    for large in ("", "&large=1"):
        answer = reader.get(f"{PAPER}?language={code}{large}")
        pdf, words = answer.content, read_aloud(answer.content)[0]
        failures = page.validate_pdf_bytes(pdf, profile="ua1").failures
        assert [(each.rule_id, each.message) for each in failures] == []
        assert all(embedded for _, embedded in fonts(pdf)) and not empty_boxes(pdf)
        assert apart("".join(SAMPLES[code])) - set("\u200c ") <= apart(words)
        assert "Essex" in words and "/visits/essex-2022/survey/" in words and "carers" not in words
        assert str(opened(pdf).Root.Lang) == code and opened(pdf).Root.MarkInfo.Marked
        assert f"survey-essex-2022-{code}" in answer["Content-Disposition"]
        script = faces.BY_LANGUAGE.get(code)
        names = {script.family.replace(" ", "-")} if script else set()
        kinds = {name.split("+")[-1].removesuffix("-Bold") for name, _ in fonts(pdf)}
        assert kinds == {"Liberation-Sans", *names}, kinds


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


def apart(words: str) -> set[str]:
    """Each letter, and each mark on one: a vowel on both sides of its consonant is read as its two halves."""
    return set(normalize("NFD", words))


def test_g16_where_letters_are_missing_the_form_is_in_english_and_says_so(
    cast: Cast, reader: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    asks = QuestionSet.objects.get()
    put_in(asks, "ur", cast.owner, cast["hmi"])
    start = "/visits/essex-2022/survey/?language=ur"
    for question in asks.questions.all()[:1]:
        question.translations.update(text="سوال \U0001f600")
    shown = reader.get(start).content.decode()
    assert f'href="{PAPER}"' in shown and "اردو</li>" in shown
    words, _ = read_aloud(reader.get(f"{PAPER}?language=ur").content)
    assert "at the moment it cannot be printed in Urdu" in words and "1. Where does your child go?" in words
    question.translations.update(text="سوال")
    shown = reader.get(start).content.decode()
    assert f'href="{PAPER}?language=ur"' in shown and "اردو</li>" not in shown
