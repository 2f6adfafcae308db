"""Who may read the outcome letter before it is published: those with a part in the case (G7, G24)."""

from django.db.models import Q, QuerySet
from django.http import Http404

from inspections import access as cases
from inspections.models import Revisit
from letters import accuracy_access
from letters.models import LetterSection, LetterVersion, OutcomeLetter, SectionComment, SectionVersion
from revisits.accounts import access as held
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


@rule(SectionComment)
def section_comments(person: Person) -> QuerySet[SectionComment]:
    return SectionComment.objects.filter(section__letter__in=letters(person).values("pk"))


@rule(LetterVersion)
def versions(person: Person) -> QuerySet[LetterVersion]:
    """What was frozen of it: likewise; and the one that was sent to the area for its named readers (G24)."""
    sent = accuracy_access.rounds(person).values("version")
    return LetterVersion.objects.filter(Q(letter__in=letters(person).values("pk")) | Q(pk__in=sent))


def case_or_404(person: Person, reference: str, permission: Permission | None = None) -> Revisit:
    """The case whose outcome letter a person may read, and do `permission` on; 404 otherwise."""
    case = cases.case_or_404(person, reference, permission)
    covered = any(
        grant.covers(area=case.area_id, revisit=case.pk) for grant in held.held(person, Permission.READ_DRAFT)
    )
    if case.historical or not covered or not any(member.user_id == person.pk for member in case.team.all()):
        raise Http404
    return case


def letter_or_404(person: Person, reference: str, permission: Permission | None = None) -> OutcomeLetter:
    """The letter of a case; 404 for whoever may not read it, or do `permission` on it, as where nobody began it.

    Its case comes with it, area and team read already.
    """
    case = case_or_404(person, reference, permission)
    letter = OutcomeLetter.objects.filter(revisit=case).first()
    if letter is None:
        raise Http404
    letter.revisit = case
    return letter


def comment_or_404(person: Person, letter: OutcomeLetter, comment_id: int) -> SectionComment:
    """A comment that begins a thread."""
    found = section_comments(person).filter(pk=comment_id, section__letter=letter, answers=None)
    comment = found.select_related("section", "by", "resolved_by").first()
    if comment is None:
        raise Http404
    return comment


def may_comment(person: Person, case: Revisit) -> bool:
    """Its writers, and those who assure its quality (G7)."""
    return cases.may(person, Permission.WRITE_DRAFT, case) or cases.may(
        person, Permission.ASSURE_QUALITY, case
    )
