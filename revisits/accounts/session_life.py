"""How long a session lives: until nothing was asked for IDLE_MINUTES, and never longer than SESSION_HOURS.

Times are real, in seconds since 1970, and stand in the session itself. When somebody was last seen is written at
most every TOUCH seconds, not with each request; so a session may end that much later than IDLE_MINUTES,
and never earlier. A session that says nothing of its times is over.
"""

from enum import StrEnum

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.utils import timezone

SINCE, SEEN = "signed_in_at", "seen_at"
TOUCH = 120


class Ended(StrEnum):
    """Why a session is over; the value goes to the sign-in page, which says it in words."""

    IDLE = "idle"
    OVER = "over"
    ELSEWHERE = "elsewhere"


SENTENCES = {
    Ended.IDLE: "You were signed out because nothing happened for a while. What you had saved is safe.",
    Ended.OVER: "You were signed out because you signed in long ago. What you had saved is safe.",
    Ended.ELSEWHERE: "You were signed out: from another device, or because the password or second factor changed.",
}


def now() -> float:
    return timezone.now().timestamp()


def begin(session: SessionBase) -> None:
    """Somebody signed in."""
    session[SINCE] = session[SEEN] = now()


def ended(session: SessionBase) -> Ended | None:
    """Why the session is over; None while it lives."""
    at, since, seen = now(), session.get(SINCE, 0.0), session.get(SEEN, 0.0)
    if at - since >= settings.SESSION_HOURS * 3600:
        return Ended.OVER
    if at - seen >= settings.IDLE_MINUTES * 60 + TOUCH:
        return Ended.IDLE
    return None


def is_touch_due(session: SessionBase) -> bool:
    return now() - float(session.get(SEEN, 0.0)) >= TOUCH


def touch(session: SessionBase) -> None:
    """Somebody is still there."""
    session[SEEN] = now()
