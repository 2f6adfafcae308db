"""Celery jobs of the case: thin, primitive arguments, each calls an action and may run twice."""

import logging
import time

from celery import shared_task

from inspections.actions import evidence_exports, evidence_texts, holidays, survey, suspensions, timeline
from inspections.models import Revisit
from revisits import clock

log = logging.getLogger(__name__)
# For so long one sweep reads the words of evidence; the next goes on.
READING_SECONDS = 120
# An archive of many large files takes longer than other work; its row says that its worker lives.
BUILDING_SECONDS = 3600


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


@shared_task(name="inspections.tell_survey_windows")
def tell_survey_windows() -> None:
    survey.tell_windows(at=clock.now())


@shared_task(name="inspections.suspend_cases")
def suspend_cases() -> None:
    suspensions.suspend_waiting(at=clock.now)


@shared_task(name="inspections.refresh_holidays")
def refresh_holidays() -> None:
    holidays.refresh_holidays(at=clock.now())


@shared_task(name="inspections.read_words_of_evidence")
def read_words_of_evidence() -> None:
    began = time.monotonic()
    evidence_texts.read_waiting(at=clock.now, go_on=lambda: time.monotonic() - began < READING_SECONDS)


@shared_task(name="inspections.build_export", time_limit=BUILDING_SECONDS)
def build_export(export_id: int) -> None:
    evidence_exports.build_export(export_id=export_id)


@shared_task(name="inspections.sweep_exports", time_limit=BUILDING_SECONDS)
def sweep_exports() -> None:
    evidence_exports.sweep_exports()
