"""Messages that are held back for a moment, so that one bank holiday is told in one e-mail: see `together`."""

from datetime import timedelta

from inspections.models import CaseEvent
from notifications.cause import Cause

# So long messages wait for cases that are not computed yet, and no longer: one that cannot be holds up nobody.
HOLD = timedelta(minutes=2)
MOVED = CaseEvent.Kind.DATE_MOVED
MOVING = frozenset({"date_changed", "meeting_changed"})


def is_held(cause: Cause, message: str) -> bool:
    """Whether a message tells what a bank holiday moved, and so waits for those of other cases."""
    if cause.kind != MOVED or message not in MOVING:
        return False
    return any(event.data.get("holidays") or event.data.get("withdrawn") for event in cause.happened)
