"""What follows from signing in and from a new password."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.signals import password_changed, password_reset
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest

from revisits.accounts import session_life
from revisits.accounts.actions.sessions import end_sessions
from revisits.accounts.demo_people import MAIL_DOMAIN
from revisits.accounts.models import User

# In a session of the demo: it belongs to one of the demo's own people, who need no second factor.
DEMO_PERSON = "demo_person"


@receiver(user_logged_in)
def remember(request: HttpRequest, user: User, **_: Any) -> None:
    """The session's times, and from which device it is: however the person signed in."""
    session_life.begin(request.session)
    if settings.DEMO and (user.email or "").endswith(f"@{MAIL_DOMAIN}"):
        request.session[DEMO_PERSON] = True
    if not request.session.session_key:
        request.session.save()
    adapter = get_adapter(request)
    longest = UserSession._meta.get_field("user_agent").max_length
    device = {
        "ip": adapter.get_client_ip(request),
        "user_agent": adapter.get_http_user_agent(request)[:longest],
    }
    UserSession.objects.update_or_create(
        session_key=request.session.session_key, defaults={"user": user, **device}
    )


@receiver(password_changed)
def end_others(request: HttpRequest, user: User, **_: Any) -> None:
    """Whoever changes their password stays; every other session of theirs is over."""
    end_sessions(user, keep=request.session.session_key or "")


@receiver(password_reset)
def end_all(user: User, **_: Any) -> None:
    end_sessions(user)
