"""Celery jobs of the letters: thin, and harmless when run twice."""

import logging

from celery import shared_task
from django.db.models import Count

from inspections.policies import Refused
from letters.actions.publish import hold_up, publish_due
from letters.actions.render import render_letter
from letters.models import Letter, Publication
from letters.rendering.formats import ISSUED
from revisits import clock

log = logging.getLogger(__name__)


@shared_task(name="letters.render")
def render(letter_id: int) -> None:
    render_letter(letter=Letter.objects.get(pk=letter_id), at=clock.now())


@shared_task(name="letters.render_unrendered")
def render_unrendered() -> None:
    """Find letters that a lost poke left without some of their files. One that fails does not hold up the others."""
    for letter in Letter.objects.annotate(made=Count("files")).filter(made__lt=len(ISSUED)):
        try:
            render_letter(letter=letter, at=clock.now())
        except Exception:
            log.exception("%s cannot be rendered", letter)


@shared_task(name="letters.publish_due")
def publish_what_is_due() -> None:
    """Publish the letters whose moment has come (G26). One that cannot be does not hold up the others."""
    now = clock.now()
    due = Publication.objects.filter(published_at=None, recalled_at=None, due_at__lte=now)
    for publication_id in due.order_by("due_at", "pk").values_list("pk", flat=True):
        try:
            publish_due(publication_id=publication_id, at=clock.now())
        except Refused as refusal:
            hold_up(publication_id=publication_id, why=str(refusal), at=clock.now())
        except Exception:
            log.exception("Publication %s failed", publication_id)
