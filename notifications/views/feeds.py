"""Calendars to subscribe to: making an address, replacing and revoking it; and the feed behind it."""

from typing import Any

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.cache import caches
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST, require_safe

from inspections import access
from inspections.models import Revisit
from notifications import access as own
from notifications.calendars import feed as feeds
from notifications.calendars import subscriptions
from revisits import clock
from revisits.accounts.access import signed_in

PER_PAGE = 20
# How often a minute, in each process: wrong addresses from one place of the network, and one calendar by whoever asks.
WRONG, FETCHES = 30, 20
MINUTE = 60


@cache_control(no_store=True)
def calendars(request: HttpRequest) -> HttpResponse:
    """Your calendar, and those of single re-visits. A new address is shown once, in the answer that makes it."""
    person = signed_in(request)
    case = _case(request)
    context: dict[str, Any] = {"case": case}
    if request.method == "POST":
        made, secret = subscriptions.subscribe(owner=person, revisit=case, at=clock.now())
        context |= {"made": made, "address": settings.SITE_URL + reverse("calendar-feed", args=[secret])}
    found = own.feeds(person).select_related("revisit__area").order_by("revisit", "pk")
    whole = found.filter(revisit=None).first()
    page = Paginator(found.exclude(revisit=None), PER_PAGE).get_page(request.GET.get("page"))
    held = case is not None and found.filter(revisit=case).exists()
    return render(
        request, "notifications/calendars.html", context | {"whole": whole, "page": page, "held": held}
    )


@require_POST
def revoke(request: HttpRequest) -> HttpResponse:
    """From now on the address opens nothing."""
    person = signed_in(request)
    reference = request.POST.get("revisit", "")
    mine = own.feeds(person).select_related("revisit")
    feed = (
        mine.filter(revisit__reference=reference).first() if reference else mine.filter(revisit=None).first()
    )
    if feed is None:
        raise Http404
    subscriptions.revoke(owner=person, revisit=feed.revisit, at=clock.now())
    messages.success(request, "The address opens nothing any more. Take the calendar out of your program.")
    return redirect("calendars")


def _case(request: HttpRequest) -> Revisit | None:
    """The re-visit that is named, by the page's address or its form; 404 for whoever may not see it."""
    reference = request.POST.get("revisit") or request.GET.get("revisit")
    if not reference:
        return None
    found = access.revisits(request.user).filter(reference=reference, historical=False)
    case = found.select_related("area").first()
    if case is None:
        raise Http404
    return case


@login_not_required
@require_safe
def feed(request: HttpRequest, secret: str) -> HttpResponse:
    """The calendar behind a secret address. It takes no cookie and sets none; a wrong one is 404 like any."""
    found = subscriptions.opened_by(secret)
    if found is None:
        asks_from = str(get_adapter().get_client_ip(request))
        return HttpResponse(status=404) if _counted(asks_from) <= WRONG else _too_often()
    if _counted(found.secret) > FETCHES:
        return _too_often()
    made = feeds.make(found, today=clock.today())
    subscriptions.fetched(found, at=clock.now())
    response = HttpResponse(made.body, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="re-visits.ics"'
    response["ETag"], response["Last-Modified"] = made.etag, http_date(made.changed.timestamp())
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex"
    answer = get_conditional_response(request, etag=made.etag, response=response)
    assert isinstance(answer, HttpResponse)
    return answer


def _counted(name: str) -> int:
    """How often this was counted in about a minute, now too."""
    counter, key = caches["memory"], f"calendar-feed:{name}"
    counter.add(key, 0, MINUTE)
    return int(counter.incr(key))


def _too_often() -> HttpResponse:
    return HttpResponse(status=429, headers={"Retry-After": str(MINUTE)})
