"""Who reads the correction of a published letter before it is published: those whose hands the letter goes through."""

from django.db.models import QuerySet
from django.http import Http404

from inspections import access as cases
from inspections.models import Revisit
from letters import access
from letters.models import Correction
from revisits.accounts.access import Person
from revisits.accounts.permissions import Permission
from revisits.accounts.visibility import rule


@rule(Correction)
def corrections(person: Person) -> QuerySet[Correction]:
    """With its note, which is public once its letter is: everybody then reads it there."""
    return Correction.objects.filter(revisit__in=access.handled(person).values("pk"))


def case_or_404(person: Person, reference: str, permission: Permission | None = None) -> Revisit:
    """A case whose corrections a person may read, and do `permission` on; 404 for everybody else."""
    case = cases.case_or_404(person, reference, permission)
    if case.historical or not reads(person, case):
        raise Http404
    return case


def reads(person: Person, case: Revisit) -> bool:
    """Whether the letter of the case goes through a person's hands."""
    return access.handled(person).filter(pk=case.pk).exists()
