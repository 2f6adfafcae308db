"""What goes by itself: answers that were kept and never sent, and files that nobody finished matching.

Holds are known to a layer above, which disposes of what no hold keeps (`revisits.privacy.old_answers.tidy`).
"""

from datetime import datetime, timedelta

from django.db.models import QuerySet

from surveys.models import ImportInHand, Response

KEPT_FOR = timedelta(days=7)
IN_HAND_FOR = timedelta(days=1)


def never_sent(at: datetime) -> QuerySet[Response]:
    """Answers kept in surveys that closed a week before `at`."""
    return Response.objects.filter(state=Response.State.KEPT, survey__closed_at__lte=at - KEPT_FOR)


def never_matched(at: datetime) -> QuerySet[ImportInHand]:
    """Files in hand for a day."""
    return ImportInHand.objects.filter(at__lte=at - IN_HAND_FOR)
