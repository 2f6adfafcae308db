"""The advisers' monitoring visits (G5)."""

from datetime import date, datetime

from django.db import transaction

from inspections import policies, queries
from inspections.actions.record import record
from inspections.models import CaseEvent, MonitoringVisit
from revisits.accounts.models import User


@transaction.atomic
def record_visit(
    *, visit: MonitoringVisit, edition: str, took_place_on: date, note: str, by: User, at: datetime
) -> MonitoringVisit:
    """Record that a visit took place, or correct what was recorded.

    Raises Refused for a day to come, VisitChanged where somebody recorded it since `edition`. The history of
    the open re-visits says when it was; the note stays with the visit.
    """
    visit = MonitoringVisit.objects.select_for_update().get(pk=visit.pk)
    if visit.edition != edition:
        raise policies.VisitChanged(visit)
    policies.check_monitoring(took_place_on, at.date())
    visit.took_place_on, visit.note = took_place_on, note
    # It was made after all, needed or not.
    visit.not_needed_since, visit.not_needed_why = None, ""
    visit.save(update_fields=["took_place_on", "note", "not_needed_since", "not_needed_why"])
    said = f"The monitoring visit planned for {visit.planned_on:%-d %B %Y} took place on {took_place_on:%-d %B %Y}."
    for revisit in queries.open_cases().filter(wsoa=visit.wsoa_id):
        record(revisit, CaseEvent.Kind.MONITORING_RECORDED, by=by, at=at, text=said, data={"visit": visit.pk})
    return visit
