"""The survey as a paper form: PDF/UA on A4, in usual or large print, in the reader's language if it can be printed."""

from datetime import datetime
from functools import lru_cache

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString

from inspections.models import Revisit
from inspections.survey import address
from letters.composing.wording import LASEND_EMAIL
from letters.rendering.pdf import page_pdf
from revisits.public.answers import nothing_there
from revisits.public.survey_on_paper import has_paper, on_paper
from revisits.public.survey_page import moment
from revisits.public.survey_view import Look
from revisits.public.views.registering import for_the_announced
from surveys import asking, wording
from surveys.languages import ENGLISH

# Of each case fourteen languages in two sizes; 20 kB each.
KEPT = 256


@for_the_announced
def paper(request: HttpRequest, case: Revisit, now: datetime) -> HttpResponse:
    """From the agreement of the questions until the closing."""
    if not asking.is_here(case):
        return nothing_there()
    stand = asking.stand(case, now)
    if stand.asks is None or not has_paper(stand):
        return nothing_there()
    wanted = Look.of(stand.asks, request.GET)
    look = on_paper(wanted, stand.asks)
    forum = case.area.forum
    context = {
        "look": look,
        "wanted": wanted.language,
        "words": wording.words(look.language.code),
        "area": case.area_name,
        "asked": asking.questions(stand.asks, look.language.code),
        "closes": moment(stand.times.closes, look),
        "email": _as_it_is(case.email_contributions or LASEND_EMAIL),
        "help": _as_it_is(LASEND_EMAIL),
        "forum": forum.name if forum else "",
        "address": _as_it_is(address(case)),
    }
    pdf = _pdf(render_to_string("public/survey/paper.html", context), look.large, look.language.code)
    answer = HttpResponse(pdf, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{_name(case, look)}"'
    return answer


def _name(case: Revisit, look: Look) -> str:
    """Of the file: "survey-essex-2022-ur-large-print.pdf"."""
    language = "" if look.language == ENGLISH else f"-{look.language.code}"
    return f"survey-{case.reference}{language}{'-large-print' if look.large else ''}.pdf"


def _as_it_is(address: str) -> SafeString:
    """Read from left to right, and on one line, among words that run the other way."""
    return format_html('<span class="address" dir="ltr">{}</span>', address)


@lru_cache(maxsize=KEPT)
def _pdf(html: str, large: bool, language: str) -> bytes:
    """Made once for what it says: anybody may ask for it as often as they like."""
    sheets = ("paper.css", "paper_large.css") if large else ("paper.css",)
    return page_pdf(html, sheets, language=language)
