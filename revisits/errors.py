"""Error pages: plain words, never a trace, and the same answer for what is not there and what is not yours."""

from collections.abc import Callable
from datetime import timedelta
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import loader
from django.utils import timezone

from revisits.public.middleware import PLACES

RETRY = 60


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "404.html", status=404)


def too_many_requests(request: HttpRequest) -> HttpResponse:
    """Every limit is counted over a minute; only wrong passwords and codes are counted longer, and say so."""
    again = timezone.localtime() + timedelta(seconds=RETRY)
    answer = render(request, "429.html", {"again": again}, status=429)
    answer.headers["Retry-After"] = str(RETRY)
    return answer


def form_too_old(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form was opened before its sender signed in anew, or by another site."""
    return render(request, "403_form.html", status=403)


class SaysWhy:
    """A button's own address that somebody comes to without the button, as after signing in anew, says so."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code != HTTPStatus.METHOD_NOT_ALLOWED or request.path_info.startswith(PLACES):
            return response
        page = render(request, "405.html", status=response.status_code)
        page.headers["Allow"] = response.headers["Allow"]
        return page


def server_error(request: HttpRequest) -> HttpResponse:
    """Rendered without the request: whatever failed may fail again in it."""
    return HttpResponse(loader.render_to_string("500.html"), status=500)
