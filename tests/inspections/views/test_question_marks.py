"""What a question for parents is about, that it asks where the child goes, and how hard it reads (G16, G18)."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from inspections.actions.question_writing import add_question, begin_questions
from inspections.models import Question, QuestionSet, Weakness
from inspections.policies import Refused
from tests.cast import NOW, Cast, make_elsewhere
from tests.conftest import SignedIn
from tests.inspections.asking import MEETING, SURVEY, share, written
from tests.pages import error_beside, text


@pytest.fixture
def told(cast: Cast) -> Cast:
    cast.notify()
    return cast


@pytest.fixture
def site(told: Cast, signed_in: SignedIn) -> Client:
    return signed_in(told.owner)


def at(name: str, *more: object) -> str:
    return reverse(name, args=["essex-2022", *more])


def asked(**changes: Any) -> dict[str, Any]:
    return {"text": "Where does your child go?", "kind": "choice", "options": "School\nHome", **changes}


def test_g18_a_question_names_its_weakness_and_the_forum_and_the_next_version_have_it(
    told: Cast, site: Client, signed_in: SignedIn
) -> None:
    weakness = told.revisit.wsoa.weaknesses.all()[1]
    site.post(at("questions-begin", SURVEY))
    site.post(at("question-add", SURVEY, 1), asked(asks_setting="on"))
    site.post(at("question-add", SURVEY, 1), asked(text="Are plans good?", weakness=weakness.pk))
    version = QuestionSet.objects.get()
    share(version, told)
    page = text(signed_in(told["pcf"]).get(at("area-question-set", SURVEY, 1)))
    assert "About: 2. Quality of plans" in page and "Asks where the child goes" in page
    second = begin_questions(revisit=told.revisit, purpose=SURVEY, by=told.owner, at=NOW)
    copied = list(second.questions.values_list("asks_setting", "weakness"))
    assert copied == [(True, None), (False, weakness.pk)]
    with pytest.raises(Refused, match="Nothing differs"):
        share(second, told)
    kept = {"edition": second.questions.all()[1].edition}
    site.post(at("question-change", SURVEY, 2, 2), asked(text="Are plans good?", **kept))
    side_by_side = site.get(at("questions-compare", SURVEY, 2)).content.decode()
    assert "taken out: </span>" in side_by_side and "Quality of plans" in side_by_side


def test_one_question_of_a_survey_asks_where_the_child_goes(told: Cast, site: Client) -> None:
    version = written(told)
    wrong = site.post(at("question-add", SURVEY, 1), asked(kind="choices", asks_setting="on"))
    assert "one answer of several" in error_beside(wrong, "asks_setting")
    first = version.questions.get(line=2)
    same = asked(edition=first.edition, asks_setting="on")
    assert site.post(at("question-change", SURVEY, 1, 2), same).status_code == 302
    again = site.post(at("question-add", SURVEY, 1), asked(asks_setting="on"))
    assert error_beside(again, "asks_setting") == "Question 2 asks where the child goes already."
    site.post(at("question-change", SURVEY, 1, 2), {**same, "edition": version.questions.get(line=2).edition})
    assert Question.objects.filter(asks_setting=True).count() == 1
    site.post(at("questions-begin", MEETING))
    assert "asks where" not in text(site.get(at("question-add", MEETING, 1)))


def test_a_weakness_of_another_statement_is_refused(told: Cast, site: Client) -> None:
    version = written(told)
    other = make_elsewhere(told).revisit.wsoa.weaknesses.all()[0]
    assert error_beside(site.post(at("question-add", SURVEY, 1), asked(weakness=other.pk)), "weakness")
    with pytest.raises(Refused, match="this area's statement"):
        add_question(question_set=version, kind="text", text="Why?", options=[], weakness=other)
    assert Weakness.objects.filter(pk=other.pk).exists() and version.questions.count() == 2


def test_the_writer_is_shown_how_hard_a_question_reads_and_nothing_is_blocked(
    told: Cast, site: Client
) -> None:
    hard = "To what extent does multidisciplinary commissioning demonstrably facilitate participation?"
    version = written(told)
    checked = text(site.post(at("question-add", SURVEY, 1), asked(text=hard, check="1")))
    assert "Reading age" in checked and "Long words: multidisciplinary, commissioning" in checked
    assert hard in checked and version.questions.count() == 2, "it is shown, and nothing is kept"
    assert site.post(at("question-add", SURVEY, 1), asked(text=hard)).status_code == 302
    page = text(site.get(at("question-set", SURVEY, 1)))
    assert "easy to read" in page and "Long words" in page
