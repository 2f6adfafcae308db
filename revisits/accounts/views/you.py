"""Your account: who you are here, how you get in, and where you are signed in."""

from dataclasses import dataclass
from typing import Any

from allauth.account import views
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.sessions.models import Session
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from revisits import clock
from revisits.accounts import middleware
from revisits.accounts.access import signed_in
from revisits.accounts.actions import sessions
from revisits.accounts.devices import describe
from revisits.accounts.models import User

PER_PAGE = 20


@dataclass(frozen=True)
class Place:
    """Where somebody is signed in."""

    session: UserSession
    device: str
    is_here: bool


@require_safe
def you(request: HttpRequest) -> HttpResponse:
    person = signed_in(request)
    page = Paginator(_live(person), PER_PAGE).get_page(request.GET.get("page"))
    here = request.session.session_key
    context = {
        "memberships": person.memberships.on(clock.today()).select_related("organisation").order_by("role"),
        "factors": Authenticator.objects.filter(user=person).exclude(type=Authenticator.Type.RECOVERY_CODES),
        "page": page,
        "places": [
            Place(each, describe(each.user_agent), each.session_key == here) for each in page.object_list
        ],
    }
    return render(request, "account/you.html", context)


def _live(person: User) -> QuerySet[UserSession]:
    live = Session.objects.filter(expire_date__gt=timezone.now()).values("session_key")
    mine: QuerySet[UserSession] = UserSession.objects.filter(user=person, session_key__in=live)
    return mine.order_by("-last_seen_at", "-pk")


@require_POST
def stay(request: HttpRequest) -> HttpResponse:
    """Somebody is still there: the script asks without leaving the page; without it, back to what needs doing."""
    middleware.seen(request)
    wants_page = "text/html" in request.headers.get("Accept", "")
    return redirect("home") if wants_page else HttpResponse(status=204)


@require_POST
def end_session(request: HttpRequest, pk: int) -> HttpResponse:
    try:
        sessions.end_session(user=signed_in(request), session_id=pk)
    except UserSession.DoesNotExist:
        raise Http404 from None
    messages.success(request, "That device is signed out.")
    return redirect("you")


@require_POST
def end_others(request: HttpRequest) -> HttpResponse:
    ended = sessions.end_sessions(signed_in(request), keep=request.session.session_key or "")
    words = "1 other device is" if ended == 1 else f"{ended} other devices are"
    messages.success(request, f"{words} signed out.")
    return redirect("you")


class PasswordView(views.PasswordChangeView):  # type: ignore[misc]
    """404 for whoever never had a password: in the demo one is who one chose."""

    template_name = "account/password.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not signed_in(request).has_usable_password():
            raise Http404
        answer: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return answer
