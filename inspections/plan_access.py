"""Who may see changes of plan: staff those of the cases that they see; the area hears of them by its messages.

What somebody of the area asked themselves they see."""

from django.db.models import Q, QuerySet

from inspections.access import NONE, cases, told
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
    """Staff those of the cases that they see; of the area whoever asked."""
    own = Q(recorded_by=person.pk, revisit__in=told(person, Permission.ASK_DEFERRAL).values("pk"))
    return Deferral.objects.filter(Q(revisit__in=cases(person).values("pk")) | own)
