"""The results of a parents' survey for staff: how many came while it is open, and after it the figures (G16, G20)."""

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from inspections import survey as windows
from inspections.evidence_access import reads_base
from inspections.models.revisit import SurveyKind
from inspections.views.case import case_context
from inspections.workflow import ENDED
from revisits import clock
from surveys import access, counting, figures_csv, results
from surveys.models import Survey
from surveys.then import answered_then


@require_safe
@cache_control(no_store=True)
def survey_results(request: HttpRequest, reference: str) -> HttpResponse:
    """`?by=` weakness or setting arranges the same figures otherwise."""
    case = access.results_or_404(request.user, reference)
    survey = Survey.objects.filter(revisit=case).first()
    by = request.GET.get("by", "")
    total, ways = counting.ways(survey)
    window = windows.window(case)
    closed = survey is not None and survey.closed_at is not None
    context = case_context(
        request,
        case,
        survey=survey,
        closed=closed,
        window=window,
        is_open=window.is_open(clock.now()),
        own=case.survey_kind == SurveyKind.OWN,
        ended=case.state in ENDED,
        by=by if by in results.BY else "question",
        ways_to_look=results.BY,
        parts=results.shown(request.user, case),
        then=answered_then(request.user, survey),
        total=total,
        ways=ways,
        set_apart=counting.set_apart(survey) if survey else 0,
        waiting=counting.waiting(survey) if survey and closed else 0,
        reads_words=closed and access.reads_words(request.user, case),
        cites=access.marks_words(request.user, case) and reads_base(request.user, case),
    )
    return render(request, "surveys/results.html", context)


@require_safe
def survey_results_csv(request: HttpRequest, reference: str) -> StreamingHttpResponse:
    """The figures as they are shown: what is suppressed there is suppressed here."""
    case = access.results_or_404(request.user, reference)
    found = figures_csv.lines(results.figures_of(request.user, case))
    answer = StreamingHttpResponse(found, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="survey-{case.reference}.csv"'
    return answer
