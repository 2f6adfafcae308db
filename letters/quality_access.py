"""Who reads what quality assurance decided: those with a part in the case (G7, G24)."""

from django.db.models import QuerySet
from django.http import Http404

from inspections import access as cases
from inspections.models import Revisit
from letters import outcome_access
from letters.models import IdentifierDecision, LetterVersion, QualityReview
from revisits.accounts.access import Person
from revisits.accounts.permissions import Permission
from revisits.accounts.visibility import rule


@rule(QualityReview)
def reviews(person: Person) -> QuerySet[QualityReview]:
    return QualityReview.objects.filter(version__in=outcome_access.versions(person).values("pk"))


@rule(IdentifierDecision)
def identifier_decisions(person: Person) -> QuerySet[IdentifierDecision]:
    return IdentifierDecision.objects.filter(letter__in=outcome_access.letters(person).values("pk"))


def case_or_404(person: Person, reference: str, permission: Permission | None = None) -> Revisit:
    """A case whose outcome letter the person may read once it is begun, and do `permission` on; 404 otherwise."""
    case = cases.case_or_404(person, reference, permission)
    if case.historical or not cases.part_in(person, Permission.READ_DRAFT).filter(pk=case.pk).exists():
        raise Http404
    return case


def version_or_404(person: Person, case: Revisit, number: int) -> LetterVersion:
    """A frozen version of the case's letter by its number."""
    found = outcome_access.versions(person).filter(letter__revisit=case, number=number)
    version = found.select_related("letter", "frozen_by").first()
    if version is None:
        raise Http404
    version.letter.revisit = case
    return version
