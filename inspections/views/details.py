"""Changing the details of a case. Whoever comes second is told, and sees both texts."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from inspections import access
from inspections.actions import cases as actions
from inspections.forms.details import DetailsForm, VersionedForm, initial_details
from inspections.forms.survey import SurveyPlaceForm
from inspections.models import Revisit
from inspections.policies import Conflict, Refused
from inspections.views.case import case_context
from inspections.views.sent import sent
from revisits import clock
from revisits.accounts.access import signed_in
from revisits.accounts.permissions import Permission


def details(request: HttpRequest, reference: str) -> HttpResponse:
    case = access.case_or_404(request.user, reference, Permission.EDIT_CASE)
    form = DetailsForm(request.POST or None, initial=initial_details(case))
    if sent(request, form):
        try:
            actions.edit_details(
                revisit=case,
                version=form.cleaned_data["version"],
                changes=form.changes,
                by=signed_in(request),
                at=clock.now(),
            )
            messages.success(request, "The details are saved.")
            return redirect("revisit", case.reference)
        except Conflict as conflict:
            return conflict_page(
                request, conflict.current, form, initial_details(conflict.current), "Details for parents"
            )
        except Refused as refusal:
            form.add_error(refusal.field or None, str(refusal))
    return render(
        request,
        "inspections/case_form.html",
        case_context(request, case, form=form, heading="Details for parents", button="Save"),
    )


def _said(value: object) -> object:
    if isinstance(value, bool):
        return "Yes" if value else "No"
    return value or "Empty"


def conflict_page(
    request: HttpRequest,
    current: Revisit,
    form: VersionedForm | SurveyPlaceForm,
    theirs: dict[str, Any],
    heading: str,
) -> HttpResponse:
    """Both texts side by side; the form keeps what was typed, and saves over the new version if sent again."""
    differing = [
        (form.fields[name].label, _said(theirs[name]), _said(value))
        for name, value in form.cleaned_data.items()
        if name in theirs and name != "version" and (value or None) != (theirs[name] or None)
    ]
    retry = form.data.copy()  # type: ignore[attr-defined]
    retry["version"] = str(current.version)
    context = case_context(
        request,
        current,
        form=form.over(retry),
        differing=differing,
        heading=heading,
        button="Save mine over it",
    )
    return render(request, "inspections/conflict.html", context, status=409)
