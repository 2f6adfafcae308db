"""The forum reads, compares, comments on and agrees the questions for parents; nobody else of the area sees them."""

import pytest
from django.test import Client
from django.urls import reverse

from inspections.actions.question_writing import change_question
from inspections.models import QuestionComment
from inspections.question_states import SetState
from tests.cast import Cast, make_elsewhere
from tests.conftest import SignedIn
from tests.inspections.asking import SURVEY, fresh, share, shared, written
from tests.pages import text
from tests.row import AREA, OUTSIDE


@pytest.fixture
def told(cast: Cast) -> Cast:
    cast.notify()
    return cast


@pytest.fixture
def forum(told: Cast, signed_in: SignedIn) -> Client:
    return signed_in(told["pcf"])


def at(name: str, *more: object) -> str:
    return reverse(name, args=["essex-2022", *more])


def test_g11_the_forum_sees_what_was_shared_and_nothing_of_what_is_written(told: Cast, forum: Client) -> None:
    written(told)
    assert "The inspectors have not shared anything yet." in text(forum.get(at("area-questions")))
    hidden = forum.get(at("area-question-set", SURVEY, 1))
    missing = forum.get(at("area-question-set", SURVEY, 7))
    assert (hidden.status_code, missing.status_code) == (404, 404)
    assert text(hidden) == text(missing)
    share(told.revisit.question_sets.get(), told)
    assert "Waits for you" in text(forum.get(at("area-questions")))
    assert "Are you heard?" in text(forum.get(at("area-question-set", SURVEY, 1)))


def test_g16_nobody_else_of_the_area_nor_another_forum_sees_the_questions(
    told: Cast, signed_in: SignedIn
) -> None:
    shared(told)
    make_elsewhere(told)
    for person in (AREA | OUTSIDE) - {"pcf"}:
        browser = signed_in(told[person])
        for address in (at("area-questions"), at("area-question-set", SURVEY, 1), at("questions")):
            assert browser.get(address).status_code == 404, person
        assert browser.post(at("area-questions-agree", SURVEY, 1)).status_code == 404, person


def test_g16_the_forum_comments_and_keeps_what_it_typed_when_a_newer_version_came(
    told: Cast, forum: Client
) -> None:
    version = shared(told)
    box = f"question_{version.questions.all()[0].pk}"
    address = at("area-question-set", SURVEY, 1)
    nothing = forum.post(address, {box: "  "})
    assert "Write a comment on a question, or on all of them together." in text(nothing)
    page = forum.post(address, {box: "In plain words, please."}, follow=True)
    assert "The inspectors have your comments." in text(page)
    assert "The pcf for Essex Family Forum" in text(page)
    second = written(told)
    question = second.questions.all()[0]
    change_question(question=question, kind="text", text="Better?", options=[], edition=question.edition)
    share(second, told)
    late = forum.post(address, {box: "One more thing", "general": "And this"})
    assert "Version 1 was replaced while you were looking at it" in text(late)
    assert "Not sent: One more thing" in text(late)
    assert "Not sent: And this" in text(late)
    assert QuestionComment.objects.count() == 1
    assert "Better?" in text(forum.get(at("area-questions-compare", SURVEY, 2)))


def test_g16_the_forum_agrees_after_a_second_look(told: Cast, forum: Client) -> None:
    version = shared(told)
    address = at("area-questions-agree", SURVEY, 1)
    assert "Once you agree them for Essex Family Forum, they stay as they are" in text(forum.get(address))
    assert fresh(version).state == SetState.SHARED, "looking agrees nothing"
    page = forum.post(address, follow=True)
    assert "You agreed the questions." in text(page)
    assert fresh(version).agreed_for == told.area.forum
    again = forum.post(address, follow=True)
    assert "The pcf agreed these questions on 3 May 2022" in text(again)


def test_g16_what_needs_doing_leads_to_the_questions(told: Cast, forum: Client, signed_in: SignedIn) -> None:
    assert at("area-questions") in forum.get(reverse("home")).content.decode()
    assert at("questions") in signed_in(told.owner).get(reverse("home")).content.decode()


def test_questions_are_stored_nowhere_outside(told: Cast, forum: Client) -> None:
    shared(told)
    for address in (at("area-questions"), at("area-question-set", SURVEY, 1)):
        assert "no-store" in forum.get(address)["Cache-Control"]
