"""One step of a letter, taken by a form."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from inspections.forms.base import CaseForm
from inspections.models import Revisit
from inspections.policies import Refused
from inspections.views.case import case_context


def step(
    request: HttpRequest, case: Revisit, form: CaseForm, act: Callable[[], str], *, back: str, **words: Any
) -> HttpResponse:
    """Show the form; sent and right, do it, say what `act` returns, and go `back` to the page of that name.

    `words` are the heading, the button, and what `letters/step.html` explains.
    """
    if request.method == "POST" and form.is_valid():
        try:
            messages.success(request, act())
            return redirect(back, case.reference)
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
    context = case_context(request, case, form=form, back=back, **words)
    response = render(request, "letters/step.html", context)
    response["Cache-Control"] = "no-store"
    return response
