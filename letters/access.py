"""Which letters a person may read: staff with the permission, and the area once a letter was issued."""

from django.db.models import F, Q, QuerySet
from django.http import Http404

from inspections import access as cases
from inspections.models import Revisit
from letters.models import Circulation, Letter, LetterFile
from revisits.accounts import access
from revisits.accounts.access import Person
from revisits.accounts.permissions import Permission
from revisits.accounts.visibility import rule

# A letter that tells of the new days of a postponed visit is read outside once the area is notified of them.
TOLD = Q(revisit__stopped_at__isnull=True) | Q(issued_at__lt=F("revisit__stopped_at"))


@rule(Letter)
def letters(person: Person) -> QuerySet[Letter]:
    """Issued letters that a person may read."""
    told = Q(kind=Letter.Kind.PARENTS, revisit__in=cases.area_cases(person).values("pk")) & TOLD
    return Letter.objects.filter(Q(revisit__in=with_letters(person).values("pk")) | told)


def with_letters(person: Person) -> QuerySet[Revisit]:
    """The re-visits whose letters a person may read, also before they are issued."""
    grants = access.held(person, Permission.VIEW_LETTERS)
    seen = cases.cases(person) if grants else Revisit.objects.none()
    return seen.filter(cases.within(grants))


def case_or_404(person: Person, reference: str, permission: Permission | None = None) -> Revisit:
    """The case whose letters a person works with; 404 for everybody else."""
    case = cases.case_or_404(person, reference, permission)
    if not with_letters(person).filter(pk=case.pk).exists():
        raise Http404
    return case


def unissued_or_404(person: Person, reference: str, permission: Permission | None = None) -> Revisit:
    """The case whose letter a person may read before it is issued: the preview and its files."""
    case = case_or_404(person, reference, permission)
    if case.historical:
        raise Http404
    return case


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
