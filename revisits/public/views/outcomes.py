"""The register of published outcomes as a page, as CSV and as JSON: the same rows, open to everybody."""

import csv
import hashlib
import io
import json
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from inspections.csv_export import cell
from inspections.timeline.times import LONDON
from revisits import clock
from revisits.public import register as reading
from revisits.public.page import made

PAGE = 25
# Caches ask each time, so that nothing that is published is missed, and nothing new is sent where nothing is.
ALWAYS_ASKED = "public, no-cache"


@login_not_required
@require_safe
def register(request: HttpRequest) -> HttpResponse:
    """Published outcomes, the latest first; by area, year and overall decision."""
    today = clock.now().astimezone(LONDON).date()
    asked = reading.Asked.of(request.GET)
    page = Paginator(reading.rows(asked, today), PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [row | {"corrected": reading.corrected(row)} for row in page.object_list],
        "asked": asked,
        "years": reading.years(today),
        "decisions": [(code, name) for code, (name, _) in reading.DECISIONS.items()],
    }
    answer = made("public/outcomes.html", context)
    return _answer(request, answer.body, "text/html; charset=utf-8")


@login_not_required
@require_safe
def register_csv(request: HttpRequest) -> HttpResponse:
    """All of what was asked for."""
    found = _data(request)
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(found[0] if found else reading.HEADINGS)
    writer.writerows([cell(value) for value in row.values()] for row in found)
    return _answer(request, ("\ufeff" + file.getvalue()).encode(), "text/csv; charset=utf-8", "outcomes.csv")


@login_not_required
@require_safe
def register_json(request: HttpRequest) -> HttpResponse:
    """All of what was asked for, with the licence."""
    said = {"licence": reading.LICENCE, "site": settings.SITE_URL, "outcomes": _data(request)}
    body = json.dumps(said, default=str, ensure_ascii=False, indent=1).encode()
    return _answer(request, body, "application/json")


def _data(request: HttpRequest) -> list[dict[str, Any]]:
    asked = reading.Asked.of(request.GET)
    return [reading.as_data(row) for row in reading.rows(asked, clock.now().astimezone(LONDON).date())]


def _answer(request: HttpRequest, body: bytes, content_type: str, name: str = "") -> HttpResponse:
    """The answer, or 304 where the reader has it."""
    response = HttpResponse(body, content_type=content_type)
    response["ETag"] = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    response["Cache-Control"] = ALWAYS_ASKED
    if name:
        response["Content-Disposition"] = f'attachment; filename="{name}"'
    found = get_conditional_response(request, etag=response["ETag"], response=response)
    assert isinstance(found, HttpResponse)
    return found
