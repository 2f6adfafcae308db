"""When people may be written to of what can wait."""

from datetime import date, datetime

import pytest

from inspections.timeline.times import LONDON
from inspections.timeline.working_days import WorkingCalendar
from notifications.domain import quiet

# Monday 2 May 2022 is a bank holiday; Tuesday the 3rd is not.
CALENDAR = WorkingCalendar({date(2022, 5, 2): "Early May"})


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2022, 5, day, hour, minute, tzinfo=LONDON)


@pytest.mark.parametrize(
    ("moment", "is_quiet", "first"),
    [
        (at(3, 6, 59), True, 3),
        (at(3, 7), False, 3),
        (at(3, 19), False, 3),
        (at(3, 19, 1), True, 4),
        (at(2, 12), True, 3),
        (at(6, 20), True, 9),
        (at(7, 12), True, 9),
    ],
)
def test_by_day_on_working_days(moment: datetime, is_quiet: bool, first: int) -> None:
    assert quiet.is_quiet(moment, CALENDAR) is is_quiet
    assert quiet.first_day(moment, CALENDAR) == date(2022, 5, first)


@pytest.mark.parametrize(
    ("moment", "slot"), [(at(3, 8), at(3, 8)), (at(4, 7, 59), at(3, 8)), (at(8, 12), at(6, 8))]
)
def test_the_last_moment_that_was_this_hour_of_a_working_day(moment: datetime, slot: datetime) -> None:
    assert quiet.last_slot(moment, 8, CALENDAR) == slot


def test_the_next_working_morning_is_proposed() -> None:
    assert quiet.proposed(at(6, 15), CALENDAR) == at(9, 9)
    # Across the change to summer time it is nine o'clock in London, too.
    spring = datetime(2022, 3, 25, 15, tzinfo=LONDON)
    assert quiet.proposed(spring, CALENDAR).isoformat() == "2022-03-28T09:00:00+01:00"
