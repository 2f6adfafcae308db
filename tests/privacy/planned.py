"""Changes of plan and a calendar of one person, for the tests of personal data."""

import hashlib
from datetime import datetime

from inspections.models import Deferral, Revisit, SuspendedCase, Suspension
from notifications.models import CalendarFeed
from revisits.accounts.models import User


def plant_plans(person: User, case: Revisit, at: datetime, secret: str) -> None:
    """A suspension that they decided, from which they took the case up; a request; a calendar of theirs."""
    suspension = Suspension.objects.create(
        from_day=at.date(), reason=secret, decided_by=person, decided_at=at
    )
    SuspendedCase.objects.create(
        suspension=suspension, revisit=case, done_at=at, taken_up_at=at, taken_up_by=person
    )
    Deferral.objects.create(
        revisit=case, asked_on=at.date(), asked_by="The director", why=secret, recorded_by=person, recorded_at=at
    )  # fmt: skip
    CalendarFeed.objects.create(owner=person, secret=hashlib.sha256(secret.encode()).hexdigest(), made_at=at)
