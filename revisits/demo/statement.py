"""When the statement of action of one demo case was declared fit for purpose: no source prints it, so it is invented.

From it come the advisers' visits (G5), of which the first are recorded.
"""

from datetime import date, datetime, time, timedelta

from inspections.actions.monitoring import record_visit
from inspections.actions.statement import set_statement_dates
from inspections.models import WSOA, Revisit
from inspections.timeline import times
from revisits.acting import acting
from revisits.demo.people import person

FIT_ON = {"essex-2022": date(2020, 11, 23)}
INVENTED = "Invented for the demo: no source says when."
# Visits take place some days after the one that was planned.
TOOK_PLACE = timedelta(days=2)
# The last of the visits is left to be recorded, as the advisers' page is for.
RECORDED = 4
NOTE = "Invented for the demo. Leaders showed how the plan stands, action by action."


def date_statement(revisit: Revisit, at: datetime) -> None:
    """Enter the day, and have the advisers record all but the last of the visits before `at`."""
    fit_on = FIT_ON.get(revisit.reference)
    if fit_on is None or fit_on > at.date():
        return
    support, adviser, statement = person("support"), person("dfe"), revisit.wsoa
    dates = {"received_on": None, "submitted_on": None, "fit_for_purpose_on": fit_on}
    with acting(person=support.pk, at=at):
        set_statement_dates(
            revisit=revisit, dates=dates, edition=statement.edition, reason=INVENTED, by=support, at=at
        )
    behind = statement.monitoring_visits.filter(planned_on__lt=at.date() - TOOK_PLACE)
    for visit in behind.order_by("planned_on")[:RECORDED]:
        on = visit.planned_on + TOOK_PLACE
        recorded = times.london(on, time(17))
        with acting(person=adviser.pk, at=recorded):
            record_visit(
                visit=visit, edition=visit.edition, took_place_on=on, note=NOTE, by=adviser, at=recorded
            )


def undate_statement(revisit: Revisit) -> None:
    """As it was before: the demo's cases come and go, their statement stays."""
    revisit.wsoa.monitoring_visits.all().delete()
    WSOA.objects.filter(pk=revisit.wsoa_id).update(fit_for_purpose_on=None)
