"""Celery jobs of the letters: thin, and harmless when run twice."""

import logging

from celery import shared_task
from django.db.models import Count

from letters.actions.render import render_letter
from letters.models import Letter
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
