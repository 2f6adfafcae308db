"""Celery jobs of the case: thin, primitive arguments, each calls an action and may run twice."""

import logging

from celery import shared_task

from inspections.actions import holidays, timeline
from inspections.models import Revisit
from revisits import clock

log = logging.getLogger(__name__)


@shared_task(name="inspections.compute_timeline")
def compute_timeline(revisit_id: int) -> None:
    timeline.compute_timeline(revisit_id=revisit_id, at=clock.now())


@shared_task(name="inspections.compute_stale_timelines")
def compute_stale_timelines() -> None:
    """Find what a lost poke left, one case at a time. One that cannot be computed does not hold up the others."""
    stale = Revisit.objects.filter(timeline_stale=True).order_by("pk").values_list("pk", flat=True)
    for pk in stale.iterator():
        try:
            timeline.compute_timeline(revisit_id=pk, at=clock.now())
        except Exception:
            log.exception("the timeline of re-visit %s cannot be computed", pk)


@shared_task(name="inspections.refresh_holidays")
def refresh_holidays() -> None:
    holidays.refresh_holidays(at=clock.now())
