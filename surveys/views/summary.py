"""The summary of a closed survey, without free text: for the forum of the area and for staff, as page and PDF (G16)."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from inspections import access as case_access
from inspections import survey as windows
from inspections.models import Revisit
from letters.rendering.pdf import page_pdf
from revisits import clock
from surveys import access, counting, results
from surveys.models import Survey
from surveys.then import answered_then


@require_safe
@cache_control(no_store=True)
def area_survey(request: HttpRequest, reference: str) -> HttpResponse:
    """While it is open, how many answered; afterwards the figures."""
    case = access.summary_or_404(request.user, reference)
    survey = Survey.objects.filter(revisit=case).first()
    window = windows.window(case)
    total, ways = counting.ways(survey)
    context = _context(request, case) | {
        "closed": survey is not None and survey.closed_at is not None,
        "window": window,
        "is_open": window.is_open(clock.now()),
        "total": total,
        "ways": ways,
        "by": "question",
        "of_staff": case_access.sees_case(request.user, case.pk, case.area_id),
    }
    return render(request, "surveys/summary.html", context)


@require_safe
@cache_control(no_store=True)
def area_survey_pdf(request: HttpRequest, reference: str) -> HttpResponse:
    case = access.summary_or_404(request.user, reference)
    context = _context(request, case)
    if not context["parts"]:
        raise Http404
    pdf = page_pdf(render_to_string("surveys/summary_print.html", context), ("summary.css",))
    answer = HttpResponse(pdf, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="survey-{case.reference}.pdf"'
    return answer


def _context(request: HttpRequest, case: Revisit) -> dict[str, Any]:
    survey = Survey.objects.filter(revisit=case).first()
    then = answered_then(request.user, survey)
    return {"revisit": case, "area": case.area, "parts": results.shown(request.user, case), "then": then}
