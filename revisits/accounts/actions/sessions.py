"""Ending sessions at once."""

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session

from revisits import clock
from revisits.accounts.models import Membership, User


def end_sessions(user: User, *, keep: str = "") -> int:
    """Sign a person out everywhere, but for the session whose key is `keep`; returns how many ended."""
    theirs = [
        session.pk
        for session in Session.objects.exclude(pk=keep)
        if session.get_decoded().get(SESSION_KEY) == str(user.pk)
    ]
    return Session.objects.filter(pk__in=theirs).delete()[0]


def end_sessions_of_leaver(user: User) -> None:
    """Sign a person out if they are inactive or hold no membership today."""
    held = Membership.objects.on(clock.today()).filter(user=user, user__is_active=True)
    if not held.exists():
        end_sessions(user)
