"""Hints on style: ignored, and shown again."""

from datetime import datetime

from django.db import transaction

from inspections.models import Revisit
from letters import outcome_policies
from letters.models import IgnoredHint, LetterSection, OutcomeLetter
from revisits.accounts.models import User


@transaction.atomic
def ignore_hint(*, letter: OutcomeLetter, section: str, key: str, by: User, at: datetime) -> IgnoredHint:
    """Do not show it again while its place and words stay. Raises Refused where nobody writes now."""
    outcome_policies.check_write(_locked(letter.revisit))
    outcome_policies.check_section(letter, section)
    found, _ = LetterSection.objects.get_or_create(letter=letter, key=section)
    ignored, _ = IgnoredHint.objects.get_or_create(section=found, key=key, defaults={"by": by, "at": at})
    return ignored


@transaction.atomic
def show_hints_again(*, letter: OutcomeLetter, section: str) -> None:
    """All that were ignored in a section. Raises Refused where nobody writes now."""
    outcome_policies.check_write(_locked(letter.revisit))
    IgnoredHint.objects.filter(section__letter=letter, section__key=section).delete()


def _locked(revisit: Revisit) -> Revisit:
    return Revisit.objects.select_for_update().get(pk=revisit.pk)
