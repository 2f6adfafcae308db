"""How a survey stands at a moment, and until when a page that says so is true. Pure: no Django, no clock.

Moments are aware and are compared as instants: two London times on either side of a clock change differ by
an hour more, or less, than their clock faces do.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from inspections.timeline.times import london


class Survey(StrEnum):
    """How the parents' survey stands (G16)."""

    TO_FOLLOW = "to follow"
    COMING = "not open yet"
    OPEN = "open"
    CLOSED = "closed"


def standing(opens: datetime | None, closes: datetime | None, now: datetime) -> Survey:
    """Open from the very second of its opening to the last before its closing."""
    if opens is None or closes is None:
        return Survey.TO_FOLLOW
    if now.astimezone(UTC) >= closes.astimezone(UTC):
        return Survey.CLOSED
    return Survey.OPEN if now.astimezone(UTC) >= opens.astimezone(UTC) else Survey.COMING


def next_change(moments: Iterable[datetime | None], now: datetime, today: date) -> datetime:
    """The first of the moments after `now`, in UTC; midnight in London where none comes before it.

    `today` is the London day of `now`. What a page says of days changes at midnight.
    """
    midnight = london(today + timedelta(days=1), time(0))
    known = [moment.astimezone(UTC) for moment in (*moments, midnight) if moment is not None]
    return min(moment for moment in known if moment > now.astimezone(UTC))


def fresh_for(change: datetime, now: datetime, most: int) -> int:
    """For how many whole seconds a page made at `now` may be kept: never past the change, and at most `most`."""
    return max(0, min(most, milliseconds(change, now) // 1000))


def milliseconds(change: datetime, now: datetime) -> int:
    """Whole milliseconds from `now` to the change."""
    return (change.astimezone(UTC) - now.astimezone(UTC)) // timedelta(milliseconds=1)
