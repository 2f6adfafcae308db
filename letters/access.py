"""Which letters a person may read: staff with the permission, and the area once a letter was issued."""

from django.db.models import Q, QuerySet

from inspections import access as cases
from letters.models import Circulation, Letter, LetterFile
from revisits.accounts import access
from revisits.accounts.access import Person
from revisits.accounts.permissions import Permission
from revisits.accounts.visibility import rule


@rule(Letter)
def letters(person: Person) -> QuerySet[Letter]:
    """Issued letters that a person may read."""
    told = Q(kind=Letter.Kind.PARENTS, revisit__in=cases.area_cases(person).values("pk"))
    if access.may(person, Permission.VIEW_LETTERS):
        return Letter.objects.filter(Q(revisit__in=cases.cases(person).values("pk")) | told)
    return Letter.objects.filter(told)


@rule(LetterFile)
def files(person: Person) -> QuerySet[LetterFile]:
    """The files of those letters."""
    return LetterFile.objects.filter(letter__in=letters(person).values("pk"))


@rule(Circulation)
def circulation(person: Person) -> QuerySet[Circulation]:
    """The circulation log: all of it for staff, and to forum and authority their own entries."""
    bodies = {grant.organisation for grant in access.held(person, Permission.LOG_CIRCULATION)}
    own = Q(body__in=bodies, letter__revisit__in=cases.area_cases(person).values("pk"))
    of_staff = Q(letter__revisit__in=cases.cases(person).values("pk"))
    return Circulation.objects.filter(of_staff | own)
