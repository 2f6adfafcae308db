"""Comments on the outcome letter: said of a paragraph, replied to, settled (G24)."""

from datetime import datetime

from django.db import transaction

from inspections.models import Revisit
from inspections.policies import Refused
from letters import outcome, outcome_policies
from letters.composing.text import passages, words
from letters.models import LetterSection, OutcomeLetter, SectionComment, SectionVersion
from revisits.accounts.models import User

GONE = "These words are no longer there: somebody changed the section. Look at it as it stands now."


@transaction.atomic
def add_comment(
    *, letter: OutcomeLetter, key: str, block: str, text: str, by: User, at: datetime
) -> SectionComment:
    """Say something of a paragraph by the name of its block, or of the whole section (empty).

    Raises Refused where the letter has no such words now, or is past comments.
    """
    outcome_policies.check_comment(_locked(letter.revisit))
    outcome_policies.check_section(letter, key)
    section, _ = LetterSection.objects.get_or_create(letter=letter, key=key)
    quoted = _quoted(section, block) if block else ""
    return SectionComment.objects.create(section=section, block=block, quoted=quoted, text=text, by=by, at=at)


@transaction.atomic
def reply(*, comment: SectionComment, text: str, by: User, at: datetime) -> SectionComment:
    """Answer a comment; one that was settled is open again."""
    revisit = _locked(comment.section.letter.revisit)
    outcome_policies.check_comment(revisit)
    _settle(comment, by=None, at=None)
    return SectionComment.objects.create(section=comment.section, answers=comment, text=text, by=by, at=at)


@transaction.atomic
def resolve(*, comment: SectionComment, by: User, at: datetime) -> SectionComment:
    """It is settled; whoever was first stands there."""
    outcome_policies.check_comment(_locked(comment.section.letter.revisit))
    comment.refresh_from_db()
    return comment if comment.resolved_at else _settle(comment, by=by, at=at)


@transaction.atomic
def reopen(*, comment: SectionComment) -> SectionComment:
    """It is not settled after all; who settled it, and who opened it again, is on record."""
    outcome_policies.check_comment(_locked(comment.section.letter.revisit))
    return _settle(comment, by=None, at=None)


def _settle(comment: SectionComment, *, by: User | None, at: datetime | None) -> SectionComment:
    comment.resolved_by, comment.resolved_at = by, at
    comment.save(update_fields=["resolved_by", "resolved_at"])
    return comment


def _quoted(section: LetterSection, name: str) -> str:
    newest = SectionVersion.objects.filter(section=section).select_related("section").first()
    blocks = outcome.blocks_of(newest)[section.key] if newest else ()
    for passage in (each for block in blocks for each in passages(block)):
        if passage.name == name:
            return words(passage)
    raise Refused(GONE)


def _locked(revisit: Revisit) -> Revisit:
    return Revisit.objects.select_for_update().get(pk=revisit.pk)
