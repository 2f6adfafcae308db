"""Who is writing where in an outcome letter just now."""

from collections import defaultdict
from datetime import datetime

from inspections.timeline.times import LONDON
from letters.models import OutcomeLetter, SectionPresence
from letters.models.section_presence import FORGOTTEN_AFTER
from revisits.accounts.models import User


def others(letter: OutcomeLetter, person: User, *, at: datetime) -> dict[str, list[str]]:
    """By section key a sentence for each other person who has it open; one query."""
    there = SectionPresence.objects.filter(letter=letter, seen_at__gt=at - FORGOTTEN_AFTER)
    found: dict[str, list[str]] = defaultdict(list)
    for each in there.exclude(user=person).select_related("user"):
        found[each.key].append(sentence(each))
    return dict(found)


def sentence(presence: SectionPresence) -> str:
    return f"{presence.user} is editing this section since {presence.since.astimezone(LONDON):%H:%M}."
