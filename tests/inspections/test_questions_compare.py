"""Two versions of the questions side by side: each followed wherever it stands."""

from inspections.models import Question
from inspections.questions_compare import pairs


def question(line: int, place: int, text: str) -> Question:
    return Question(line=line, place=place, text=text, kind=Question.Kind.TEXT)


def test_g16_a_question_is_followed_by_its_line_wherever_it_stands() -> None:
    before = [question(1, 1, "One"), question(2, 2, "Two"), question(3, 3, "Three")]
    after = [question(3, 1, "Three"), question(1, 2, "One"), question(4, 3, "Four")]
    found = pairs(before, after, focus=("", "The focus"))
    assert [(pair.title, pair.same) for pair in found] == [
        ("Focus", False),
        ("Question 1 (was 3)", True),
        ("Question 2 (was 1)", True),
        ("Question 3", False),
        ("Question 2, taken out", False),
    ]
    assert found[-1].after == []
