"""How an action leaves its trace: a CaseEvent in its own transaction, and a poke after commit."""

from datetime import datetime
from typing import Any

from inspections.models import CaseEvent, Revisit
from revisits.accounts.models import User
from revisits.poking import poke

__all__ = ["poke", "record"]


def record(
    revisit: Revisit,
    kind: CaseEvent.Kind,
    *,
    by: User | None,
    at: datetime,
    text: str = "",
    data: dict[str, Any] | None = None,
) -> CaseEvent:
    """Write down what happened. The messages that it causes are written by notifications, after commit."""
    event = CaseEvent.objects.create(revisit=revisit, kind=kind, by=by, at=at, text=text, data=data or {})
    poke("notifications.expand_event", event.pk)
    return event
