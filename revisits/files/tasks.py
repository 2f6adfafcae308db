"""Celery jobs of files: thin, and harmless when run twice."""

from celery import shared_task
from django.utils import timezone

from revisits.files.actions import tidy


@shared_task(name="files.finish_uploads")
def finish_uploads() -> None:
    """Finish uploads of which every byte came, and whose web process died or failed."""
    tidy.finish_due(now=timezone.now())


@shared_task(name="files.tidy_uploads")
def tidy_uploads() -> None:
    """Dispose of uploads that expired, and of part files that nobody needs."""
    tidy.tidy(now=timezone.now())
