"""The overview of one case, and the frame of all its pages."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from inspections import access, cautions, plan_policies, queries, readers
from inspections.evidence_access import reads_base
from inspections.models import Revisit, TeamMember, TimelineEvent
from inspections.models.timeline_event import Status
from inspections.next_steps import next_step
from revisits import clock
from revisits.accounts import access as held
from revisits.accounts.permissions import Permission


def case_context(request: HttpRequest, revisit: Revisit, **more: Any) -> dict[str, Any]:
    """What the frame of every case page needs."""
    can = {permission.name.lower(): True for permission in access.allowed(request.user, revisit)}
    base_open = not revisit.historical and reads_base(request.user, revisit)
    return {"revisit": revisit, "area": revisit.area, "can": can, "base_open": base_open, **more}


def revisit(request: HttpRequest, reference: str) -> HttpResponse:
    """The overview, for staff; people of the area are shown their own page of the same case."""
    if not held.may(request.user, Permission.VIEW_CASES):
        return redirect("area-case", reference)
    case = access.case_or_404(request.user, reference)
    if case.historical:
        return render(request, "inspections/historical.html", _historical(request, case))
    now = clock.now()
    timeline, team = list(case.timeline.only(*queries.SHOWN)), case.team.all()
    # What is due or late of a visit that does not take place on these days is neither.
    standing = [(event, event.status(now)) for event in timeline] if case.dates_hold else []
    context = case_context(
        request,
        case,
        team=team,
        next_step=_next_step(request, case, timeline, team),
        may_stop=bool(plan_policies.plans(case)),
        late=[event for event, status in standing if status == Status.LATE],
        upcoming=[pair for pair in standing if pair[1] in (Status.DUE, Status.COMING)][:5],
        cautions=cautions.of_case(case, timeline, team) if timeline and case.dates_hold else (),
        weaknesses=case.wsoa.weaknesses.all(),
        monitoring=case.wsoa.monitoring_visits.all(),
        wsoa_due=case.wsoa.due(queries.calendar()) if case.wsoa.received_on else None,
        revisit_due=case.wsoa.revisit_due(),
    )
    return render(request, "inspections/overview.html", context)


def _next_step(
    request: HttpRequest, case: Revisit, timeline: Iterable[TimelineEvent], team: Iterable[TeamMember]
) -> str:
    reader = readers.of_staff(held.signed_in(request), team)
    return next_step(case.state, reader, timeline if case.dates_hold else ()) if reader else ""


def _historical(request: HttpRequest, case: Revisit) -> dict[str, Any]:
    return case_context(request, case, weaknesses=case.wsoa.weaknesses.all())
