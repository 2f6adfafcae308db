"""Who is away, and when."""

from datetime import date, datetime

from django.db import transaction

from inspections.models import Absence
from inspections.policies import Refused
from revisits.accounts.models import User


@transaction.atomic
def record_absence(*, user: User, first_day: date, last_day: date, by: User, at: datetime) -> Absence:
    """Mark a person away, the last day included. Raises Refused where they are marked away on one of the days."""
    User.objects.select_for_update().get(pk=user.pk)
    same = user.absences.filter(first_day__lte=last_day, last_day__gte=first_day).first()
    if same:
        raise Refused(f"{same} is on file already: take it off first.")
    return Absence.objects.create(
        user=user, first_day=first_day, last_day=last_day, recorded_by=by, recorded_at=at
    )


@transaction.atomic
def remove_absence(*, absence: Absence) -> None:
    """Take it off again: plans change, and nothing was decided by it."""
    absence.delete()
