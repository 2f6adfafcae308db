"""Error pages: plain words, never a trace, and the same answer for what is not there and what is not yours."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import loader


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Rendered without the request: whatever failed may fail again in it."""
    return HttpResponse(loader.render_to_string("500.html"), status=500)
