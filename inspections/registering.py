"""Registering for the open meeting: whether it is open now, how many places are left, and who waits."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from allauth.core import ratelimit
from django.db.models import Sum
from django.http import HttpRequest

from inspections.meeting_kinds import OPEN_MEETING
from inspections.meetings import Arranged, arranged
from inspections.models import MeetingRegistration, Revisit
from inspections.workflow import State

# Without letters and digits that look alike; ten of them cannot be guessed.
ALPHABET = "ABCDEFGHJKMNPQRSTVWXYZ23456789"
CODE_LENGTH = 10
Registration = MeetingRegistration.State


@dataclass(frozen=True)
class Registering:
    """How registering for a re-visit's open meeting stands. `closed` is one sentence for the reader; empty: open."""

    meeting: Arranged | None
    closed: str
    closes_at: datetime | None
    taken: int
    waiting: int

    @property
    def capacity(self) -> int | None:
        """How many people fit in; None where nobody said."""
        return self.meeting.capacity if self.meeting else None

    @property
    def left(self) -> int | None:
        """Places that are free, 0 or more; None where there is no limit."""
        return None if self.capacity is None else max(0, self.capacity - self.taken)

    def fits(self, places: int) -> bool:
        """Whether so many people still find a place."""
        return self.left is None or places <= self.left


def registering(revisit: Revisit, *, at: datetime) -> Registering:
    """How it stands at `at` (aware), in three queries; call it under the case's lock before writing."""
    meeting = arranged(revisit, OPEN_MEETING)
    counted = dict(revisit.registrations.order_by().values_list("state").annotate(Sum("places")))
    closes = _closes_at(meeting)
    return Registering(
        meeting=meeting,
        closed=_closed(revisit, meeting, closes, at),
        closes_at=closes,
        taken=counted.get(Registration.REGISTERED, 0),
        waiting=counted.get(Registration.WAITING, 0),
    )


def new_code() -> str:
    """What whoever registered withdraws with."""
    return "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))


def by_code(revisit: Revisit, code: str) -> MeetingRegistration | None:
    """The registration with this code, however it was typed; None where there is none for this re-visit."""
    typed = "".join(code.split()).replace("-", "").upper()
    return revisit.registrations.filter(code=typed).first() if typed else None


def within_limits(request: HttpRequest, revisit: Revisit, action: str) -> bool:
    """Whether somebody signed out may still do this ("register", "look"): a POST counts as an attempt.

    Counted in PostgreSQL like attempts to sign in (`settings.ACCOUNT_RATE_LIMITS`), by network address and by
    re-visit. The forum's own people are not limited: do not ask for them.
    """
    return bool(ratelimit.consume(request, action=f"open_meeting_{action}", key=revisit.reference))


def _closes_at(meeting: Arranged | None) -> datetime | None:
    if meeting is None or meeting.starts is None:
        return None
    set_to = meeting.meeting.registration_closes_at if meeting.meeting else None
    return min(set_to, meeting.starts) if set_to else meeting.starts


def _closed(revisit: Revisit, meeting: Arranged | None, closes: datetime | None, at: datetime) -> str:
    if revisit.historical or revisit.state == State.PLANNED:
        return "Registration opens when the re-visit is announced."
    if revisit.stopped:
        said = "postponed" if revisit.state == State.POSTPONED else "cancelled"
        return f"The re-visit is {said}: the open meeting does not take place on the day that was announced."
    if meeting is None:
        return "There is no open meeting."
    if meeting.cancelled:
        return "The open meeting is cancelled."
    if closes is None:
        return "Registration opens when the day of the open meeting is set."
    return "Registration for the open meeting is closed." if at >= closes else ""
