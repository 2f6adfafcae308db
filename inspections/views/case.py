"""The overview of one case, and the frame of all its pages."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from inspections import access, cautions, judgement_policies, plan_policies, queries, readers
from inspections.evidence_access import reads_base
from inspections.models import Revisit, TeamMember, TimelineEvent
from inspections.models.timeline_event import Status
from inspections.next_steps import next_page, next_step
from inspections.timeline.warnings import Caution
from inspections.workflow import ENDED, OVER
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
    timeline, team = queries.timeline(case.pk), case.team.all()
    # What is due or late of a visit that does not take place on these days is neither; nor is it once all is over.
    stands = case.dates_hold and case.state not in ENDED
    standing = [(event, event.status(now)) for event in timeline] if stands else []
    context = case_context(
        request,
        case,
        outstanding=_outstanding(request, case, timeline, now.date()),
        team=team,
        **_next_step(request, case, timeline, team),
        may_stop=bool(plan_policies.plans(case)),
        may_move=case.state not in OVER,
        late=[event for event, status in standing if status == Status.LATE],
        upcoming=[pair for pair in standing if pair[1] in (Status.DUE, Status.COMING)][:5],
        cautions=_cautions(request, case, timeline, team),
        weaknesses=queries.weaknesses(case.wsoa_id),
        monitoring=queries.monitoring_visits(case.wsoa_id),
        wsoa_due=case.wsoa.due(queries.calendar()) if case.wsoa.received_on else None,
        revisit_due=case.wsoa.revisit_due(),
    )
    return render(request, "inspections/overview.html", context)


def _cautions(
    request: HttpRequest, case: Revisit, timeline: list[TimelineEvent], team: Iterable[TeamMember]
) -> tuple[Caution, ...]:
    told = timeline and case.dates_hold
    return cautions.of_case(case, timeline, team, reader=request.user) if told else ()


def _next_step(
    request: HttpRequest, case: Revisit, timeline: Iterable[TimelineEvent], team: Iterable[TeamMember]
) -> dict[str, str]:
    """The sentence, and the name of the page on which it is done."""
    reader = readers.of_staff(held.signed_in(request), team)
    if reader is None:
        return {}
    events = timeline if case.dates_hold else ()
    return {
        "next_step": next_step(case.state, reader, events),
        "next_page": next_page(case.state, reader, events),
    }


def _outstanding(
    request: HttpRequest, case: Revisit, timeline: list[TimelineEvent], today: date
) -> list[str]:
    """What judgement still needs (G13, G15), for whoever reads the evidence base, once it is near."""
    near = judgement_policies.is_near(case, timeline, today)
    return judgement_policies.outstanding(case) if near and reads_base(request.user, case) else []


def _historical(request: HttpRequest, case: Revisit) -> dict[str, Any]:
    return case_context(request, case, weaknesses=case.wsoa.weaknesses.all())
