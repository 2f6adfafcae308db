"""After the re-visit (G28, G29): what was decided, what becomes of monitoring, and what DfE and NHS England decide."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from inspections import after as reading
from inspections import judgement_access
from inspections.actions.next_steps import record_next_step
from inspections.forms.after import NextStepForm
from inspections.models import NextStep, Revisit
from inspections.policies import Refused
from inspections.views.case import case_context
from revisits import clock
from revisits.accounts.access import signed_in


def after(request: HttpRequest, reference: str) -> HttpResponse:
    """For all staff who see the case, from its publication on."""
    case = judgement_access.finished_or_404(request.user, reference)
    context = case_context(
        request,
        case,
        after=reading.of_case(case),
        may_record=judgement_access.may_record_next_steps(request.user, case),
    )
    return render(request, "inspections/after/after.html", context)


def add_step(request: HttpRequest, reference: str) -> HttpResponse:
    return _write(request, reference, None)


def correct_step(request: HttpRequest, reference: str, step_id: int) -> HttpResponse:
    """Put an entry right by a new one, with the reason; the old one stays."""
    return _write(request, reference, step_id)


def _write(request: HttpRequest, reference: str, step_id: int | None) -> HttpResponse:
    case = _case(request, reference)
    step = get_object_or_404(NextStep, pk=step_id, revisit=case) if step_id else None
    form = NextStepForm(request.POST or None, initial=_initial(step), correcting=step is not None)
    if request.method == "POST" and form.is_valid():
        try:
            record_next_step(
                revisit=case,
                decided=form.decided(),
                corrects=step,
                reason=form.cleaned_data.get("reason", ""),
                by=signed_in(request),
                at=clock.now(),
            )
            messages.success(request, "It is recorded.")
            return redirect("after", case.reference)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    heading = "Correct what was recorded" if step else "Record what was decided"
    context = case_context(request, case, form=form, heading=heading, button="Record it", step=step)
    return render(request, "inspections/after/form.html", context)


def _case(request: HttpRequest, reference: str) -> Revisit:
    case = judgement_access.finished_or_404(request.user, reference)
    if not judgement_access.may_record_next_steps(request.user, case):
        raise Http404
    return case


def _initial(step: NextStep | None) -> dict[str, object]:
    if step is None:
        return {}
    names = ("kind", "body", "decided_on", "text", "source", "asks_revisit")
    return {name: getattr(step, name) for name in names}
