"""Coming back to answers by their code, to go on with them or to change what was sent."""

from datetime import datetime, timedelta

from django.http import HttpRequest, HttpResponse

from inspections.models import Revisit
from revisits.public import network, survey_tokens
from revisits.public.answers import nothing_there
from revisits.public.survey_page import check_page, late_page, shown
from revisits.public.survey_sheet import Sheet
from revisits.public.survey_view import Look
from revisits.public.views.registering import for_the_announced
from surveys import asking, codes, flood, responding
from surveys.asking import Stand
from surveys.models import Response
from surveys.window import Standing


@for_the_announced
def come_back(request: HttpRequest, case: Revisit, now: datetime) -> HttpResponse:
    """The form for the code; with the right one the answers, as they would be sent."""
    if not asking.is_here(case):
        return nothing_there()
    stand = asking.stand(case, now)
    look = Look.of(stand.asks, request.GET)
    if stand.survey is None or stand.standing not in (Standing.OPEN, Standing.GRACE):
        return late_page(case, stand, look)
    if request.method != "POST":
        return shown("public/survey/return.html", case, stand, look)
    if not flood.may_look(survey=case.pk, network=network.of(request), now=now):
        return shown("public/survey/return.html", case, stand, look, problem="return.too_often", status=429)
    code = codes.plain(request.POST.get("code", "")[:40])
    found = responding.by_code(stand.survey, code) if code else None
    if found is None or not _may_go_on(stand, found):
        return shown("public/survey/return.html", case, stand, look, problem="return.unknown")
    return _answers(case, stand, look, found, code, now)


def _may_go_on(stand: Stand, found: Response) -> bool:
    """What was sent is changed until the closing; what was only kept was begun before it, so may be sent after."""
    return stand.standing == Standing.OPEN or found.state == Response.State.KEPT


def _answers(
    case: Revisit, stand: Stand, look: Look, found: Response, code: str, now: datetime
) -> HttpResponse:
    assert stand.asks is not None and stand.times.closes is not None
    asked = asking.questions(stand.asks, look.language.code)
    began = now if stand.standing == Standing.OPEN else stand.times.closes - timedelta(seconds=1)
    begun = survey_tokens.Begun(began, code, again=found.state != Response.State.KEPT)
    return check_page(case, stand, look, begun, Sheet(responding.given_by(found)), asked)
