"""Who may see the record, and who is away."""

from django.db.models import Q, QuerySet

from inspections.access import cases, within
from inspections.models import Absence, Revisit, TeamMember
from revisits.accounts import access
from revisits.accounts.access import Person
from revisits.accounts.permissions import Permission
from revisits.accounts.visibility import rule
from revisits.record.models import Entry


@rule(Entry)
def entries(person: Person) -> QuerySet[Entry]:
    """The whole record where it is theirs; else changes and readings of the cases whose record is open to them."""
    if access.everywhere(person, Permission.VIEW_WHOLE_RECORD):
        return Entry.objects.all()
    read = Q(operation__in=Entry.READINGS)
    changes = ~read & _about(opened(person, Permission.VIEW_RECORD))
    return Entry.objects.filter(changes | read & _about(opened(person, Permission.VIEW_READINGS)))


def opened(person: Person, permission: Permission) -> QuerySet[Revisit]:
    """The cases whose record VIEW_RECORD or VIEW_READINGS opens to a person: to the team, those who assure its
    quality included, and to whoever may work on any case or see the whole record."""
    held = access.held(person, permission)
    if not held:
        return Revisit.objects.none()
    on_any = (Permission.WORK_ON_ANY_CASE, Permission.VIEW_WHOLE_RECORD)
    found = Q(pk__in=TeamMember.objects.filter(user=person.pk).values("revisit"))
    for grants in (access.held(person, permission) for permission in on_any):
        found |= Q(pk__in=Revisit.objects.filter(within(grants)).values("pk"))
    return cases(person).filter(found, within(held))


@rule(Absence)
def absences(person: Person) -> QuerySet[Absence]:
    """That a colleague is away is seen wherever a team is picked or its dates are looked at; why is nobody's."""
    if access.may(person, Permission.VIEW_CASES):
        return Absence.objects.all()
    return Absence.objects.filter(user=person.pk)


def _about(found: QuerySet[Revisit]) -> Q:
    """About one of the re-visits, or its area, statement or initial inspection."""
    return Q(case__in=found.values("pk")) | Q(area__in=found.values("area"))
