"""Who reads what quality assurance decided: those with a part in the case (G7, G24)."""

from django.db.models import QuerySet
from django.http import Http404

from letters import outcome_access
from letters.models import IdentifierDecision, LetterVersion, OutcomeLetter, QualityReview
from revisits.accounts.access import Person
from revisits.accounts.visibility import rule


@rule(QualityReview)
def reviews(person: Person) -> QuerySet[QualityReview]:
    return QualityReview.objects.filter(version__in=outcome_access.versions(person).values("pk"))


@rule(IdentifierDecision)
def identifier_decisions(person: Person) -> QuerySet[IdentifierDecision]:
    return IdentifierDecision.objects.filter(letter__in=outcome_access.letters(person).values("pk"))


def version_or_404(letter: OutcomeLetter, number: int) -> LetterVersion:
    """A frozen version by its number, of a letter that the person may read."""
    version = letter.versions.select_related("frozen_by").filter(number=number).first()
    if version is None:
        raise Http404
    version.letter = letter
    return version
