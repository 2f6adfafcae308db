"""How an action leaves its trace: a CaseEvent in its own transaction, and a poke after commit."""

import logging
from datetime import datetime
from functools import partial
from typing import Any

from celery import current_app
from django.db import transaction

from inspections.models import CaseEvent, Revisit
from revisits.accounts.models import User

log = logging.getLogger(__name__)


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


def poke(task: str, *args: object) -> None:
    """Ask a worker, after commit and by name, to do what a sweep would find anyway. A dead broker is no error."""
    transaction.on_commit(partial(_send, task, args))


def _send(task: str, args: tuple[object, ...]) -> None:
    try:
        current_app.send_task(task, args=args)
    except Exception as error:  # whatever the broker's client raises: the sweep does it later
        log.warning("could not poke %s: %s", task, error)
