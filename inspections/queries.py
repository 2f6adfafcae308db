"""Reads that several places share."""

from datetime import date
from functools import lru_cache

from inspections.models import Holiday
from inspections.timeline.working_days import WorkingCalendar


def calendar() -> WorkingCalendar:
    """The working calendar of England and Wales as the holiday rows stand now: one query."""
    return _calendar(tuple(Holiday.objects.filter(withdrawn=False).values_list("on", "name")))


@lru_cache(maxsize=8)
def _calendar(rows: tuple[tuple[date, str], ...]) -> WorkingCalendar:
    return WorkingCalendar(dict(rows))
