"""Stopping an optional message by the link in it, without an account (RFC 8058)."""

from allauth.core import ratelimit
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from notifications.catalogue import MESSAGES
from notifications.domain import unsubscribe as stopping
from revisits import clock
from revisits.public.answers import nothing_there
from revisits.public.page import made


@login_not_required
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(no_store=True)
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """A POST stops messages like that one, or undoes it; a GET shows the button, since mail scanners follow links.

    Without cookies, as all public pages: whoever has the link has the message. 404 for any other link.
    """
    row = stopping.row_of(token)
    if row is None:
        return nothing_there()
    status = 200
    if request.method == "POST":
        if not ratelimit.consume(request, action="unsubscribe", key=str(row.pk)):
            status = 429
        elif "undo" in request.POST:
            stopping.undo(row=row)
        else:
            stopping.stop(row=row, at=clock.now())
    context = {
        "message": MESSAGES[row.message].name,
        "stopped": stopping.is_stopped(row),
        "undone": request.method == "POST" and "undo" in request.POST,
        "too_often": status != 200,
    }
    return HttpResponse(made("public/unsubscribe.html", context).body, status=status)
