"""Celery jobs of retention: thin, and harmless when run twice."""

import logging

from celery import shared_task

from revisits import clock
from revisits.privacy import old_answers
from revisits.privacy.actions import dispose as disposing
from revisits.privacy.actions.propose import propose
from revisits.privacy.models import Disposal
from revisits.privacy.schedules import SCHEDULES

log = logging.getLogger(__name__)


@shared_task(name="privacy.list_due")
def list_due() -> None:
    """List what is due, for somebody to approve. One type that fails does not hold up the others."""
    for schedule in SCHEDULES.values():
        try:
            propose(schedule=schedule, at=clock.now())
        except Exception:
            log.exception("what is due of %s cannot be listed", schedule.record_type)


@shared_task(name="privacy.tidy_working_copies")
def tidy_working_copies() -> None:
    """What was typed and never sent goes by itself, unless a hold keeps it."""
    schedule = SCHEDULES["working_copies"]
    if schedule.period:
        schedule.free(schedule.period.cutoff(clock.today())).delete()


@shared_task(name="privacy.tidy_surveys")
def tidy_surveys() -> None:
    """Answers that nobody sent, and files that nobody finished matching, likewise."""
    old_answers.tidy(at=clock.now())


@shared_task(name="privacy.dispose")
def dispose(disposal_id: int) -> None:
    disposing.dispose(disposal_id=disposal_id, at=clock.now())


@shared_task(name="privacy.dispose_approved")
def dispose_approved() -> None:
    """Find what a lost poke or a killed worker left."""
    approved = Disposal.objects.filter(state=Disposal.State.APPROVED).values_list("pk", flat=True)
    for pk in list(approved):
        try:
            disposing.dispose(disposal_id=pk, at=clock.now())
        except Exception:
            log.exception("disposal %s cannot go on", pk)
