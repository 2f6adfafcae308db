"""What every request of somebody who signed in has to pass: a living session, membership, a second factor."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import SESSION_KEY, logout
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import Resolver404, resolve, reverse
from django.utils import timezone

from revisits.accounts import session_life, standing
from revisits.accounts.actions.sessions import end_sessions
from revisits.accounts.models import User
from revisits.accounts.receivers import DEMO_PERSON
from revisits.accounts.session_life import Ended

# Open to whoever still has to set up a second factor. Everything else sends them to the first of these.
SET_UP = (
    "mfa_index",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "account_reauthenticate",
    "stay-signed-in",
    "sign-out",
    "privacy-notice",
)


class Gate:
    """Stands behind allauth's middleware and before the one that asks for sign-in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if SESSION_KEY in request.session:
            turned_away = _check(request)
            if turned_away:
                return turned_away
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """Whoever needs a second factor and has none goes to set one up, and nowhere else."""
        person = request.user
        if not isinstance(person, User) or not standing.of(person).must_set_up:
            return None
        if settings.DEMO and request.session.get(DEMO_PERSON):
            return None
        name = request.resolver_match.url_name if request.resolver_match else ""
        return None if name in SET_UP else redirect(SET_UP[0])


def _check(request: HttpRequest) -> HttpResponse | None:
    """Where to send somebody whose session is over or who left; None while all is well."""
    why = session_life.ended(request.session)
    if why:
        return _end(request, why)
    person = request.user
    if not isinstance(person, User):
        return _end_of_nobody(request)
    if not standing.of(person).belongs and not _comes_back(request):
        end_sessions(person)
        return _leave(request)
    if session_life.is_touch_due(request.session):
        seen(request)
    return None


def _comes_back(request: HttpRequest) -> bool:
    """Whoever left, or never belonged, gets in again by accepting an invitation."""
    try:
        return resolve(request.path_info).url_name == "invitation"
    except Resolver404:
        return False


def seen(request: HttpRequest) -> None:
    """Note that somebody is still there, in their session and in their list of sessions."""
    session_life.touch(request.session)
    mine = UserSession.objects.filter(session_key=request.session.session_key)
    mine.update(last_seen_at=timezone.now())


def _end_of_nobody(request: HttpRequest) -> HttpResponse | None:
    """The session names a person who may not use it: inactive, or with another password since."""
    if User.objects.filter(pk=request.session[SESSION_KEY], is_active=False).exists():
        return _leave(request)
    return _end(request, Ended.ELSEWHERE)


def _leave(request: HttpRequest) -> HttpResponse:
    logout(request)
    return redirect("left")


def _end(request: HttpRequest, why: Ended) -> HttpResponse | None:
    """Sign out, and lead to the sign-in, which says why and comes back here. Pages open to everybody go on."""
    logout(request)
    if _is_open(request):
        return None
    back = {"next": request.get_full_path()} if request.method == "GET" else {}
    return redirect(f"{reverse('sign-in')}?{urlencode({'why': why, **back})}")


def _is_open(request: HttpRequest) -> bool:
    """Whether the page asks for no sign-in; one that does not exist may say so itself."""
    try:
        view = resolve(request.path_info).func
    except Resolver404:
        return True
    return not getattr(view, "login_required", True)
