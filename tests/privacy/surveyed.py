"""What one person did with a parents' survey, for the tests of personal data."""

from datetime import datetime

from inspections.models import Question, Revisit
from revisits.accounts.models import User
from surveys.models import (
    Answer,
    Baseline,
    ImportInHand,
    PageWording,
    Response,
    Survey,
    SurveyImport,
    TextReading,
)


def plant_survey(person: User, case: Revisit, at: datetime, secret: str) -> None:
    """A paper form that they entered and read, a file that they brought in, a figure, a translation."""
    survey = Survey.objects.create(revisit=case)
    asked = case.question_sets.get()
    question = Question.objects.create(question_set=asked, line=1, place=1, edition=1, text=secret)
    hour = at.replace(minute=0, second=0, microsecond=0)
    response = Response.objects.create(survey=survey, way="paper", state="sent", hour=hour, entered_by=person)
    answer = Answer.objects.create(response=response, question=question, text=secret)
    TextReading.objects.create(answer=answer, by=person, at=at)
    ImportInHand.objects.create(
        survey=survey, file_name="answers.csv", sha256="1" * 64, table=b"", by=person, at=at
    )
    SurveyImport.objects.create(
        survey=survey, file_name="answers.csv", sha256="0" * 64, mapping={}, rows=1, by=person, at=at
    )
    given = {"source": "Report", "by": person, "at": at}
    Baseline.objects.create(survey=survey, question=question, place=0, count=7, **given)
    PageWording.objects.create(
        language="pl", key=f"of {person.pk}", text=secret, written_by=person, written_at=at
    )
