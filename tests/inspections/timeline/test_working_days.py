import pickle
from datetime import date, timedelta

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspections.timeline.working_days import WorkingCalendar
from tests.inspections.timeline.calendars import (
    ENGLAND,
    calendars,
    counts,
    crowded,
    naive_day,
    naive_step,
    some_days,
)

TRAPS_OFF = [
    date(2020, 5, 8), date(2022, 6, 2), date(2022, 6, 3), date(2022, 9, 19), date(2023, 5, 8),
    date(2017, 1, 2),
    date(2020, 12, 28), date(2021, 12, 27), date(2021, 12, 28), date(2022, 1, 3), date(2022, 12, 27),
    date(2023, 1, 2), date(2026, 12, 28), date(2027, 12, 27), date(2027, 12, 28), date(2028, 1, 3),
]  # fmt: skip


@pytest.mark.parametrize("day", TRAPS_OFF, ids=str)
def test_moved_extra_and_substitute_holidays_are_days_off(day: date) -> None:
    assert day.weekday() < 5
    assert not ENGLAND.is_working_day(day)
    assert ENGLAND.after(day - timedelta(days=1), 1) > day
    assert ENGLAND.before(day + timedelta(days=1), 1) < day


@pytest.mark.parametrize("day", [date(2020, 5, 4), date(2022, 5, 30)], ids=str)
def test_the_days_that_holidays_were_moved_from_are_worked(day: date) -> None:
    assert ENGLAND.is_working_day(day)


@pytest.mark.parametrize("day", [date(2020, 12, 26), date(2026, 12, 26)], ids=str)
def test_boxing_day_on_a_saturday_is_an_ordinary_saturday(day: date) -> None:
    assert day.weekday() == 5
    friday, monday = day - timedelta(days=1), day + timedelta(days=2)
    assert not ENGLAND.is_working_day(friday)
    assert not ENGLAND.is_working_day(monday)
    assert ENGLAND.after(day, 1) == monday + timedelta(days=1)


def test_great_britain_without_england_is_another_calendar() -> None:
    britain = WorkingCalendar(dict(holidays.country_holidays("GB", years=range(2019, 2023)).items()))
    easter_monday = date(2022, 4, 18)
    assert britain.is_working_day(easter_monday)
    assert not ENGLAND.is_working_day(easter_monday)


def test_day_minus_10_of_11_january_2021_steps_over_christmas() -> None:
    assert ENGLAND.on_day(date(2021, 1, 11), -10) == date(2020, 12, 23)


def test_g8_there_is_no_day_0() -> None:
    with pytest.raises(ValueError, match="no day 0"):
        ENGLAND.on_day(date(2022, 5, 17), 0)
    assert ENGLAND.on_day(date(2022, 5, 17), -1) == date(2022, 5, 16)
    assert ENGLAND.on_day(date(2022, 5, 17), 1) == date(2022, 5, 17)


@pytest.mark.parametrize("first_day", [date(2022, 5, 2), date(2022, 5, 7)], ids=["holiday", "Saturday"])
def test_day_1_is_the_first_day_even_if_it_is_a_day_off(first_day: date) -> None:
    assert not ENGLAND.is_working_day(first_day)
    assert ENGLAND.on_day(first_day, 1) == first_day
    assert ENGLAND.day_number(first_day, first_day) == 1
    assert ENGLAND.day_number(first_day, ENGLAND.after(first_day, 1)) == 2
    assert ENGLAND.day_number(first_day, ENGLAND.before(first_day, 1)) == -1
    assert ENGLAND.on_site_days(first_day, 2) == (first_day, ENGLAND.after(first_day, 1))


def test_a_day_off_has_no_number() -> None:
    assert ENGLAND.day_number(date(2022, 5, 17), date(2022, 5, 14)) is None
    assert ENGLAND.day_number(date(2022, 5, 17), date(2022, 6, 2)) is None


def test_g19_on_site_days_follow_each_other_over_a_weekend_and_a_holiday() -> None:
    days = ENGLAND.on_site_days(date(2022, 4, 14), 4)
    assert days == (date(2022, 4, 14), date(2022, 4, 19), date(2022, 4, 20), date(2022, 4, 21))
    assert ENGLAND.last_day(date(2022, 4, 14), 4) == days[-1]


@pytest.mark.parametrize("count", [0, -1])
def test_counts_below_one_are_refused(count: int) -> None:
    for question in (ENGLAND.after, ENGLAND.before, ENGLAND.on_site_days, ENGLAND.last_day):
        with pytest.raises(ValueError, match="counted from 1"):
            question(date(2022, 5, 17), count)


def test_dates_far_from_the_table_are_right() -> None:
    calendar = WorkingCalendar({date(2022, 5, 2): "May"})
    assert calendar.after(date(2022, 4, 29), 1) == date(2022, 5, 3)
    assert calendar.after(date(1066, 10, 14), 5) == naive_step(date(1066, 10, 14), 5, ())
    assert calendar.before(date(9000, 1, 1), 1000) == naive_step(date(9000, 1, 1), -1000, ())
    assert calendar.after(date(2022, 4, 29), 20_000) == naive_step(
        date(2022, 4, 29), 20_000, calendar.holidays
    )
    assert (
        calendar.count_between(date(1066, 10, 14), date(2022, 5, 3))
        == sum(
            date.fromordinal(day).weekday() < 5
            for day in range(date(1066, 10, 15).toordinal(), date(2022, 5, 3).toordinal() + 1)
        )
        - 1
    )
    assert calendar.after(date(2022, 4, 29), 1) == date(2022, 5, 3)


def test_a_count_that_leaves_the_calendar_says_so() -> None:
    with pytest.raises(OverflowError, match="runs past"):
        ENGLAND.after(date(9999, 12, 20), 30)
    with pytest.raises(OverflowError, match="runs past"):
        ENGLAND.before(date(1, 1, 5), 30)


def test_a_year_of_nothing_but_holidays_is_stepped_over() -> None:
    start = date(2030, 1, 1)
    calendar = WorkingCalendar({start + timedelta(days=number): "Closed" for number in range(1500)})
    assert calendar.after(start, 3) == naive_step(start, 3, calendar.holidays)


def test_calendars_are_equal_by_their_holidays_and_can_be_pickled() -> None:
    one, other = (WorkingCalendar({date(2022, 5, 2): "May"}) for _ in range(2))
    assert one == other
    assert hash(one) == hash(other)
    assert one != WorkingCalendar({})
    assert pickle.loads(pickle.dumps(one)) == one
    with pytest.raises(TypeError):
        one.holidays[date(2022, 5, 3)] = "no"  # type: ignore[index]


def test_later_changes_to_the_mapping_do_not_reach_the_calendar() -> None:
    names = {date(2022, 9, 19): "Funeral"}
    calendar = WorkingCalendar(names)
    names.clear()
    assert not calendar.is_working_day(date(2022, 9, 19))


@given(crowded, counts)
def test_engine_equals_the_naive_loop(case: tuple[date, WorkingCalendar], count: int) -> None:
    anchor, calendar = case
    assert calendar.after(anchor, count) == naive_step(anchor, count, calendar.holidays)
    assert calendar.before(anchor, count) == naive_step(anchor, -count, calendar.holidays)
    assert calendar.around(anchor, count, count) == tuple(
        naive_day(anchor, day, calendar.holidays) for day in range(-count, count + 2) if day
    )


@given(some_days, calendars, st.integers(-60, 60).filter(bool))
def test_signed_days_equal_the_naive_loop_and_come_back(
    first_day: date, calendar: WorkingCalendar, day: int
) -> None:
    found = calendar.on_day(first_day, day)
    assert found == naive_day(first_day, day, calendar.holidays)
    assert calendar.day_number(first_day, found) == day


@given(crowded, counts)
def test_n_days_on_and_n_back_is_a_round_trip(case: tuple[date, WorkingCalendar], count: int) -> None:
    anchor, calendar = case
    on, back = calendar.after(anchor, count), calendar.before(anchor, count)
    assert calendar.count_between(anchor, on) == count
    assert calendar.count_between(anchor, back) == -count
    if calendar.is_working_day(anchor):
        assert calendar.before(on, count) == anchor
        assert calendar.after(back, count) == anchor


@given(crowded, st.integers(-50, 50), counts)
def test_counting_is_monotone(case: tuple[date, WorkingCalendar], shift: int, count: int) -> None:
    anchor, calendar = case
    other = anchor + timedelta(days=shift)
    earlier, later = sorted((anchor, other))
    assert calendar.after(earlier, count) <= calendar.after(later, count)
    assert calendar.before(earlier, count) <= calendar.before(later, count)
    assert calendar.after(anchor, count) < calendar.after(anchor, count + 1)
    assert calendar.before(anchor, count) > calendar.before(anchor, count + 1)
