"""That somebody has a section open to write in it, and that they left it."""

from datetime import datetime

from letters.models import OutcomeLetter, SectionPresence
from letters.models.section_presence import FORGOTTEN_AFTER
from revisits.accounts.models import User


def come(*, letter: OutcomeLetter, key: str, by: User, at: datetime) -> SectionPresence:
    """They are there, since now or since they came; one statement, whoever else comes at that moment."""
    there = SectionPresence.objects.filter(letter=letter, key=key, user=by, seen_at__gt=at - FORGOTTEN_AFTER)
    since = there.values_list("since", flat=True).first() or at
    row = SectionPresence(letter=letter, key=key, user=by, since=since, seen_at=at)
    (made,) = SectionPresence.objects.bulk_create(
        [row],
        update_conflicts=True,
        update_fields=["since", "seen_at"],
        unique_fields=["letter", "key", "user"],
    )
    return made


def leave(*, letter: OutcomeLetter, key: str, by: User) -> None:
    """They saved, or closed the page."""
    SectionPresence.objects.filter(letter=letter, key=key, user=by).delete()


def forget(*, at: datetime) -> None:
    """Whoever was not seen lately is not there, at whatever letter."""
    SectionPresence.objects.filter(seen_at__lte=at - FORGOTTEN_AFTER).delete()
