"""Who may see areas and what stands beside their cases: inspections, statements, outcomes, holidays."""

from django.db.models import Q, QuerySet

from inspections.access import NONE, area_cases, cases
from inspections.models import (
    WSOA,
    Holiday,
    HolidayChange,
    InitialInspection,
    LocalArea,
    Outcome,
    SchoolHoliday,
    Weakness,
    WSOAAction,
)
from revisits.accounts import access
from revisits.accounts.access import Person
from revisits.accounts.permissions import Permission
from revisits.accounts.visibility import rule


@rule(LocalArea)
def areas(person: Person) -> QuerySet[LocalArea]:
    """Staff those in the scope of their roles, others their own once it was notified."""
    own = Q(pk__in=area_cases(person).values("area"))
    return LocalArea.objects.filter(Q(pk__in=_staff_areas(person).values("pk")) | own)


@rule(SchoolHoliday)
def school_holidays(person: Person) -> QuerySet[SchoolHoliday]:
    return SchoolHoliday.objects.filter(area__in=_staff_areas(person))


@rule(InitialInspection)
def inspections(person: Person) -> QuerySet[InitialInspection]:
    return InitialInspection.objects.filter(area__in=_staff_areas(person))


@rule(WSOA)
def statements(person: Person) -> QuerySet[WSOA]:
    return WSOA.objects.filter(inspection__area__in=_staff_areas(person))


@rule(Weakness)
def weaknesses(person: Person) -> QuerySet[Weakness]:
    return Weakness.objects.filter(wsoa__inspection__area__in=_staff_areas(person))


@rule(WSOAAction)
def wsoa_actions(person: Person) -> QuerySet[WSOAAction]:
    return WSOAAction.objects.filter(weakness__wsoa__inspection__area__in=_staff_areas(person))


@rule(Outcome)
def outcomes(person: Person) -> QuerySet[Outcome]:
    return Outcome.objects.filter(revisit__in=cases(person).values("pk"))


@rule(Holiday)
def holidays(person: Person) -> QuerySet[Holiday]:
    """The days themselves are public; where they came from is for the office."""
    return Holiday.objects.filter(_in_the_office(person))


@rule(HolidayChange)
def holiday_changes(person: Person) -> QuerySet[HolidayChange]:
    return HolidayChange.objects.filter(_in_the_office(person))


def _staff_areas(person: Person) -> QuerySet[LocalArea]:
    """The areas in the scope of a person's roles; of a role for one case its area."""
    grants = access.held(person, Permission.VIEW_CASES)
    found = LocalArea.objects.all() if grants else LocalArea.objects.none()
    if not any(grant.everywhere for grant in grants):
        named = [grant.area for grant in grants if grant.area is not None]
        found = found.filter(Q(pk__in=named) | Q(pk__in=cases(person).values("area")))
    return found


def _in_the_office(person: Person) -> Q:
    return Q() if access.may(person, Permission.USE_ADMIN) else NONE
