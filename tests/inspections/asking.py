"""Questions for parents at their stages, made by the program's own actions."""

from datetime import datetime

from inspections.actions.question_writing import add_question, begin_questions
from inspections.actions.questions import share_questions
from inspections.models import Question, QuestionSet
from tests.cast import NOW, Cast

SURVEY, MEETING = QuestionSet.Purpose.SURVEY, QuestionSet.Purpose.OPEN_MEETING
Kind = Question.Kind


def written(cast: Cast, purpose: str = SURVEY, at: datetime = NOW) -> QuestionSet:
    """A version that is being written, with two questions."""
    begun = begin_questions(revisit=cast.revisit, purpose=purpose, by=cast.owner, at=at)
    if not begun.questions.exists():
        add_question(question_set=begun, kind=Kind.TEXT, text="What has changed?", options=[])
        add_question(question_set=begun, kind=Kind.CHOICE, text="Are you heard?", options=["Yes", "No"])
    return fresh(begun)


def shared(cast: Cast, purpose: str = SURVEY, at: datetime = NOW) -> QuestionSet:
    """A version that is with the forum; the area must have been notified."""
    return share(written(cast, purpose, at), cast, at)


def share(question_set: QuestionSet, cast: Cast, at: datetime = NOW, note: str = "") -> QuestionSet:
    edition = fresh(question_set).edition
    return share_questions(question_set=question_set, note=note, edition=edition, by=cast.owner, at=at)


def fresh(question_set: QuestionSet) -> QuestionSet:
    return QuestionSet.objects.get(pk=question_set.pk)


def texts(question_set: QuestionSet) -> list[str]:
    return [question.text for question in question_set.questions.all()]
