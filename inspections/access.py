"""What a person may reach of the cases. Everything fetches through here; what is not reached answers 404."""

from django.db.models import Prefetch, Q, QuerySet
from django.http import Http404

from inspections.models import Revisit, TeamMember
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
            | Q(wsoa__inspection__area__health_bodies__in=bodies)
            | Q(wsoa__inspection__area__health_bodies__succeeded_by__in=bodies),
            historical=False,
        )
        .exclude(state=State.PLANNED)
        .distinct()
    )


def may(person: Person, permission: Permission, revisit: Revisit) -> bool:
    """Whether a person holds a permission on this case: on its team, or allowed to work on any case."""
    return access.may(person, permission) and permission in allowed(person, revisit)


def allowed(person: Person, revisit: Revisit) -> frozenset[Permission]:
    """Everything that a person may do on this case; no query where its team was read already.

    Nobody works on a historical one.
    """
    held = access.grants(person)
    if revisit.historical or Permission.VIEW_CASES not in held:
        return frozenset()
    if Permission.WORK_ON_ANY_CASE in held or _works_on(person, revisit):
        return frozenset(held)
    return frozenset()


def may_see_record(person: Person, permission: Permission, revisit: Revisit) -> bool:
    """Whether VIEW_RECORD or VIEW_READINGS opens this case's record: to its team, those who assure its quality
    included, and to whoever may work on any case or see the whole record."""
    held = access.grants(person)
    everywhere = Permission.WORK_ON_ANY_CASE in held or Permission.VIEW_WHOLE_RECORD in held
    theirs = everywhere or any(member.user_id == person.pk for member in revisit.team.all())
    return Permission.VIEW_CASES in held and permission in held and theirs


def _works_on(person: Person, revisit: Revisit) -> bool:
    return any(
        member.user_id == person.pk and member.role in TeamMember.ON_SITE for member in revisit.team.all()
    )


def case_or_404(person: Person, reference: str, permission: Permission | None = None) -> Revisit:
    """The case by its reference, its team read with it; 404 for whoever may not see it or do `permission`."""
    found = cases(person).select_related("wsoa__inspection__area__authority", "wsoa__inspection__area__forum")
    team = Prefetch("team", queryset=TeamMember.objects.select_related("user"))
    revisit = found.prefetch_related(team).filter(reference=reference).first()
    if revisit is None or (permission and not may(person, permission, revisit)):
        raise Http404
    return revisit
