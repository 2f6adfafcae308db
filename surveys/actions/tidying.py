"""What goes by itself: answers that were kept and never sent, and files that nobody finished matching."""

from datetime import datetime, timedelta

from surveys.models import ImportInHand, Response

KEPT_FOR = timedelta(days=7)
IN_HAND_FOR = timedelta(days=1)


def tidy(*, at: datetime) -> int:
    """Dispose of answers kept in surveys that closed a week ago, and of files in hand for a day; returns how many."""
    kept = Response.objects.filter(state=Response.State.KEPT, survey__closed_at__lte=at - KEPT_FOR)
    files = ImportInHand.objects.filter(at__lte=at - IN_HAND_FOR)
    return kept.delete()[0] + files.delete()[0]
