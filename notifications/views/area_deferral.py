"""Somebody of the area asks that its re-visit be deferred, and sees what was decided."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import cache_control

from inspections import access, plan_access, plan_policies
from inspections.actions.deferrals import ask_for_area
from inspections.models import Revisit
from inspections.policies import Refused
from notifications.forms.plans import AskForm
from revisits import clock
from revisits.accounts.access import signed_in
from revisits.accounts.permissions import Permission


@cache_control(no_store=True)
def ask(request: HttpRequest, reference: str) -> HttpResponse:
    """The form while one may ask, or the sentence why not; and what this person asked before."""
    case = access.area_case_or_404(request.user, reference, Permission.ASK_DEFERRAL)
    form = AskForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            ask_for_area(revisit=case, why=form.cleaned_data["why"], by=signed_in(request), at=clock.now())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request,
                "Your request is with those who decide. Your leaders will have the decision in writing.",
            )
            return redirect("area-defer", case.reference)
    asked = list(plan_access.deferrals(request.user).filter(revisit=case))
    context = {
        "revisit": case,
        "area": case.area,
        "form": form,
        "why_not": _why_not(case),
        "asked": asked,
        "waits": any(not each.decision for each in asked),
    }
    return render(request, "notifications/area_defer.html", context)


def _why_not(case: Revisit) -> str:
    try:
        plan_policies.check_ask_deferral(case)
    except Refused as refusal:
        return str(refusal)
    return ""
