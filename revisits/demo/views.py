"""The demo's own pages; outside the demo they answer 404 like any address that does not exist."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from inspections.actions.record import poke
from revisits.accounts.demo_people import demo_people, offered
from revisits.demo.clock import set_clock
from revisits.demo.moments import MOMENTS
from revisits.demo.placing import place_cases

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def in_demo(view: View[P]) -> View[P]:
    """The view, in the demo; 404 elsewhere, whatever the method."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not settings.DEMO:
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


@in_demo
def page(request: HttpRequest) -> HttpResponse:
    return render(request, "demo/page.html", {"people": offered(), "moments": MOMENTS})


@login_not_required
@in_demo
@require_POST
def sign_in(request: HttpRequest) -> HttpResponse:
    """One click, no password: for demo people alone."""
    chosen = request.POST.get("person", "")
    person = get_object_or_404(demo_people(), pk=int(chosen) if chosen.isdecimal() else 0)
    login(request, person, backend="revisits.accounts.backends.MembershipBackend")
    return redirect("home")


@in_demo
@require_POST
def move_clock(request: HttpRequest) -> HttpResponse:
    """Go to a moment; the four real re-visits start over as they stood then."""
    with transaction.atomic():
        try:
            moment = set_clock(request.POST.get("moment", ""))
        except ValueError:
            messages.error(request, "That is not a date and time the demo can go to.")
            return redirect("demo")
        place_cases(now=moment)
    poke("notifications.remind")
    messages.success(
        request, f"The demo now stands at {moment:%A %-d %B %Y, %H:%M}, and the four real re-visits with it."
    )
    return redirect("home")
