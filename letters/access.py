"""Which letters a person may read: staff with the permission, and the area once a letter was issued."""

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.http import Http404

from inspections import access as cases
from inspections.models import Revisit
from letters.models import Circulation, Letter, LetterFile, Publication, SignOff
from revisits.accounts import access
from revisits.accounts.access import Person
from revisits.accounts.permissions import Permission
from revisits.accounts.visibility import rule

# A letter that tells of the new days of a postponed visit is read outside once the area is notified of them.
TOLD = Q(revisit__stopped_at__isnull=True) | Q(issued_at__lt=F("revisit__stopped_at"))
# A published outcome letter that a published correction stands in place of (G26).
REPLACED = Exists(
    Letter.objects.filter(
        kind=Letter.Kind.OUTCOME,
        revisit=OuterRef("revisit"),
        version__gt=OuterRef("version"),
        publication__published_at__isnull=False,
    )
) & Q(kind=Letter.Kind.OUTCOME)


@rule(Letter)
def letters(person: Person) -> QuerySet[Letter]:
    """Issued letters that a person may read: those to parents, and published outcomes, with the case or its area.

    Under embargo (G26): those who handle the letter, and the area's directors with the readers that they named. Of what
    was recalled, the first alone. A published letter that was corrected is staff's alone.
    """
    open_to_all = Q(kind=Letter.Kind.PARENTS) | Q(publication__published_at__isnull=False)
    of_area = Q(revisit__in=cases.area_cases(person).values("pk")) & TOLD & ~REPLACED
    told = open_to_all & (Q(revisit__in=with_letters(person).values("pk")) | of_area)
    received = Q(publication__recalled_at=None) & ~REPLACED & _received(person)
    embargoed = Q(revisit__in=handled(person).values("pk")) | received
    return Letter.objects.filter(told | Q(kind=Letter.Kind.OUTCOME) & embargoed)


def handled(person: Person) -> QuerySet[Revisit]:
    """The re-visits whose final letter goes through a person's hands: those with a part in them, and who sends it."""
    sends = access.held(person, Permission.SEND_FINAL) and access.held(person, Permission.WORK_ON_ANY_CASE)
    sent = cases.cases(person).filter(cases.within(sends)) if sends else Revisit.objects.none()
    with_part = cases.part_in(person, Permission.READ_DRAFT)
    return Revisit.objects.filter(Q(pk__in=sent.values("pk")) | Q(pk__in=with_part.values("pk")))


def _received(person: Person) -> Q:
    """Letters to the directors of a person's own bodies, or to readers whom these named (G24, G26)."""
    directed = cases.told(person, Permission.NAME_READERS)
    return Q(revisit__in=directed.values("pk")) | Q(revisit__in=cases.named(person).values("pk"))


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


@rule(SignOff)
def sign_offs(person: Person) -> QuerySet[SignOff]:
    """Who signed a final letter (G27): for those who read its text, and who send it."""
    return SignOff.objects.filter(version__letter__revisit__in=handled(person).values("pk"))


@rule(Publication)
def publications(person: Person) -> QuerySet[Publication]:
    """When a letter is published: for those who may read it."""
    return Publication.objects.filter(letter__in=letters(person).values("pk"))


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
