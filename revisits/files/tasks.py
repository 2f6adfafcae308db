"""Celery jobs of files: thin, and harmless when run twice."""

from datetime import datetime, timedelta

from celery import shared_task
from django.conf import settings
from django.utils import timezone

from revisits import clock
from revisits.files.actions import scan, tidy, unnamed, verify
from revisits.files.actions.sweep import sweep
from revisits.files.models import StoredFile
from revisits.poking import poke

# Well below the time limit of a task, and below the time after which the broker hands it to somebody else.
SLICE = 120.0


@shared_task(name="files.scan_file")
def scan_file(file_id: int) -> None:
    if settings.CLAMD_URL:
        scan.scan_file(file_id=file_id, now=timezone.now(), at=clock.now())


@shared_task(name="files.sweep_scans")
def sweep_scans() -> None:
    sweep(now=timezone.now, at=clock.now)


@shared_task(name="files.verify_file")
def verify_file(file_id: int) -> None:
    for stored in StoredFile.objects.filter(pk=file_id):
        verify.verify(stored=stored, at=clock.now())


@shared_task(name="files.verify")
def verify_slice(since: str = "", until: str = "") -> None:
    """Go on for a slice, and ask for the next until all are verified or VERIFY_MINUTES are over.

    A lost poke costs the rest of one night: the next one begins with what was left.
    """
    began = datetime.fromisoformat(since) if since else clock.now()
    end = datetime.fromisoformat(until) if until else timezone.now() + settings.VERIFY_FOR
    seconds = min(SLICE, (end - timezone.now()) / timedelta(seconds=1))
    results = list(verify.verify_all(since=began, at=clock.now, seconds=seconds))
    if results and not results[-1].unreadable and timezone.now() < end:
        poke("files.verify", began.isoformat(), end.isoformat())


@shared_task(name="files.look_for_unnamed")
def look_for_unnamed() -> None:
    unnamed.look(now=timezone.now(), at=clock.now())


@shared_task(name="files.finish_uploads")
def finish_uploads() -> None:
    """Finish uploads of which every byte came, and whose web process died or failed."""
    tidy.finish_due(now=timezone.now())


@shared_task(name="files.tidy_uploads")
def tidy_uploads() -> None:
    """Dispose of uploads that expired, and of part files that nobody needs."""
    tidy.tidy(now=timezone.now())
