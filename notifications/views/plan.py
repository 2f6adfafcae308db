"""A change of plan: what it undoes and who knows of it, why it is made, who gets what, then the button."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from inspections import access, plan_access, plan_policies, suspending
from inspections.actions import plans
from inspections.models import Revisit
from inspections.policies import Refused
from inspections.views.case import case_context
from inspections.views.sent import sent
from inspections.workflow import Event
from notifications.domain import told_so_far
from notifications.domain.compose import Composed, preview
from notifications.forms.plans import PlanForm
from revisits import clock
from revisits.accounts.access import signed_in
from revisits.accounts.permissions import Permission

# The action of each change, the message that tells of it, and what the page says once it is made.
ACTIONS = {
    Event.POSTPONE: (
        plans.postpone,
        "postponed",
        "The visit is postponed. Set its new days when they are known.",
    ),
    Event.CANCEL: (plans.cancel, "cancelled", "The visit is cancelled."),
}


def plan(request: HttpRequest, reference: str) -> HttpResponse:
    """Three looks at one page: the effect and the form, the messages as they will be sent, and the change itself."""
    case = access.case_or_404(request.user, reference, Permission.CHANGE_PLAN)
    if case.historical:
        raise Http404
    form = PlanForm(request.POST or None, plans=plan_policies.plans(case))
    if sent(request, form):
        if "confirm" not in request.POST:
            return _check(request, case, form)
        try:
            return _made(request, case, form)
        except Refused as refusal:
            form.add_error("reason" if refusal.field == "reason" else None, str(refusal))
    context = case_context(
        request,
        case,
        form=form,
        heading="Change of plan",
        falls_away=told_so_far.dates_that_fall_away(case),
        known=told_so_far.known(case),
        suspended=suspending.in_force(case),
        deferral=plan_access.deferrals(request.user).filter(revisit=case).first(),
    )
    return render(request, "notifications/plan.html", context)


def _check(request: HttpRequest, case: Revisit, form: PlanForm) -> HttpResponse:
    event = Event(form.cleaned_data["plan"])
    heading = "Postpone the visit" if event is Event.POSTPONE else "Cancel the visit"
    context: dict[str, Any] = {"form": form, "heading": heading, "messages_out": _preview(case, event, form)}
    return render(request, "notifications/plan_check.html", case_context(request, case, **context))


def _preview(case: Revisit, event: Event, form: PlanForm) -> list[Composed]:
    data = plans.told(case, form.cleaned_data["reason"])
    return preview(case, ACTIONS[event][1], at=clock.now(), data=data)


def _made(request: HttpRequest, case: Revisit, form: PlanForm) -> HttpResponse:
    act, _, said = ACTIONS[Event(form.cleaned_data["plan"])]
    act(revisit=case, reason=form.cleaned_data["reason"], by=signed_in(request), at=clock.now())
    messages.success(request, f"{said} The messages are on their way.")
    return redirect("revisit", case.reference)
