"""Putting the demo's clock somewhere."""

from datetime import datetime

from django.utils import timezone

from inspections.timeline.times import LONDON
from revisits.accounts.models import DemoClock

YEARS = range(2000, 2050)


def set_clock(moment: str) -> datetime:
    """Put the clock at a London wall time (ISO 8601, without zone) of 2000 to 2049; returns that moment.

    ValueError otherwise: beyond those years the program could not even say what day it is.
    """
    wanted = datetime.fromisoformat(moment).replace(tzinfo=LONDON)
    if wanted.year not in YEARS:
        raise ValueError(f"{wanted.year} is not from {YEARS.start} to {YEARS.stop - 1}")
    DemoClock.objects.update_or_create(pk=1, defaults={"shift": wanted - timezone.now()})
    return wanted
