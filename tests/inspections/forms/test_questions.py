"""The form of a question: its answers, and what is wrong with them."""

import pytest

from inspections.forms.questions import AGREEMENT, OWN_WORDS, QuestionForm
from inspections.models import QuestionSet, Revisit


def form(kind: str, options: str = "") -> QuestionForm:
    version = QuestionSet(revisit=Revisit(), purpose=QuestionSet.Purpose.SURVEY)
    return QuestionForm({"text": "Are you heard?", "kind": kind, "options": options}, question_set=version)


def test_answers_are_lines_without_what_is_empty() -> None:
    filled = form("choice", " Yes \n\n No\n")
    assert filled.is_valid()
    assert filled.cleaned_data["options"] == ["Yes", "No"]


def test_a_scale_goes_from_agreeing_to_disagreeing_unless_said_otherwise() -> None:
    usual, own = form("scale"), form("scale", "Never\nAlways")
    assert usual.is_valid()
    assert own.is_valid()
    assert usual.cleaned_data["options"] == list(AGREEMENT)
    assert own.cleaned_data["options"] == ["Never", "Always"]


@pytest.mark.parametrize(
    ("kind", "options", "said"),
    [
        ("text", "Yes\nNo", OWN_WORDS),
        ("choice", "Only one", "Give at least two answers, one a line."),
        ("choices", "", "Give at least two answers, one a line."),
        ("choice", "Yes\nyes", "Two of these answers are the same."),
        ("scale", "Never\nDon\u2019t know", "Take out “Don't know”: it stands beside every scale by itself."),
        ("choice", "\n".join(str(n) for n in range(21)), "Give 20 answers at most."),
        ("choice", "a\n" + "b" * 201, "An answer has 200 characters at most."),
    ],
)
def test_what_is_wrong_with_the_answers_is_said_beside_them(kind: str, options: str, said: str) -> None:
    assert form(kind, options).errors == {"options": [said]}
