"""Judgements and other serious concerns of closed cases: all of a case goes at once, and its history says so."""

from collections.abc import Sequence

from django.db.models import Exists, OuterRef, Q, QuerySet

from inspections.models import Judgement, Revisit, SeriousConcern
from revisits.privacy.closed_cases import of_closed, say
from revisits.privacy.disposing import Doing, delete_rows

MODELS = (Judgement, SeriousConcern)


def rows() -> QuerySet[Revisit]:
    """Closed cases of which something is left, dated by the publication of the re-visit's letter."""
    left = Q()
    for model in MODELS:
        left |= Q(Exists(model._default_manager.filter(revisit=OuterRef("pk"))))
    return of_closed(Revisit.objects.filter(left), case="")


def reference(revisit: Revisit) -> str:
    return f"{revisit}: judgements and other serious concerns"


def dispose(cases: Sequence[Revisit], doing: Doing) -> None:
    """Delete what is left, under the locks of the cases."""
    for case in Revisit.objects.select_for_update().filter(pk__in=[case.pk for case in cases]).order_by("pk"):
        for model in MODELS:
            if found := list(model._default_manager.filter(revisit=case)):
                delete_rows(found, doing)
        say(case, "Judgements and other serious concerns were", doing)
