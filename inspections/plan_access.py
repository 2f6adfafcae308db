"""Who may see changes of plan: staff those of the cases that they see; the area hears of them by its messages."""

from django.db.models import Q, QuerySet

from inspections.access import NONE, cases
from inspections.models import Deferral, SuspendedCase, Suspension
from revisits.accounts import access
from revisits.accounts.access import Person
from revisits.accounts.permissions import Permission
from revisits.accounts.visibility import rule


@rule(Suspension)
def suspensions(person: Person) -> QuerySet[Suspension]:
    """The decision itself is no secret to staff."""
    return Suspension.objects.filter(Q() if access.may(person, Permission.VIEW_CASES) else NONE)


@rule(SuspendedCase)
def suspended_cases(person: Person) -> QuerySet[SuspendedCase]:
    return SuspendedCase.objects.filter(revisit__in=cases(person).values("pk"))


@rule(Deferral)
def deferrals(person: Person) -> QuerySet[Deferral]:
    return Deferral.objects.filter(revisit__in=cases(person).values("pk"))
