"""How a case's own survey stands at a moment, and who may still send. Pure: no database, no clock.

Moments are aware and compared as instants, so that the window is right on either side of a clock change. It is half
open: the second of the opening is within, that of the closing is not (G16).
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum


class Standing(StrEnum):
    """How it stands; the values are ends of keys of `wording.ENGLISH`."""

    TO_FOLLOW = "to_follow"
    COMING = "coming"
    OPEN = "open"
    GRACE = "grace"
    CLOSED = "closed"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"
    REPLACED = "replaced"


@dataclass(frozen=True, slots=True)
class Times:
    """From when until when the survey is open, and for how long afterwards one who began before may send."""

    opens: datetime | None
    closes: datetime | None
    grace: timedelta

    @property
    def until(self) -> datetime | None:
        """The end of the grace, an instant after the closing whatever the clocks show."""
        return (self.closes.astimezone(UTC) + self.grace) if self.closes else None

    def standing(self, now: datetime) -> Standing:
        """By the clock alone."""
        if self.opens is None or self.closes is None or self.until is None:
            return Standing.TO_FOLLOW
        instant = now.astimezone(UTC)
        if instant < self.opens.astimezone(UTC):
            return Standing.COMING
        if instant < self.closes.astimezone(UTC):
            return Standing.OPEN
        return Standing.GRACE if instant < self.until else Standing.CLOSED

    def may_send(self, began: datetime | None, now: datetime) -> bool:
        """Whether one who began at `began` (None: nobody knows) may send at `now`."""
        standing = self.standing(now)
        if standing == Standing.OPEN:
            return True
        if standing != Standing.GRACE or began is None:
            return False
        return self.standing(began) == Standing.OPEN
