"""No further re-visit unless directed (G29), in words; `inspections.models.no_further` is the database's."""

from datetime import date

from django.db.models import QuerySet

from inspections.models import WSOA, NextStep, Revisit
from inspections.policies import Refused
from inspections.workflow import State

NO_FURTHER = (
    "This statement of action has its re-visit ({others}): there is no further one unless a direction that asks for it "
    "is recorded under “After the re-visit” (G29)."
)


def standing(wsoa: WSOA) -> QuerySet[NextStep]:
    """The recorded next steps of a statement that no later entry corrects."""
    return NextStep.objects.filter(revisit__wsoa=wsoa, corrected_by__isnull=True)


def check_further(wsoa: WSOA, *, first_day: date, but: Revisit | None = None) -> None:
    """Refused where the statement had its re-visit. Each direction that asks for a further one is good for one.

    Cancelled re-visits do not count, published outcomes of long ago only where they came before `first_day`. `but`
    is the re-visit whose own days change.
    """
    found = others(wsoa, first_day=first_day, but=but)
    if len(found) > directions(wsoa):
        raise Refused(NO_FURTHER.format(others=", ".join(other.reference for other in found)))


def others(wsoa: WSOA, *, first_day: date, but: Revisit | None = None) -> list[Revisit]:
    """The re-visits of a statement that stand in the way of one that begins on `first_day`."""
    counted = wsoa.revisits.exclude(state=State.CANCELLED)
    if but:
        counted = counted.exclude(pk=but.pk)
    return [
        other
        for other in counted.order_by("first_day")
        if not other.historical or other.first_day < first_day
    ]


def directions(wsoa: WSOA) -> int:
    """How many recorded directions ask for a further re-visit."""
    return standing(wsoa).filter(asks_revisit=True).count()
