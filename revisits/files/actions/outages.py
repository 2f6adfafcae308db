"""The scanner went, the scanner came back: the office is told once, and every page of theirs says so meanwhile."""

import logging
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from revisits.files import alerts
from revisits.files.models import ScannerOutage

log = logging.getLogger(__name__)
# One that comes and goes is told of once an hour.
QUIET = timedelta(hours=1)


def begin(*, said: str, at: datetime) -> None:
    """Note that nobody answers, unless that is known."""
    if ScannerOutage.objects.filter(ended_at=None).exists():
        return
    try:
        _begin(said, at)
    except IntegrityError:
        log.info("another worker noted the outage at the same moment")


@transaction.atomic
def _begin(said: str, at: datetime) -> None:
    told_lately = ScannerOutage.objects.filter(began_at__gt=at - QUIET, began_at__lte=at).exists()
    ScannerOutage.objects.create(began_at=at, said=said[:300])
    log.error("the scanner does not answer: %s Files wait until it does.", said)
    if not told_lately:
        alerts.tell("scanner", at=at)


def end(*, at: datetime) -> None:
    """Note that it answers again."""
    for outage in ScannerOutage.objects.filter(ended_at=None):
        ended = max(at, outage.began_at)
        if ScannerOutage.objects.filter(pk=outage.pk, ended_at=None).update(ended_at=ended):
            log.warning("the scanner answers again after %s", ended - outage.began_at)
