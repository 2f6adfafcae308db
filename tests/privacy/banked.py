"""What is held on who keeps the national bank of questions."""

from datetime import datetime

from inspections.models import BankVersion, Revisit
from inspections.models.question_bank import BankState
from revisits.accounts.models import User


def plant_bank(person: User, case: Revisit, at: datetime, secret: str) -> None:
    """A version of the bank that they began and issued."""
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
