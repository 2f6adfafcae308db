"""Celery jobs of the parents' survey: thin, may run twice."""

from celery import shared_task

from revisits import clock
from surveys.actions import opening, tidying


@shared_task(name="surveys.open_and_close")
def open_and_close() -> None:
    opening.open_and_close(at=clock.now())


@shared_task(name="surveys.tidy")
def tidy() -> None:
    tidying.tidy(at=clock.now())
