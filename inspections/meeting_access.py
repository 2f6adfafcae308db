"""Who may see meetings and registrations: each side of the area its own; parents' names forum and inspectors alone."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from inspections.access import bodies_for, cases, parts, told_cases
from inspections.meeting_kinds import OTHER, Side, kinds_of
from inspections.models import Meeting, MeetingRegistration, Revisit
from revisits.accounts import access
from revisits.accounts.access import Grant, Person
from revisits.accounts.models import Organisation
from revisits.accounts.permissions import Permission
from revisits.accounts.visibility import rule

SIDES: dict[str, Side] = {
    Organisation.Kind.LOCAL_AUTHORITY: Side.AUTHORITY,
    Organisation.Kind.HEALTH: Side.HEALTH,
    Organisation.Kind.FORUM: Side.FORUM,
}


@rule(Meeting)
def meetings(person: Person) -> QuerySet[Meeting]:
    """What is arranged: for staff with the case, and for each side of the notified area what concerns it (GT)."""
    found = Q(revisit__in=cases(person).values("pk"))
    grants = access.held(person, Permission.VIEW_AREA_DATES)
    for side, of_side in _by_side(grants).items():
        concerned = Q(kind__in=kinds_of(side)) | Q(kind=OTHER, sides__contains=[side])
        found |= Q(revisit__in=told_cases(of_side).values("pk")) & concerned
    return Meeting.objects.filter(found)


@rule(MeetingRegistration)
def registrations(person: Person) -> QuerySet[MeetingRegistration]:
    """Parents who registered for the open meeting: for the inspectors of that case and the area's forum alone.

    Never for the council and health, as parents were promised, and not for staff without a part in the case.
    """
    return MeetingRegistration.objects.filter(revisit__in=_registering(person).values("pk"))


def _registering(person: Person) -> QuerySet[Revisit]:
    permission = Permission.VIEW_REGISTRATIONS
    forums = _by_side(access.held(person, permission)).get(Side.FORUM, [])
    inspected, told = parts(person, permission), told_cases(forums)
    return Revisit.objects.filter(Q(pk__in=inspected.values("pk")) | Q(pk__in=told.values("pk")))


def sees_registrations(person: Person, revisit: Revisit) -> bool:
    """Whether this re-visit's registrations are open to a person, be there any or none."""
    return _registering(person).filter(pk=revisit.pk).exists()


def may_register(person: Person, revisit: Revisit) -> bool:
    """Whether a person enters registrations that parents gave to the forum of this re-visit's area."""
    return bodies_for(person, Permission.REGISTER_PARENTS, revisit).exists()


def sides_of(person: Person, revisit: Revisit) -> frozenset[Side]:
    """The sides of the re-visit's area to which a person belongs."""
    bodies = bodies_for(person, Permission.VIEW_AREA_DATES, revisit)
    return frozenset(SIDES[kind] for kind in bodies.values_list("kind", flat=True) if kind in SIDES)


def _by_side(grants: Iterable[Grant]) -> dict[Side, list[Grant]]:
    """The grants by the side of the area on which their organisations stand."""
    grants = list(grants)
    kinds = dict(
        Organisation.objects.filter(pk__in=[grant.organisation for grant in grants]).values_list("pk", "kind")
    )
    found: dict[Side, list[Grant]] = {}
    for grant in grants:
        if side := SIDES.get(kinds[grant.organisation]):
            found.setdefault(side, []).append(grant)
    return found
