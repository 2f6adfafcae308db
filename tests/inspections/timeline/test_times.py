from datetime import UTC, date, datetime, time

import pytest

from inspections.timeline import times

DAY = date(2022, 5, 10)


@pytest.mark.parametrize("label", ["", "am", "pm", "end of day", "12:00", "00:00", "23:59"])
def test_labels(label: str) -> None:
    assert times.is_label(label)
    assert times.starts(DAY, label) <= times.deadline(DAY, label)


@pytest.mark.parametrize("label", ["noon", "24:00", "9:00", "12:60", "12:00\n", "AM", " am"])
def test_anything_else_is_refused(label: str) -> None:
    assert not times.is_label(label)
    for moment in (times.starts, times.deadline):
        with pytest.raises(ValueError, match="is not a time"):
            moment(DAY, label)


@pytest.mark.parametrize(
    ("label", "ends"),
    [
        ("am", "12:00:00"),
        ("pm", "17:00:00"),
        ("end of day", "23:59:59"),
        ("", "23:59:59"),
        ("12:00", "12:00:00"),
    ],
)
def test_deadlines_are_local(label: str, ends: str) -> None:
    assert times.deadline(DAY, label).isoformat() == f"2022-05-10T{ends}+01:00"


@pytest.mark.parametrize(
    ("label", "begins"), [("am", time(9)), ("pm", time(12)), ("", time(0)), ("19:30", time(19, 30))]
)
def test_starts_are_local(label: str, begins: time) -> None:
    assert times.starts(DAY, label).time() == begins


@pytest.mark.parametrize(
    ("day", "hour_utc"),
    [
        (date(2020, 3, 27), 12), (date(2020, 3, 30), 11), (date(2022, 10, 28), 11), (date(2022, 10, 31), 12),
        (date(2019, 10, 7), 11), (date(2020, 3, 13), 12),
    ],
    ids=str,
)  # fmt: skip
def test_g16_noon_is_london_noon_on_both_sides_of_the_clock_change(day: date, hour_utc: int) -> None:
    expected = datetime(day.year, day.month, day.day, hour_utc, tzinfo=UTC)
    assert times.deadline(day, "12:00") == expected
    assert times.starts(day, "12:00") == expected
    assert times.deadline(day, "am") == expected
