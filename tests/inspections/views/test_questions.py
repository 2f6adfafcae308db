"""The pages of the questions for parents on the team's side."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from inspections.actions.question_writing import change_question
from inspections.actions.questions import comment_on_questions
from inspections.models import LocalArea, QuestionSet
from inspections.question_states import SetState
from tests.cast import NOW, Cast
from tests.conftest import SignedIn
from tests.inspections.asking import MEETING, SURVEY, fresh, share, shared, texts, written
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


def test_g16_the_team_writes_a_version_and_shares_it(told: Cast, site: Client) -> None:
    assert "Nobody has begun to write them." in text(site.get(at("questions")))
    site.post(at("questions-begin", SURVEY))
    empty = site.post(at("question-add", SURVEY, 1), {"text": "", "kind": "text"})
    assert error_beside(empty, "text") == "Write the question."
    asked = {"text": "<b>Are</b> you heard?", "kind": "scale", "options": ""}
    added = site.post(at("question-add", SURVEY, 1), asked, follow=True)
    assert "Don't know" in text(added)
    assert "<b>Are</b>" not in added.content.decode()
    version = QuestionSet.objects.get()
    site.post(at("questions-focus", SURVEY, 1), {"focus": "Being heard", "edition": version.edition})
    edition = fresh(version).edition
    page = site.post(at("questions-share", SURVEY, 1), {"edition": edition, "note": "Please"}, follow=True)
    assert "With the forum" in text(page)
    assert "Being heard" in text(page)
    assert fresh(version).shared_by == told.owner


def test_questions_move_and_go_by_their_buttons(told: Cast, site: Client) -> None:
    version = written(told)
    site.post(at("question-move", SURVEY, 1, 2), {"up": "1"})
    assert texts(version) == ["Are you heard?", "What has changed?"]
    site.post(at("question-move", SURVEY, 1, 2), {"down": "1"})
    site.post(at("question-remove", SURVEY, 1, 1))
    assert texts(version) == ["Are you heard?"]
    site.post(at("questions-drop", SURVEY, 1))
    assert not QuestionSet.objects.exists()


def test_whoever_changes_a_question_second_is_shown_both_texts(told: Cast, site: Client) -> None:
    question = written(told).questions.all()[0]
    address, seen = at("question-change", SURVEY, 1, 1), question.edition
    assert b"What has changed?" in site.get(address).content
    change_question(question=question, kind="text", text="What the colleague wrote", options=[], edition=seen)
    mine = {"text": "What I wrote", "kind": "text", "options": "", "edition": seen}
    answer = site.post(address, mine)
    assert "What the colleague wrote" in text(answer)
    assert "What I wrote" in text(answer)
    site.post(address, {**mine, "edition": answer.context["form"].data["edition"]})
    assert texts(question.question_set)[0] == "What I wrote"


def test_whoever_shares_an_older_edition_is_shown_the_newest(told: Cast, site: Client) -> None:
    version = written(told)
    answer = site.post(at("questions-share", SURVEY, 1), {"edition": version.edition - 1, "note": "Mine"})
    assert "while you were looking at it" in text(answer)
    assert "Mine" in text(answer)
    assert fresh(version).state == SetState.DRAFT
    site.post(at("questions-share", SURVEY, 1), answer.context["form"].data)
    assert fresh(version).state == SetState.SHARED


def test_g16_comments_stand_under_their_question_and_two_versions_side_by_side(
    told: Cast, site: Client
) -> None:
    first = shared(told)
    assert told.area.forum
    said: dict[int | None, str] = {
        first.questions.all()[0].pk: "In <i>plain</i> words, please.",
        None: "Good.",
    }
    comment_on_questions(question_set=first, forum=told.area.forum, said=said, by=told["pcf"], at=NOW)
    page = site.get(at("question-set", SURVEY, 1))
    assert "In &lt;i&gt;plain&lt;/i&gt; words, please." in page.content.decode()
    assert "The pcf for Essex Family Forum" in text(page)
    site.post(at("questions-begin", SURVEY))
    changed = {"text": "What has become better?", "kind": "text", "options": "", "edition": 1}
    site.post(at("question-change", SURVEY, 2, 1), changed)
    side_by_side = site.get(at("questions-compare", SURVEY, 2)).content.decode()
    assert '<del class="app-gone"><span class="govuk-visually-hidden"> [taken out: </span>' in side_by_side
    assert "What has become better?" in text(site.get(at("question-set", SURVEY, 2)))
    assert site.get(at("questions-compare", SURVEY, 1)).status_code == 404, "there is nothing before it"


def test_g16_without_a_forum_every_page_says_so_and_the_lead_settles(told: Cast, site: Client) -> None:
    LocalArea.objects.filter(pk=told.area.pk).update(forum=None)
    version = written(told)
    for page in (site.get(at("questions")), site.get(at("question-set", SURVEY, 1))):
        assert "No parent carer forum of Essex is on file. So you settle the questions alone" in text(page)
    refused = site.post(at("questions-settle", SURVEY, 1), {"why": " "})
    assert error_beside(refused, "why") == "Give the reason."
    page = site.post(at("questions-settle", SURVEY, 1), {"why": "There is no forum."}, follow=True)
    assert "The owner settled them without the forum" in text(page)
    assert "There is no forum." in text(page)
    assert fresh(version).state == SetState.AGREED


def test_a_colleague_of_the_team_writes_but_does_not_settle(told: Cast, signed_in: SignedIn) -> None:
    shared(told)
    browser = signed_in(told["cqc"])
    page = browser.get(at("question-set", SURVEY, 1)).content.decode()
    assert "Write the next version" in page
    assert "Settle it without the forum" not in page
    assert browser.post(at("questions-settle", SURVEY, 1), {"why": "So."}).status_code == 404


def test_no_open_meeting_no_questions_for_it(told: Cast, site: Client) -> None:
    assert "Open meeting for parents" in text(site.get(at("questions")))
    type(told.revisit).objects.filter(pk=told.revisit.pk).update(has_open_meeting=False)
    assert "Open meeting for parents" not in text(site.get(at("questions")))
    assert site.post(at("questions-begin", "nothing-known")).status_code == 404


def test_the_list_costs_the_same_however_many_versions_there_are(
    told: Cast, site: Client, django_assert_num_queries: Any
) -> None:
    share(written(told), told)
    site.get(at("questions"))
    with django_assert_num_queries(10) as few:
        site.get(at("questions"))
    written(told)
    shared(told, MEETING)
    with django_assert_num_queries(len(few)):
        site.get(at("questions"))
