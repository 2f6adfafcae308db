"""Celery jobs of the parents' survey: thin, may run twice."""

from celery import shared_task

from revisits import clock
from surveys.actions import opening


@shared_task(name="surveys.open_and_close")
def open_and_close() -> None:
    opening.open_and_close(at=clock.now())
