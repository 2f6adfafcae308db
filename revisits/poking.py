"""Asking a worker for something that a sweep would find anyway."""

import logging
from functools import partial

from celery import current_app
from django.db import transaction

log = logging.getLogger(__name__)


def poke(task: str, *args: object) -> None:
    """Ask a worker, after commit and by name, to do what a sweep would find anyway. A dead broker is no error."""
    transaction.on_commit(partial(_send, task, args))


def _send(task: str, args: tuple[object, ...]) -> None:
    try:
        current_app.send_task(task, args=args)
    except Exception as error:  # whatever the broker's client raises: the sweep does it later
        log.warning("could not poke %s: %s", task, error)
