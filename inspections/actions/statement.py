"""The dates of a statement of action (G5): entered or corrected once its case is there, and what follows from them."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.db import transaction

from inspections import statement_policies as policies
from inspections.actions.after import MONTHS_AHEAD
from inspections.actions.record import record
from inspections.models import WSOA, CaseEvent, MonitoringVisit, Outcome, Revisit
from inspections.timeline import clocks
from revisits.accounts.models import User
from revisits.acting import acting


@transaction.atomic
def set_statement_dates(
    *, revisit: Revisit, dates: Mapping[str, date | None], edition: str, reason: str, by: User, at: datetime
) -> WSOA:
    """Set the three dates of the re-visit's statement, by the names of `statement_policies.DATES`, for a reason.

    Another day of fitness for purpose moves the advisers' visits that nobody has recorded. Each of the statement's
    re-visits has it in its history. Nothing is written where nothing differs. Raises Refused, and StatementChanged
    where the dates are no longer the `edition` that the person saw.
    """
    Revisit.objects.select_for_update().get(pk=revisit.pk)
    found = WSOA.objects.select_related("inspection").select_for_update(of=("self",))
    statement = found.get(pk=revisit.wsoa_id)
    policies.check_same(statement, edition)
    before = {name: getattr(statement, name) for name in policies.DATES}
    changed = [name for name in policies.DATES if dates[name] != before[name]]
    if not changed:
        return statement
    policies.check_dates(statement, dates, at.date())
    policies.check_reason(reason)
    for name in changed:
        setattr(statement, name, dates[name])
    with acting(why=reason):
        statement.save(update_fields=changed)
        if "fit_for_purpose_on" in changed:
            _plan_anew(statement)
    moved = "; ".join(
        f"{policies.DATES[name]}: {policies.said(before[name])} became {policies.said(dates[name])}"
        for name in changed
    )
    text = f"Statement of action, {moved}. Reason: {reason}"
    data = {name: {"from": str(before[name]), "to": str(dates[name])} for name in changed}
    for case in statement.revisits.filter(historical=False):
        record(case, CaseEvent.Kind.EDITED, by=by, at=at, text=text, data=data)
    return statement


def _plan_anew(statement: WSOA) -> None:
    """The quarterly visits by the day that holds now (G5); what took place, or has a note, or is marked stays."""
    fit_on = statement.fit_for_purpose_on
    due = list(_due(statement, fit_on)) if fit_on else []
    untouched = {"took_place_on": None, "note": "", "not_needed_since": None}
    statement.monitoring_visits.filter(**untouched).exclude(planned_on__in=due).delete()
    MonitoringVisit.objects.bulk_create(
        [MonitoringVisit(wsoa=statement, planned_on=day) for day in due], ignore_conflicts=True
    )


def _due(statement: WSOA, fit_on: date) -> Iterable[date]:
    """Until the last re-visit begins; where its letter found something insufficient, for months after it, too."""
    last = statement.revisits.latest("first_day")
    outcome = Outcome.objects.filter(revisit=last, not_sufficient__gt=0).first()
    until = clocks.months_after(outcome.published_on, MONTHS_AHEAD) if outcome else last.first_day
    for day in clocks.monitoring_due(fit_on, until):
        if day <= last.first_day or (outcome and day > outcome.published_on):
            yield day
