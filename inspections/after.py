"""After the letter is published (G28, G29): what was decided in all, what follows, and whether there may be more.

What a publication sets off is an action, `follow_publication`; whoever publishes imports it from here.
"""

from dataclasses import dataclass

from django.db.models import QuerySet

from inspections.actions.after import follow_publication as follow_publication
from inspections.actions.after import take_back_publication as take_back_publication
from inspections.further import standing
from inspections.models import MonitoringVisit, NextStep, Outcome, Revisit


@dataclass(frozen=True)
class After:
    """Where a published re-visit stands. `outcome` is None where it is not on file; `steps` in the order of their days.

    `planned` are the advisers' visits to come or no longer needed, from the day of publication on.
    """

    outcome: Outcome | None
    steps: tuple[NextStep, ...]
    planned: tuple[MonitoringVisit, ...]
    directed: bool

    @property
    def all_sufficient(self) -> bool:
        return bool(self.outcome and self.outcome.not_sufficient == 0)


def of_case(revisit: Revisit) -> After:
    """What a page shows of it: four queries."""
    outcome = Outcome.objects.filter(revisit=revisit).first()
    since = outcome.published_on if outcome else revisit.first_day
    planned = revisit.wsoa.monitoring_visits.filter(planned_on__gt=since, took_place_on=None)
    return After(
        outcome,
        tuple(_with_corrections(revisit)),
        tuple(planned),
        standing(revisit.wsoa).filter(revisit=revisit, asks_revisit=True).exists(),
    )


def _with_corrections(revisit: Revisit) -> QuerySet[NextStep]:
    return revisit.next_steps.select_related("recorded_by", "corrects", "corrected_by").order_by(
        "decided_on", "id"
    )
