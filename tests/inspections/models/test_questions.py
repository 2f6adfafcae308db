"""Questions for parents: what the database refuses, whoever asks."""

from typing import Any

import pytest
from django.db import Error, connection, transaction

from inspections.models import Question, QuestionComment, QuestionSet
from tests.behind_the_form import refused
from tests.cast import NOW, Cast
from tests.inspections.asking import SURVEY, shared, written


def make_set(cast: Cast, **values: Any) -> QuestionSet:
    given: dict[str, Any] = {
        "revisit": cast.revisit, "purpose": SURVEY, "number": 7, "begun_by": cast.owner, "begun_at": NOW,
    }  # fmt: skip
    return QuestionSet.objects.create(**(given | values))


def test_g16_a_version_is_one_of_its_number_and_stands_once_in_each_state(cast: Cast) -> None:
    sent: dict[str, Any] = {"state": "shared", "shared_by": cast.owner, "shared_at": NOW}
    done: dict[str, Any] = {
        "state": "agreed", "agreed_by": cast.owner, "agreed_at": NOW, "agreed_why": "No forum"
    }  # fmt: skip
    make_set(cast, number=1)
    make_set(cast, number=2, **sent)
    make_set(cast, number=3, **done)
    with refused("question_set_once"):
        make_set(cast, number=1, **sent)
    with refused("question_set_counts_from_one"):
        make_set(cast, number=0, **{**sent, "state": "replaced"})
    with refused("question_set_one_draft"):
        make_set(cast)
    with refused("question_set_one_shared"):
        make_set(cast, **sent)
    with refused("question_set_one_agreed"):
        make_set(cast, **done)


@pytest.mark.parametrize("wrong", [{"state": "shared"}, {"state": "replaced"}, {"shared_at": NOW}])
def test_g16_somebody_shared_what_is_with_the_forum(cast: Cast, wrong: dict[str, Any]) -> None:
    with refused("question_set_shared_by_somebody"):
        make_set(cast, **wrong)


@pytest.mark.parametrize(
    "wrong",
    [
        {"state": "agreed"},
        {"state": "agreed", "agreed_at": NOW},
        {"agreed_why": "No forum"},
        {"state": "agreed", "agreed_why": "No forum"},
    ],
)
def test_g16_it_is_agreed_for_the_forum_or_for_a_reason(cast: Cast, wrong: dict[str, Any]) -> None:
    with refused("question_set_agreed_by_somebody"):
        make_set(cast, **wrong)
    by: dict[str, Any] = {"state": "agreed", "agreed_at": NOW, "agreed_by": cast.owner}
    with refused("question_set_agreed_by_somebody"):
        make_set(cast, **by)
    with refused("question_set_agreed_by_somebody"):
        make_set(cast, **by, agreed_for=cast.area.forum, agreed_why="Both")


def test_a_question_has_its_words_answers_and_place(cast: Cast) -> None:
    version = written(cast)
    first = version.questions.all()[0]
    wrong: dict[str, dict[str, Any]] = {
        "question_line_once": {"line": 2},
        "question_says_something": {"text": ""},
        "question_has_its_answers": {"kind": "choice", "options": ["Only one"]},
        "question_of_setting_is_a_choice": {"asks_setting": True},
        "question_of_the_bank_names_its_version": {"bank_line": 1},
    }
    for constraint, values in wrong.items():
        with refused(constraint):
            Question.objects.filter(pk=first.pk).update(**values)
    with refused("question_has_its_answers"):
        Question.objects.filter(pk=first.pk).update(kind="text", options=["Yes", "No"])
    version.questions.update(kind="choice", options=["Yes", "No"])
    with refused("question_asks_setting_once"):
        version.questions.update(asks_setting=True)
    with refused("question_place_once"):
        Question.objects.filter(pk=first.pk).update(place=2)
        connection.check_constraints()


def test_g16_what_was_shared_or_agreed_is_frozen(cast: Cast) -> None:
    cast.notify()
    version = shared(cast)
    question = version.questions.all()[0]
    as_shared = "Questions stay as they were shared or agreed"
    other = make_set(cast, number=9)
    for change in (
        lambda: Question.objects.filter(pk=question.pk).update(text="Another"),
        lambda: Question.objects.filter(pk=question.pk).update(question_set=other),
        lambda: Question.objects.filter(pk=question.pk).delete(),
        lambda: Question.objects.create(question_set=version, line=9, place=9, edition=1, text="One more"),
    ):
        with pytest.raises(Error, match=as_shared), transaction.atomic():
            change()
    QuestionSet.objects.filter(pk=version.pk).update(
        state="agreed", agreed_by=cast["pcf"], agreed_at=NOW, agreed_for=cast.area.forum
    )
    with pytest.raises(Error, match="question_set_agreed_stays"), transaction.atomic():
        QuestionSet.objects.filter(pk=version.pk).update(focus="Another")
    with pytest.raises(Error, match="question_set_agreed_stays"), transaction.atomic():
        QuestionSet.objects.filter(pk=version.pk).update(state="draft")


def test_a_comment_says_something_and_stays(cast: Cast) -> None:
    given: dict[str, Any] = {
        "question_set": written(cast), "given_for": cast.area.forum, "by": cast["pcf"], "at": NOW
    }  # fmt: skip
    with refused("question_comment_says_something"):
        QuestionComment.objects.create(**given, text="")
    comment = QuestionComment.objects.create(**given, text="Clear.")
    with pytest.raises(Error, match="question_comment_append_only"), transaction.atomic():
        QuestionComment.objects.filter(pk=comment.pk).update(text="Unclear.")


def test_a_scale_has_dont_know_beside_it() -> None:
    scale = Question(place=1, kind="scale", text="Are you heard?", options=["Yes", "No"])
    assert scale.answers == ["Yes", "No", "Don't know"]
    assert Question(kind="choice", options=["Yes", "No"]).answers == ["Yes", "No"]
