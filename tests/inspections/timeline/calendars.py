"""The calendar of England, random ones, and a naive clock to check the engine against."""

from collections.abc import Collection
from datetime import date, timedelta

import holidays
from hypothesis import strategies as st

from inspections.timeline.working_days import WorkingCalendar

ENGLAND = WorkingCalendar(
    dict(holidays.country_holidays("GB", subdiv="ENG", years=range(2009, 2042)).items())
)

some_days = st.dates(date(2010, 1, 1), date(2040, 12, 31))
counts = st.integers(1, 80)
calendars = st.builds(
    lambda days: WorkingCalendar({day: f"Holiday of {day}" for day in days}),
    st.sets(some_days, max_size=40),
)
# Holidays crowded round one day matter more than a few spread over thirty years.
crowded = st.builds(
    lambda centre, offsets: (
        centre,
        WorkingCalendar({centre + timedelta(days=offset): f"Holiday {offset}" for offset in offsets}),
    ),
    some_days,
    st.sets(st.integers(-60, 60), max_size=60),
)


def naive_step(anchor: date, count: int, days_off: Collection[date]) -> date:
    """One day at a time, counting those that are worked."""
    step = timedelta(days=1 if count > 0 else -1)
    day, left = anchor, abs(count)
    while left:
        day += step
        if day.weekday() < 5 and day not in days_off:
            left -= 1
    return day


def naive_day(first_day: date, signed: int, days_off: Collection[date]) -> date:
    """The date of a signed day, where day 1 is the first day."""
    if signed == 1:
        return first_day
    return naive_step(first_day, signed - 1 if signed > 0 else signed, days_off)
