"""Which letters a person may read: staff with the permission, and the area once a letter was issued."""

from django.db.models import Q, QuerySet

from inspections import access as cases
from letters.models import Letter
from revisits.accounts import access
from revisits.accounts.access import Person
from revisits.accounts.permissions import Permission


def letters(person: Person) -> QuerySet[Letter]:
    """Issued letters that a person may read."""
    if access.may(person, Permission.VIEW_LETTERS):
        return Letter.objects.all()
    return Letter.objects.filter(
        Q(kind=Letter.Kind.PARENTS), revisit__in=cases.area_cases(person).values("pk")
    )
