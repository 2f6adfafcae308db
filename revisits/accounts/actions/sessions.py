"""Ending sessions at once: on leaving, on losing a second factor, or because the person asks for it."""

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction

from revisits.accounts import standing
from revisits.accounts.models import User


@transaction.atomic
def end_sessions(user: User, *, keep: str = "") -> int:
    """Sign a person out everywhere, but for the session whose key is `keep`; returns how many ended.

    A request that is under way in such a session cannot bring it back: its saving fails.
    """
    ending = UserSession.objects.filter(user=user).exclude(session_key=keep)
    ended, _ = Session.objects.filter(
        session_key__in=list(ending.values_list("session_key", flat=True))
    ).delete()
    ending.delete()
    return ended


@transaction.atomic
def end_session(*, user: User, session_id: int) -> None:
    """Sign a person out on one device. UserSession.DoesNotExist if that session is not theirs."""
    session = UserSession.objects.get(pk=session_id, user=user)
    Session.objects.filter(session_key=session.session_key).delete()
    session.delete()


def end_sessions_of_leaver(user: User) -> None:
    """Sign a person out if they are inactive or hold no membership today: to be called when either may have ended."""
    if not standing.of(User.objects.get(pk=user.pk)).belongs:
        end_sessions(user)
