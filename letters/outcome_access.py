"""Who may read the outcome letter before it is published: those with a part in the case (G7, G24)."""

from django.db.models import QuerySet
from django.http import Http404

from inspections import access as cases
from letters.models import LetterSection, LetterVersion, OutcomeLetter, SectionVersion
from revisits.accounts.access import Person
from revisits.accounts.permissions import Permission
from revisits.accounts.visibility import rule


@rule(OutcomeLetter)
def letters(person: Person) -> QuerySet[OutcomeLetter]:
    """The letter as it is written: for its team, and for those who assure its quality."""
    return OutcomeLetter.objects.filter(revisit__in=cases.part_in(person, Permission.READ_DRAFT).values("pk"))


@rule(LetterSection)
def sections(person: Person) -> QuerySet[LetterSection]:
    return LetterSection.objects.filter(letter__in=letters(person).values("pk"))


@rule(SectionVersion)
def section_versions(person: Person) -> QuerySet[SectionVersion]:
    return SectionVersion.objects.filter(section__letter__in=letters(person).values("pk"))


@rule(LetterVersion)
def versions(person: Person) -> QuerySet[LetterVersion]:
    """What was frozen of it: likewise."""
    return LetterVersion.objects.filter(letter__in=letters(person).values("pk"))


def letter_or_404(person: Person, reference: str) -> OutcomeLetter:
    """The letter of a case; 404 for whoever may not read it, as where nobody began it."""
    found = letters(person).select_related("revisit__area", "revisit__wsoa__inspection")
    letter = found.filter(revisit__reference=reference).first()
    if letter is None:
        raise Http404
    return letter
