import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspections.timeline.explain import explain, listed, spoken, weekend_days
from inspections.timeline.working_days import WorkingCalendar
from tests.inspections.timeline.calendars import ENGLAND, crowded


def test_the_sentence_names_anchor_count_weekends_and_holidays() -> None:
    steps = explain(
        WorkingCalendar({date(2022, 5, 2): "Early May bank holiday"}), date(2022, 5, 13), "day 1", -10
    )
    assert steps.result == date(2022, 4, 28)
    assert steps.sentence() == (
        "10 working days before Friday 13 May 2022 (day 1), counting back past 2 weekends and "
        "Early May bank holiday (Monday 2 May 2022)."
    )


def test_the_sentence_counts_on_and_lists_several_holidays() -> None:
    steps = explain(ENGLAND, date(2022, 5, 19), "last on-site day", 28)
    assert steps.result == date(2022, 6, 30)
    assert steps.sentence() == (
        "28 working days after Thursday 19 May 2022 (last on-site day), counting on past 6 weekends, Spring "
        "Bank Holiday (Thursday 2 June 2022) and Platinum Jubilee of Elizabeth II (Friday 3 June 2022)."
    )


def test_one_day_with_nothing_skipped_is_singular() -> None:
    assert (
        explain(ENGLAND, date(2022, 5, 17), "day 1", -1).sentence()
        == "1 working day before Tuesday 17 May 2022 (day 1)."
    )


def test_the_anchor_itself_counts_nothing() -> None:
    steps = explain(ENGLAND, date(2022, 5, 2), "day 1", 0)
    assert (steps.result, steps.count, steps.weekends, steps.holidays) == (date(2022, 5, 2), 0, (), ())
    assert steps.sentence() == "Monday 2 May 2022 (day 1)."


def test_a_holiday_at_the_weekend_is_skipped_once_as_a_weekend_day() -> None:
    steps = explain(ENGLAND, date(2021, 1, 11), "day 1", -10)
    assert steps.result == date(2020, 12, 23)
    assert date(2020, 12, 26) in steps.weekends
    assert [day for day, _ in steps.holidays] == [date(2020, 12, 25), date(2020, 12, 28), date(2021, 1, 1)]


def test_as_dict_survives_json() -> None:
    steps = explain(ENGLAND, date(2022, 5, 3), "day 1", -2)
    back = json.loads(json.dumps(steps.as_dict()))
    assert back["result"] == "2022-04-28"
    assert back["weekends"] == ["2022-04-30", "2022-05-01"]
    assert back["holidays"] == [{"date": "2022-05-02", "name": "May Day"}]
    assert back["sentence"] == steps.sentence()


@given(crowded, st.integers(-80, 80))
def test_explanation_adds_up(case: tuple[date, WorkingCalendar], count: int) -> None:
    anchor, calendar = case
    steps = explain(calendar, anchor, "day 1", count)
    assert abs((steps.result - steps.anchor).days) == abs(count) + len(steps.weekends) + len(steps.holidays)
    assert all(day.weekday() > 4 for day in steps.weekends)
    assert all(day.weekday() < 5 and calendar.holidays[day] == name for day, name in steps.holidays)
    skipped = [*steps.weekends, *(day for day, _ in steps.holidays)]
    assert len(set(skipped)) == len(skipped)
    assert all(min(anchor, steps.result) <= day <= max(anchor, steps.result) for day in skipped)


def test_weekend_days_include_both_ends() -> None:
    assert weekend_days(date(2022, 5, 7), date(2022, 5, 14)) == (
        date(2022, 5, 7), date(2022, 5, 8), date(2022, 5, 14),
    )  # fmt: skip
    assert weekend_days(date(2022, 5, 9), date(2022, 5, 13)) == ()


def test_dates_are_spoken_as_in_the_letters() -> None:
    assert spoken(date(2020, 3, 9)) == "Monday 9 March 2020"


@pytest.mark.parametrize(
    ("parts", "text"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_lists(parts: list[str], text: str) -> None:
    assert listed(parts) == text
