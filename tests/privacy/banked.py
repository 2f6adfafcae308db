"""What is held on who keeps the national bank of questions, and on who translates."""

from datetime import datetime

from inspections.models import BankVersion, Question, QuestionTranslation, Revisit, SurveyChange
from inspections.models.question_bank import BankState
from revisits.accounts.models import User
from surveys.models import PageWording


def plant_bank(person: User, case: Revisit, at: datetime, secret: str) -> None:
    """A version of the bank that they began and issued, what they translated, and a survey they replaced."""
    newest = BankVersion.objects.first()
    BankVersion.objects.create(
        number=newest.number + 1 if newest else 1,
        state=BankState.REPLACED,
        note=secret,
        begun_by=person,
        begun_at=at,
        issued_by=person,
        issued_at=at,
    )
    asked = Question.objects.create(
        question_set=case.question_sets.get(purpose="survey"), line=7, place=7, edition=1, text=secret
    )
    said = {"text": secret, "written_by": person, "written_at": at}
    QuestionTranslation.objects.create(question=asked, language="ur", **said)
    SurveyChange.objects.create(
        revisit=case, kind="replaced", why=secret, address="https://example.org", by=person, at=at
    )
    PageWording.objects.create(language="ur", key=f"text-{person.pk}", **said)
