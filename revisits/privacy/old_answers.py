"""What parents answered in the surveys of closed cases: all of a case goes at once, and its figures stay."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from inspections.models import Revisit
from revisits.privacy.closed_cases import of_closed, say
from revisits.privacy.disposing import Doing
from revisits.privacy.models import Hold
from surveys.actions import tidying
from surveys.models import Response


def rows() -> QuerySet[Revisit]:
    """Closed cases of which an answer is left, dated by the publication of the re-visit's letter."""
    left = Response.objects.filter(survey__revisit=OuterRef("pk"))
    return of_closed(Revisit.objects.filter(Exists(left)), case="")


def reference(revisit: Revisit) -> str:
    return f"{revisit}: answers to the parents' survey"


def dispose(cases: Sequence[Revisit], doing: Doing) -> None:
    """Delete them under the locks of the cases, with what inspectors read and marked in them."""
    for case in Revisit.objects.select_for_update().filter(pk__in=[case.pk for case in cases]).order_by("pk"):
        found = Response.objects.filter(survey__revisit=case)
        number = found.count()
        found.delete()
        say(case, f"{number:,} answers to the parents' survey were", doing, answers=number)


@transaction.atomic
def tidy(*, at: datetime) -> int:
    """Dispose of answers kept and never sent, and of files in hand, unless a hold keeps them; returns how many.

    Any hold keeps answers, as it does those that were sent: nobody knows whose they are. A file in hand is kept by a
    hold on its case, or on whoever is matching it.
    """
    holds = Hold.objects.filter(lifted_at=None)
    files = tidying.never_matched(at)
    files = files.exclude(survey__revisit__in=holds.filter(case__isnull=False).values("case"))
    files = files.exclude(by__in=holds.filter(person__isnull=False).values("person"))
    answers = tidying.never_sent(at).exclude(Exists(holds))
    return answers.delete()[0] + files.delete()[0]
