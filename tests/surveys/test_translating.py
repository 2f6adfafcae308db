"""Questions and page texts in other languages: written beside the English, checked by another, then offered (G16)."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from inspections.actions.question_writing import begin_questions, change_question
from inspections.actions.questions import settle_questions
from inspections.actions.translating import Typed, check_translations, write_translations
from inspections.models import Question, QuestionSet, QuestionTranslation
from inspections.policies import Refused
from inspections.translations import in_language, offered
from surveys import languages
from surveys.actions.opening import survey_of
from surveys.actions.wording import placeholder_fault
from surveys.forms.translating import field_name
from surveys.models import PageWording
from surveys.wording import ENGLISH
from tests.behind_the_form import refused
from tests.cast import NOW, Cast
from tests.conftest import SignedIn, StandingClock
from tests.inspections.asking import SURVEY, share, written
from tests.pages import error_beside, text

URDU = "سوال"
AT = {
    "by_page": "/revisits/essex-2022/survey/languages/",
    "urdu": "/revisits/essex-2022/survey/languages/ur/",
}


@pytest.fixture
def told(cast: Cast) -> Cast:
    cast.notify()
    return cast


@pytest.fixture
def version(told: Cast) -> QuestionSet:
    """With the forum: own words, and a choice of two."""
    return share(written(told), told)


def typed(version: QuestionSet, **changes: Any) -> dict[str, Any]:
    """All of it translated."""
    data: dict[str, Any] = {}
    for question in version.questions.all():
        data[f"text_{question.pk}"] = URDU
        data[f"edition_{question.pk}"] = "0"
        if question.options:
            data[f"options_{question.pk}"] = "\r\n".join(f"{URDU} {each}" for each in question.options)
    return {**data, **changes}


def seen(version: QuestionSet) -> list[str]:
    rows = QuestionTranslation.objects.filter(question__question_set=version)
    return [f"{row.question_id}:{row.edition}" for row in rows]


def all_page_texts(cast: Cast) -> None:
    """In Urdu, checked."""
    PageWording.objects.bulk_create(
        PageWording(language="ur", key=key, text=english, written_by=cast["hmi"], written_at=NOW,
                    checked_by=cast.owner, checked_at=NOW)
        for key, english in ENGLISH.items()
    )  # fmt: skip


def test_g16_a_language_is_offered_once_all_is_written_and_another_has_checked_it(
    told: Cast, version: QuestionSet, signed_in: SignedIn
) -> None:
    lead, cqc = signed_in(told.owner), signed_in(told["cqc"])
    page = lead.get(AT["urdu"]).content.decode()
    assert 'dir="rtl"' in page and 'lang="ur"' in page and "Missing" in page
    assert "2 changed" in text(lead.post(AT["urdu"], typed(version), follow=True))
    assert offered(version) == [], "nobody has checked it"
    with pytest.raises(KeyError):
        in_language(version.questions.all(), "ur")
    own = lead.post(AT["urdu"], {"check": "1", "seen": seen(version), "service": ""})
    assert "You wrote some of these yourself" in text(own)
    assert "2 checked" in text(cqc.post(AT["urdu"], {"check": "1", "seen": seen(version)}, follow=True))
    assert [language.code for language in offered(version)] == ["ur"]
    assert [language.code for language in languages.offered(version)] == ["en"], (
        "the pages are not translated"
    )
    all_page_texts(told)
    assert languages.chosen(version, "ur").rtl
    words = languages.said(version.questions.all(), "ur")
    assert [said.options for said in words.values()] == [(), (f"{URDU} Yes", f"{URDU} No")]
    assert "Offered" in text(lead.get(AT["by_page"]))


def test_a_translation_that_is_not_whole_is_said_beside_its_question_and_nothing_is_kept(
    told: Cast, version: QuestionSet, signed_in: SignedIn
) -> None:
    lead = signed_in(told.owner)
    words, choice = version.questions.all()
    short = lead.post(AT["urdu"], typed(version, **{f"options_{choice.pk}": "One"}))
    assert "has 2 answers, one a line: here are 1" in error_beside(short, f"text_{choice.pk}")
    twice = lead.post(AT["urdu"], typed(version, **{f"options_{choice.pk}": "One\nOne"}))
    assert "the same" in error_beside(twice, f"text_{choice.pk}")
    none = lead.post(AT["urdu"], typed(version, **{f"text_{choice.pk}": ""}))
    assert "Translate the question, too" in error_beside(none, f"text_{choice.pk}")
    assert URDU in none.content.decode() and not QuestionTranslation.objects.exists()
    lead.post(AT["urdu"], typed(version, **{f"text_{choice.pk}": "", f"options_{choice.pk}": ""}))
    assert QuestionTranslation.objects.get().question == words, "one after the other is as well"


def test_of_two_translators_the_second_is_shown_the_firsts_words(
    told: Cast, version: QuestionSet, signed_in: SignedIn
) -> None:
    lead, cqc = signed_in(told.owner), signed_in(told["cqc"])
    question = version.questions.all()[0]
    mine = typed(version, **{f"text_{question.pk}": "What I wrote"})
    cqc.post(AT["urdu"], typed(version, **{f"text_{question.pk}": "What the colleague wrote"}))
    before = seen(version)
    answer = lead.post(AT["urdu"], mine)
    assert "What the colleague wrote" in error_beside(answer, f"text_{question.pk}")
    assert "What I wrote" in answer.content.decode()
    lead.post(AT["urdu"], answer.context["form"].data)
    assert QuestionTranslation.objects.get(question=question).text == "What I wrote"
    stale = signed_in(told["support"]).post(AT["urdu"], {"check": "1", "seen": before})
    assert "Somebody changed a translation" in text(stale)
    service = {"check": "1", "seen": seen(version), "service": "Words Ltd"}
    assert "2 checked" in text(lead.post(AT["urdu"], service, follow=True))
    assert "Words Ltd" in text(lead.get(AT["urdu"]))


def test_a_new_version_keeps_unchanged_questions_translations_unchecked_and_no_stale_one(
    told: Cast, version: QuestionSet
) -> None:
    given = {
        question.pk: Typed(URDU, [f"{URDU} {each}" for each in question.options], 0)
        for question in version.questions.all()
    }
    kept: dict[str, Any] = {"question_set": version, "language": "ur", "at": NOW}
    write_translations(**kept, typed=given, by=told.owner)
    check_translations(**kept, seen=dict.fromkeys(given, 1), service="", by=told["cqc"])
    second = begin_questions(revisit=told.revisit, purpose=SURVEY, by=told.owner, at=NOW)
    copies = QuestionTranslation.objects.filter(question__question_set=second)
    assert [(row.text, row.checked_at) for row in copies] == [(URDU, None), (URDU, None)]
    first = second.questions.all()[0]
    change_question(question=first, kind="text", text="Other words?", options=[], edition=first.edition)
    assert copies.all().count() == 1
    with pytest.raises(Refused, match="share it first"):
        write_translations(**{**kept, "question_set": second}, typed=given, by=told.owner)


def test_g16_the_languages_stay_as_they_were_when_the_survey_opens(
    told: Cast, version: QuestionSet, signed_in: SignedIn, standing_clock: StandingClock
) -> None:
    question = version.questions.all()[1]
    row = {"question": question, "language": "ur", "text": URDU, "written_by": told.owner, "written_at": NOW}
    made = QuestionTranslation.objects.create(**row, options=["1", "2"])
    settle_questions(question_set=version, why="No answer came.", by=told.owner, at=NOW)
    standing_clock.set(date(2022, 5, 11))
    late = signed_in(told.owner).post(AT["urdu"], typed(version, **{f"edition_{question.pk}": "1"}))
    assert "The survey has opened" in text(late)
    survey = survey_of(told.revisit)
    survey.questions, survey.opened_at = version, NOW
    survey.save()
    with refused("Translations stay as they were when the survey opened"):
        QuestionTranslation.objects.filter(pk=made.pk).update(text="Other words")
    with refused("Translations stay as they were when the survey opened"):
        QuestionTranslation.objects.filter(pk=made.pk).delete()


def test_what_the_database_refuses_of_translations(told: Cast, version: QuestionSet) -> None:
    question: Question = version.questions.all()[1]
    row = {"question": question, "written_by": told.owner, "written_at": NOW, "options": ["1", "2"]}
    made = QuestionTranslation.objects.create(**row, language="ur", text=URDU)
    by_constraint: dict[str, dict[str, Any]] = {
        "question_translation_says_something": {"text": ""},
        "question_translation_checked_by_another": {"checked_by": told.owner, "checked_at": NOW},
        "as many answers as its question": {"options": ["1"]},
    }
    for constraint, values in by_constraint.items():
        with refused(constraint):
            QuestionTranslation.objects.filter(pk=made.pk).update(**values)
    with refused("question_translation_says_something"):
        QuestionTranslation.objects.create(**row, language="en", text=URDU)
    with refused("question_translation_once"):
        QuestionTranslation.objects.create(**row, language="ur", text=URDU)
    page = PageWording.objects.create(
        language="ur", key="name", text=URDU, written_by=told.owner, written_at=NOW
    )
    by_constraint = {
        "page_wording_checked_by_another": {"checked_by": told.owner, "checked_at": NOW},
        "page_wording_says_something": {"text": ""},
    }
    for constraint, values in by_constraint.items():
        with refused(constraint):
            PageWording.objects.filter(pk=page.pk).update(**values)
    with refused("page_wording_once"):
        PageWording.objects.create(
            language="ur", key="name", text=URDU, written_by=told.owner, written_at=NOW
        )


@pytest.fixture
def office(cast: Cast, signed_in: SignedIn) -> Client:
    return signed_in(cast["support"])


def test_page_texts_are_written_beside_the_english_and_keep_its_placeholders(
    cast: Cast, office: Client, signed_in: SignedIn
) -> None:
    here = reverse("page-words-language", args=["ur"])
    plain, held = field_name("name"), field_name("back_to_visit")
    lost = office.post(here, {plain: URDU, held: f"{URDU} {{Area}}"})
    assert "{area} is missing" in error_beside(lost, held) and "{Area} is not" in error_beside(lost, held)
    assert URDU in lost.content.decode() and not PageWording.objects.exists()
    assert "2 changed" in text(office.post(here, {plain: URDU, held: f"{URDU} {{area}}"}, follow=True))
    first = signed_in(cast.owner).post(here, {plain: "Mine", f"seen_{plain}": ""})
    assert URDU in error_beside(first, plain)
    signed_in(cast.owner).post(here, first.context["form"].data)
    assert PageWording.objects.get(key="name").text == "Mine"
    read = {"check": "1", f"was_{plain}": "Mine", f"was_{held}": f"{URDU} {{area}}"}
    assert "You wrote some" in text(signed_in(cast.owner).post(here, read))
    stale = signed_in(cast["cqc"]).post(here, {**read, f"was_{plain}": URDU})
    assert "Somebody changed a text" in text(stale)
    assert "2 checked" in text(signed_in(cast["cqc"]).post(here, read, follow=True))
    office.post(here, {plain: "Anew", f"seen_{plain}": "Mine"})
    assert PageWording.objects.get(key="name").checked_at is None, "what is changed is checked anew"
    assert "Show all texts" in text(office.get(here + "?show=open&page=2"))
    assert f"1 of {len(ENGLISH)}" in text(office.get(reverse("page-words")))
    assert signed_in(cast["lano"]).get(here).status_code == 404


def test_braces_that_do_not_pair_are_said_so() -> None:
    assert "do not pair" in placeholder_fault("back_to_visit", "{area")
    assert placeholder_fault("back_to_visit", "{area} x") == ""
