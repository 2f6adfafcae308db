"""Finding one's area: every announced re-visit, coming and past, and the page of an area."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.db.models import BooleanField, Case, DateField, F, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from inspections.models import Revisit
from inspections.timeline.times import LONDON
from inspections.workflow import State
from revisits import clock
from revisits.public import access, survey
from revisits.public.answers import answer, nothing_there
from revisits.public.page import made

PAGE = 20
COLUMNS = ("reference", "area_id", "area__name", "state", "told_first", "told_last", "past")
LONGEST = 100


@login_not_required
@require_safe
def visits(request: HttpRequest) -> HttpResponse:
    """The next ones first, then the latest of the past; searched by area."""
    now = clock.now().astimezone(LONDON)
    today = now.date()
    asked = request.GET.get("q", "").replace("\x00", "").strip()[:LONGEST]
    found = _in_order(access.announced(today), today)
    if asked:
        found = found.filter(Q(area__name__icontains=asked) | Q(area__authority__name__icontains=asked))
    page = Paginator(found.values(*COLUMNS), PAGE).get_page(request.GET.get("page"))
    query = urlencode({"q": asked}) if asked else ""
    context = {"page": page, "rows": list(page.object_list), "asked": asked, "asked_query": query}
    return _answer(request, "public/visits.html", context, now=now)


@login_not_required
@require_safe
def area(request: HttpRequest, area_id: int) -> HttpResponse:
    """All announced re-visits of an area; 404 where there is none, as for an area that does not exist."""
    now = clock.now().astimezone(LONDON)
    found = _in_order(access.announced(now.date()).filter(area=area_id), now.date())
    columns = (*COLUMNS, "area__authority__name", "outcome__published_on")
    rows = list(found.values(*columns)[:PAGE])
    if not rows:
        return nothing_there()
    return _answer(request, "public/area.html", {"rows": rows, "area": rows[0]}, now=now)


def _in_order(found: QuerySet[Revisit], today: date) -> QuerySet[Revisit]:
    """What is coming or under way, the nearest first; then what is past, the latest first.

    By the days that were told. What is postponed is still to come, and stands after what has its day.
    """
    postponed, day = Q(state=State.POSTPONED), DateField()
    told = found.annotate(
        told_first=Coalesce("stopped_first_day", "first_day", output_field=day),
        told_last=Coalesce("stopped_last_day", "last_day", output_field=day),
    ).annotate(ends=Coalesce("told_last", "told_first", output_field=day))
    over = Q(ends__lt=today) & ~postponed
    past = Case(When(over, then=Value(True)), default=Value(False), output_field=BooleanField())
    dated = told.annotate(past=past).annotate(
        coming_on=Case(When(Q(past=False) & ~postponed, then=F("told_first")), output_field=day)
    )
    return dated.order_by("past", F("coming_on").asc(nulls_last=True), "-told_first", "reference")


def _answer(request: HttpRequest, template: str, context: dict[str, Any], *, now: Any) -> HttpResponse:
    minute = now.replace(second=0, microsecond=0)
    page = made(template, {**context, "now": minute})
    return answer(request, page, change=survey.next_change([], now, now.date()), now=now)
