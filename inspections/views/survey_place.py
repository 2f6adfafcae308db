"""Where parents answer the survey of a case, how it is extended or replaced, and how many answered (G16)."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from inspections import access, survey
from inspections.actions import survey as actions
from inspections.actions import survey_changes as changes
from inspections.actions.cases import edit_details
from inspections.forms.survey import AnswersForm, ExtendForm, ReplaceForm, SurveyPlaceForm
from inspections.models import Revisit
from inspections.policies import Conflict, Refused
from inspections.views.case import case_context
from inspections.views.details import conflict_page
from inspections.views.sent import sent
from revisits import clock
from revisits.accounts.access import signed_in
from revisits.accounts.permissions import Permission

PLACE = "Where parents answer the survey"
REPLACE = "Replace the survey"
TOLD = "Those who were told of it are told, and the public page says so."
NEW_LETTER = "The letter to parents names the earlier one: issue a new version."


def kind(request: HttpRequest, reference: str) -> HttpResponse:
    """Choose an outside survey by its link, or our own."""
    case = _case(request, reference)
    form = SurveyPlaceForm(request.POST or None, initial=_initial(case))
    if request.method == "POST" and form.is_valid():
        version, by = form.cleaned_data["version"], signed_in(request)
        try:
            edit_details(revisit=case, version=version, changes=form.changes, by=by, at=clock.now())
            messages.success(request, "It is kept. The letter to parents and the public page say so.")
            return redirect("survey", case.reference)
        except Conflict as conflict:
            current = conflict.current
            return conflict_page(request, current, form, _initial(current), PLACE)
        except Refused as refusal:
            form.add_error(refusal.field or None, str(refusal))
    context = case_context(request, case, form=form, heading=PLACE, button="Keep it")
    return render(request, "inspections/survey_form.html", context)


def answers(request: HttpRequest, reference: str) -> HttpResponse:
    """Type how many answered an outside survey."""
    case = _case(request, reference)
    form = AnswersForm(request.POST or None, initial={"answers": case.survey_answers})
    if request.method == "POST" and form.is_valid():
        try:
            actions.count_answers(revisit=case, by=signed_in(request), at=clock.now(), **form.cleaned_data)
            messages.success(request, "The number is kept.")
            return redirect("survey", case.reference)
        except Refused as refusal:
            form.add_error(refusal.field or None, str(refusal))
    context = case_context(
        request, case, form=form, heading="Answers to the survey", button="Keep the number"
    )
    return render(request, "inspections/survey_form.html", context)


def extend(request: HttpRequest, reference: str) -> HttpResponse:
    """Keep it open for longer, for a reason that everybody reads."""
    case = _case(request, reference)
    form = ExtendForm(request.POST or None)
    if sent(request, form):
        given = {**form.cleaned_data, "time": f"{form.cleaned_data['time']:%H:%M}"}
        try:
            changes.extend_survey(revisit=case, by=signed_in(request), at=clock.now(), **given)
            messages.success(request, f"The survey stays open. {TOLD}")
            return redirect("survey", case.reference)
        except Refused as refusal:
            form.add_error(refusal.field or None, str(refusal))
    closes = survey.window(case).closes
    context = case_context(
        request, case, form=form, heading="Extend the survey", button="Keep it open", closes=closes
    )
    return render(request, "inspections/survey_form.html", context)


def replace(request: HttpRequest, reference: str) -> HttpResponse:
    """Send parents to another survey while theirs is open."""
    case = _case(request, reference)
    form = ReplaceForm(request.POST or None, initial={**_initial(case), "survey_url": ""})
    if sent(request, form):
        given = form.cleaned_data
        try:
            changes.replace_survey(
                revisit=case,
                version=given["version"],
                kind=given["survey_kind"],
                link=given["survey_url"],
                why=given["why"],
                by=signed_in(request),
                at=clock.now(),
            )
            messages.success(request, f"The survey is replaced. {TOLD} {NEW_LETTER}")
            return redirect("survey", case.reference)
        except Conflict as conflict:
            current = conflict.current
            return conflict_page(request, current, form, _initial(current), REPLACE)
        except Refused as refusal:
            form.add_error(refusal.field or None, str(refusal))
    context = case_context(request, case, form=form, heading=REPLACE, button="Replace it")
    return render(request, "inspections/survey_form.html", context)


def _case(request: HttpRequest, reference: str) -> Revisit:
    case = access.case_or_404(request.user, reference, Permission.EDIT_CASE)
    if case.historical:
        raise Http404
    return case


def _initial(case: Revisit) -> dict[str, object]:
    return {"version": case.version, "survey_kind": case.survey_kind, "survey_url": case.survey_url}
