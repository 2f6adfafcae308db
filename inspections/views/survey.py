"""The parents' survey of a case: its window, whether it works, and what was wrong with it before."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from inspections import access, survey_policies
from inspections import survey as reading
from inspections.actions import survey as actions
from inspections.forms.survey import SurveyForm
from inspections.models import QuestionSet, Revisit, SurveyIncident
from inspections.policies import Refused
from inspections.question_states import SetState
from inspections.views.case import case_context
from inspections.views.sent import sent
from revisits import clock
from revisits.accounts.access import signed_in
from revisits.accounts.permissions import Permission

PER_PAGE = 20
Purpose = QuestionSet.Purpose


def survey(request: HttpRequest, reference: str) -> HttpResponse:
    """How the survey stands; a POST says that it is broken, or, while it is, that it works again."""
    case = access.case_or_404(request.user, reference)
    may = access.may(request.user, Permission.EDIT_CASE, case)
    if case.historical or (request.method == "POST" and not may):
        raise Http404
    incident = reading.broken(case)
    form = SurveyForm(request.POST or None, mending=incident is not None)
    if sent(request, form) and _said(request, case, incident, form):
        return redirect("survey", case.reference)
    window, now = reading.window(case), clock.now()
    past = access.survey_incidents(request.user).filter(revisit=case).exclude(mended_at=None)
    page = Paginator(past.select_related("reported_by", "mended_by"), PER_PAGE).get_page(
        request.GET.get("page")
    )
    context = case_context(
        request,
        case,
        form=form,
        reports=may,
        window=window,
        is_open=window.is_open(now),
        is_closed=bool(window.closes and window.closes <= now),
        visit_over=bool(case.last_day and case.last_day < now.date()),
        incident=incident,
        page=page,
        refusal="" if incident else _refusal(case),
        address=reading.address(case),
        changes=access.survey_changes(request.user).filter(revisit=case).select_related("by")[:PER_PAGE],
        agreed=case.question_sets.filter(purpose=Purpose.SURVEY, state=SetState.AGREED).first(),
        closing=case.timeline.filter(code="survey_closes").first(),
    )
    return render(request, "inspections/survey.html", context)


def _said(request: HttpRequest, case: Revisit, incident: SurveyIncident | None, form: SurveyForm) -> bool:
    act = actions.mend if incident else actions.report_broken
    try:
        act(revisit=case, said=form.cleaned_data["said"], by=signed_in(request), at=clock.now())
    except Refused as refusal:
        form.add_error(refusal.field or None, str(refusal))
        return False
    done = "works again" if incident else "is reported broken"
    messages.success(
        request, f"The survey {done}. The public page says so, and those who were told of it are told."
    )
    return True


def _refusal(case: Revisit) -> str:
    try:
        survey_policies.check_broken(case, clock.now())
    except Refused as refusal:
        return str(refusal)
    return ""
