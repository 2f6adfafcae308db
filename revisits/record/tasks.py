"""Celery job of the record: thin, and harmless when run twice."""

from celery import shared_task

from revisits.record.actions import seal


@shared_task(name="record.seal_entries")
def seal_entries() -> None:
    seal.seal_entries()
