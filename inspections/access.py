"""What a person may reach of the cases. Everything fetches through here; what is not reached answers 404."""

from django.db.models import Q, QuerySet
from django.http import Http404

from inspections.models import Revisit
from inspections.workflow import State
from revisits.accounts import access
from revisits.accounts.access import Person
from revisits.accounts.models import Organisation
from revisits.accounts.permissions import Permission


def cases(person: Person) -> QuerySet[Revisit]:
    """The re-visits whose whole case a person may see: staff see all, others none."""
    if access.may(person, Permission.VIEW_CASES):
        return Revisit.objects.all()
    return Revisit.objects.none()


def area_cases(person: Person) -> QuerySet[Revisit]:
    """The re-visits of a person's own areas, once the area was notified (G8): dates and letters alone."""
    theirs = access.organisations(person, Permission.VIEW_AREA_DATES)
    if not theirs:
        return Revisit.objects.none()
    bodies = Organisation.objects.filter(pk__in=theirs)
    return (
        Revisit.objects.filter(
            Q(wsoa__inspection__area__authority__in=bodies)
            | Q(wsoa__inspection__area__forum__in=bodies)
            | Q(wsoa__inspection__area__health_bodies__in=bodies),
            historical=False,
        )
        .exclude(state=State.PLANNED)
        .distinct()
    )


def may(person: Person, permission: Permission, revisit: Revisit) -> bool:
    """Whether a person holds a permission on this case: on its team, or allowed to work on any case."""
    if not access.may(person, permission) or not access.may(person, Permission.VIEW_CASES):
        return False
    if access.may(person, Permission.WORK_ON_ANY_CASE):
        return True
    return revisit.team.filter(user__pk=person.pk or 0).exclude(role__startswith="qa_").exists()


def case_or_404(person: Person, reference: str, permission: Permission | None = None) -> Revisit:
    """The case by its reference; 404 for whoever may not see it, or may not do `permission` on it."""
    found = cases(person).select_related("wsoa__inspection__area__authority", "wsoa__inspection__area__forum")
    revisit = found.filter(reference=reference).first()
    if revisit is None or (permission and not may(person, permission, revisit)):
        raise Http404
    return revisit
