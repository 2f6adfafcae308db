"""Error pages: plain words, never a trace, and the same answer for what is not there and what is not yours."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import loader
from django.utils import timezone

RETRY = 60


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "404.html", status=404)


def too_many_requests(request: HttpRequest) -> HttpResponse:
    """Every limit is counted over a minute; only wrong passwords and codes are counted longer, and say so."""
    again = timezone.localtime() + timedelta(seconds=RETRY)
    answer = render(request, "429.html", {"again": again}, status=429)
    answer.headers["Retry-After"] = str(RETRY)
    return answer


def server_error(request: HttpRequest) -> HttpResponse:
    """Rendered without the request: whatever failed may fail again in it."""
    return HttpResponse(loader.render_to_string("500.html"), status=500)
