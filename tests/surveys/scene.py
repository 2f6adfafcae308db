"""The survey of Essex as this service asks it: announced, its questions agreed, open from 10 to 16 May 2022 at noon."""

from datetime import date, time
from typing import Any

from inspections.models import Question, QuestionSet, QuestionTranslation, Revisit
from inspections.models.revisit import SurveyKind
from inspections.question_states import SetState
from inspections.timeline.times import london
from revisits.accounts.models import User
from surveys.models import PageWording
from surveys.wording import ENGLISH
from tests.cast import NOW, Cast
from tests.public.scene import announced
from tests.snapshots import kept

OPENS, CLOSES = london(date(2022, 5, 10), time(12)), london(date(2022, 5, 16), time(12))
Kind = Question.Kind
# Written from right to left.
SIGN = "سوال"
# Kind, text, options.
QUESTIONS: tuple[tuple[str, str, list[str]], ...] = (
    (Kind.CHOICE, "Where does your child go?", ["Early years", "Primary school", "Secondary school"]),
    (Kind.SCALE, "How well is your child supported?", ["Very well", "Well", "Badly"]),
    (Kind.CHOICES, "What helps?", ["The school", "The forum", "The council"]),
    (Kind.TEXT, "What should inspectors know?", []),
)


def asked() -> Cast:
    return kept("the survey is asked", _make)


def agree(revisit: Revisit, by: User) -> QuestionSet:
    """Questions that the lead settled, one of each kind."""
    made = write(revisit, by)
    QuestionSet.objects.filter(pk=made.pk).update(
        state=SetState.AGREED, agreed_at=NOW, agreed_by=by, agreed_why="There is no forum."
    )
    made.refresh_from_db()
    return made


def write(revisit: Revisit, by: User, number: int = 1) -> QuestionSet:
    """The questions as a draft."""
    made = QuestionSet.objects.create(
        revisit=revisit, purpose="survey", number=number, begun_by=by, begun_at=NOW
    )
    for place, (kind, text, options) in enumerate(QUESTIONS, start=1):
        Question.objects.create(
            question_set=made, line=place, place=place, edition=1, kind=kind, text=text, options=options,
            asks_setting=place == 1,
        )  # fmt: skip
    return made


def own(revisit: Revisit) -> None:
    """The case asks by the survey of this service."""
    Revisit.objects.filter(pk=revisit.pk).update(survey_kind=SurveyKind.OWN)
    revisit.refresh_from_db()


def _make() -> Cast:
    cast = announced()
    agree(cast.revisit, cast.owner)
    own(cast.revisit)
    return cast


def translate(asks: QuestionSet, code: str, writer: User, checker: User) -> None:
    """All of it in another language, as far as its direction goes: written by one, checked by another."""
    by: dict[str, Any] = {"written_by": writer, "written_at": NOW, "checked_by": checker, "checked_at": NOW}
    for question in asks.questions.all():
        options = [f"{SIGN} {option}" for option in question.options]
        QuestionTranslation.objects.create(
            question=question, language=code, text=f"{SIGN} {question.text}", options=options, **by
        )
    PageWording.objects.bulk_create(
        PageWording(language=code, key=key, text=f"{SIGN} {text}", **by) for key, text in ENGLISH.items()
    )
