"""An area's request to defer: put on file, then decided with its effect shown first."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from inspections import access, effects, plan_access
from inspections.actions import deferrals as actions
from inspections.models import Deferral, Revisit
from inspections.policies import Refused
from inspections.views.case import case_context
from inspections.views.sent import sent
from notifications.domain.rehearse import rehearse
from notifications.forms.plans import DecideDeferralForm, DeferralForm
from notifications.views.typed import typed
from revisits import clock
from revisits.accounts.access import signed_in
from revisits.accounts.permissions import Permission


def ask(request: HttpRequest, reference: str) -> HttpResponse:
    case = access.case_or_404(request.user, reference, Permission.CHANGE_PLAN)
    form = DeferralForm(request.POST or None, today=clock.today(), initial={"asked_on": clock.today()})
    if request.method == "POST" and form.is_valid():
        try:
            actions.ask_deferral(revisit=case, by=signed_in(request), at=clock.now(), **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "The request is on file. Decide it when you know.")
            return redirect("defer-decide", case.reference)
    context = case_context(
        request, case, form=form, heading="The area asks to defer", button="Put it on file"
    )
    return render(request, "inspections/case_form.html", context)


def decide(request: HttpRequest, reference: str) -> HttpResponse:
    """The request, the decision, what it does and who reads what; then the decision itself."""
    case = access.case_or_404(request.user, reference, Permission.CHANGE_PLAN)
    deferral = plan_access.deferrals(request.user).filter(revisit=case).first()
    if deferral is None:
        raise Http404
    form = DecideDeferralForm(request.POST or None)
    if sent(request, form):
        try:
            if "confirm" not in request.POST:
                return _check(request, case, deferral, form)
            _act(request, deferral, form)
        except (Refused, ValidationError) as refusal:
            form.add_error(None, getattr(refusal, "messages", str(refusal)))
        else:
            messages.success(request, "It is decided, and the area has it in writing.")
            return redirect("revisit", case.reference)
    context = case_context(request, case, form=form, deferral=deferral, heading="Decide the request to defer")
    return render(request, "notifications/deferral.html", context)


def _act(request: HttpRequest, deferral: Deferral, form: DecideDeferralForm) -> Deferral:
    by, at, reason = signed_in(request), clock.now(), form.cleaned_data["reason"]
    if form.granted is None:
        return actions.decline(deferral=deferral, reason=reason, by=by, at=at)
    return actions.grant(deferral=deferral, reason=reason, by=by, at=at, **form.granted)


def _check(request: HttpRequest, case: Revisit, deferral: Deferral, form: DecideDeferralForm) -> HttpResponse:
    found = rehearse(lambda: _act(request, deferral, form), cases=[case.pk])
    new = form.granted or {}
    context = case_context(
        request,
        case,
        form=form,
        deferral=deferral,
        heading="Decide the request to defer",
        decision=dict(form.CHOICES)[form.cleaned_data["decision"]],
        effect=effects.of_days(case, new["first_day"], new["days"]) if new else None,
        messages_out=found,
        typed=typed(request),
    )
    return render(request, "notifications/deferral_check.html", context)
