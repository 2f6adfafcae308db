"""The dates of the statement of action that a re-visit follows (G5)."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from inspections import access
from inspections.actions.statement import set_statement_dates
from inspections.forms.statement import StatementForm, initial_dates
from inspections.policies import Refused
from inspections.statement_policies import StatementChanged
from inspections.views.case import case_context
from revisits import clock
from revisits.accounts.access import signed_in
from revisits.accounts.permissions import Permission

HEADING = "Dates of the statement of action"


def statement_dates(request: HttpRequest, reference: str) -> HttpResponse:
    """Enter or correct them; whoever comes second is told."""
    case = access.case_or_404(request.user, reference, Permission.EDIT_CASE)
    typed = request.POST.copy()
    form = StatementForm(typed or None, initial=initial_dates(case.wsoa))
    if request.method == "POST" and form.is_valid():
        try:
            set_statement_dates(revisit=case, by=signed_in(request), at=clock.now(), **form.given)
            messages.success(
                request, "The dates of the statement are kept. The advisers' visits follow from them."
            )
            return redirect("revisit", case.reference)
        except StatementChanged as changed:
            typed["edition"] = changed.statement.edition
            form.add_error(None, str(changed))
        except Refused as refusal:
            form.add_error(refusal.field or None, str(refusal))
    context = case_context(request, case, form=form, heading=HEADING, button="Keep the dates")
    return render(request, "inspections/statement.html", context)
