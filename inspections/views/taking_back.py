"""Taking a re-visit back to the stage before."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from inspections import access
from inspections.actions.taking_back import take_back as take_it_back
from inspections.forms.timeline import TakeBackForm
from inspections.policies import Refused
from inspections.timeline.schedule import RULES
from inspections.views.case import case_context
from inspections.workflow import State, undone_with, way_back
from revisits import clock
from revisits.accounts.access import signed_in
from revisits.accounts.permissions import Permission


def take_back(request: HttpRequest, reference: str) -> HttpResponse:
    """What goes back with it, then the reason; a sentence at a stage from which nothing is taken back here."""
    case = access.case_or_404(request.user, reference, Permission.TAKE_BACK)
    if case.historical:
        raise Http404
    back = way_back(State(case.state))
    if back is None:
        context = case_context(request, case, heading="Back to the stage before")
        return render(request, "inspections/take_back.html", context)
    form = TakeBackForm(request.POST or None, initial={"seen": case.state})
    if request.method == "POST" and form.is_valid():
        try:
            row = take_it_back(revisit=case, by=signed_in(request), at=clock.now(), **form.cleaned_data)
            messages.success(request, f"The re-visit is back at the stage “{row.target.label}”.")
            return redirect("timeline", case.reference)
        except Refused as refusal:
            form.add_error("reason", str(refusal))
    code = undone_with(back)
    context = case_context(
        request,
        case,
        form=form,
        heading=f"Back to the stage “{back.target.label}”",
        button="Take it back",
        undone=RULES[code].title if code else "",
    )
    return render(request, "inspections/take_back.html", context)
