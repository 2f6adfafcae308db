"""Records of the on-site days of closed cases: all of a case go at once, and its history says so."""

from collections.abc import Sequence

from django.db.models import Exists, OuterRef, Q, QuerySet

from inspections.models import (
    FeedbackPoint,
    FeedbackRecord,
    JudgementMeetingRecord,
    KitRecord,
    MeetingPresence,
    Revisit,
)
from revisits.privacy.closed_cases import of_closed, say
from revisits.privacy.disposing import Doing, delete_rows

# In the order in which they go: what hangs on a version before the version. By the path to their case.
MODELS = {
    MeetingPresence: "version__revisit",
    FeedbackPoint: "version__revisit",
    KitRecord: "revisit",
    JudgementMeetingRecord: "revisit",
    FeedbackRecord: "revisit",
}


def rows() -> QuerySet[Revisit]:
    """Closed cases of which something is left, dated by the publication of the re-visit's letter."""
    left = Q()
    for model, path in MODELS.items():
        left |= Q(Exists(model._default_manager.filter(**{path: OuterRef("pk")})))
    return of_closed(Revisit.objects.filter(left), case="")


def reference(revisit: Revisit) -> str:
    return f"{revisit}: records of the on-site days"


def dispose(cases: Sequence[Revisit], doing: Doing) -> None:
    """Delete what is left, under the locks of the cases."""
    for case in Revisit.objects.select_for_update().filter(pk__in=[case.pk for case in cases]).order_by("pk"):
        for model, path in MODELS.items():
            if found := list(model._default_manager.filter(**{path: case})):
                delete_rows(found, doing)
        say(case, "Records of the on-site days were", doing)
