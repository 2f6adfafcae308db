"""The survey as a paper form: PDF/UA on A4, in usual or large print, in the languages whose letters the fonts have."""

from datetime import datetime
from functools import lru_cache

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from inspections.models import Revisit
from inspections.survey import address
from letters.composing.wording import LASEND_EMAIL
from letters.rendering.pdf import page_pdf
from revisits.public.answers import nothing_there
from revisits.public.survey_page import has_paper, moment, on_paper
from revisits.public.survey_view import Look
from revisits.public.views.registering import for_the_announced
from surveys import asking, wording

KEPT = 64


@for_the_announced
def paper(request: HttpRequest, case: Revisit, now: datetime) -> HttpResponse:
    """From the agreement of the questions until the closing."""
    if not asking.is_here(case):
        return nothing_there()
    stand = asking.stand(case, now)
    look = on_paper(Look.of(stand.asks, request.GET))
    if stand.asks is None or not has_paper(stand):
        return nothing_there()
    forum = case.area.forum
    context = {
        "look": look,
        "words": wording.words(look.language.code),
        "area": case.area_name,
        "asked": asking.questions(stand.asks, look.language.code),
        "closes": moment(stand.times.closes, look),
        "email": case.email_contributions or LASEND_EMAIL,
        "forum": forum.name if forum else "",
        "address": address(case),
    }
    pdf = _pdf(render_to_string("public/survey/paper.html", context), look.large)
    answer = HttpResponse(pdf, content_type="application/pdf")
    large = "-large-print" if look.large else ""
    answer["Content-Disposition"] = f'inline; filename="survey-{case.reference}{large}.pdf"'
    return answer


@lru_cache(maxsize=KEPT)
def _pdf(html: str, large: bool) -> bytes:
    """Made once for what it says: anybody may ask for it as often as they like."""
    return page_pdf(html, ("paper.css", "paper_large.css") if large else ("paper.css",))
