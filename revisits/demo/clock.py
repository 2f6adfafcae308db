"""Putting the demo's clock somewhere."""

from datetime import datetime

from django.utils import timezone

from inspections.timeline.times import LONDON
from revisits.accounts.models import DemoClock


def set_clock(moment: str) -> datetime:
    """Put the clock at a London wall time (ISO 8601, without zone); returns that moment. ValueError otherwise."""
    wanted = datetime.fromisoformat(moment).replace(tzinfo=LONDON)
    DemoClock.objects.update_or_create(pk=1, defaults={"shift": wanted - timezone.now()})
    return wanted
