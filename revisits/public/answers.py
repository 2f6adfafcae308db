"""How public pages are answered: one answer for everybody, kept no longer than it is true, and one 404."""

from datetime import datetime
from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response

from revisits.public import survey
from revisits.public.page import Made, made

# Caches on the way may keep a page for so many seconds; so late may a change of the case be seen.
MOST = 10


def answer(request: HttpRequest, page: Made, *, change: datetime, now: datetime) -> HttpResponse:
    """The page, or 304 where the browser has it. No cache keeps it past `change`, when it would say something else."""
    response = HttpResponse(page.body)
    response["ETag"] = page.etag
    fresh = survey.fresh_for(change, now, MOST)
    response["Cache-Control"] = f"public, max-age={fresh}, must-revalidate"
    found = get_conditional_response(request, etag=page.etag, response=response)
    assert isinstance(found, HttpResponse)
    # For static/js/public.js: by the server's clock, since the reader's may be wrong.
    found["Server-Timing"] = f"change;dur={survey.milliseconds(change, now)}"
    return found


def nothing_there() -> HttpResponse:
    """For what is not announced and what does not exist: the same bytes after the same statement.

    Not to be kept by anybody, as a page may come to be here.
    """
    response = HttpResponse(_nothing(settings.DEMO).body, status=404)
    response["Cache-Control"] = "no-store"
    return response


@lru_cache(maxsize=2)
def _nothing(demo: bool) -> Made:
    return made("public/not_found.html", {}, demo=demo)
