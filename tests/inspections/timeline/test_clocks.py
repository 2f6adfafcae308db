from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspections.timeline import clocks
from inspections.timeline.working_days import WorkingCalendar
from tests.inspections.timeline.calendars import ENGLAND, crowded, naive_step, some_days


def test_g5_wsoa_is_due_70_working_days_after_the_letter_is_received() -> None:
    received = date(2017, 11, 30)
    assert clocks.wsoa_due(received, ENGLAND) == date(2018, 3, 13)
    steps = clocks.explain_wsoa_due(received, ENGLAND)
    assert (steps.result, steps.count) == (date(2018, 3, 13), 70)
    assert [day for day, _ in steps.holidays] == [date(2017, 12, 25), date(2017, 12, 26), date(2018, 1, 1)]
    assert steps.sentence().startswith(
        "70 working days after Thursday 30 November 2017 (the area received its letter)"
    )


@pytest.mark.parametrize(
    ("fit", "due"),
    [
        (date(2018, 5, 14), date(2019, 11, 14)),
        (date(2018, 8, 31), date(2020, 2, 29)),
        (date(2017, 8, 31), date(2019, 2, 28)),
        (date(2018, 12, 31), date(2020, 6, 30)),
        (date(2020, 2, 29), date(2021, 8, 29)),
    ],
)
def test_g5_revisit_is_due_within_18_calendar_months_clamped_to_the_month(fit: date, due: date) -> None:
    assert clocks.revisit_due_by(fit) == due
    assert clocks.explain_revisit_due_by(fit).result == due


def test_g5_the_explanation_of_18_months_says_when_a_month_is_too_short() -> None:
    assert clocks.explain_revisit_due_by(date(2018, 8, 31)).sentence() == (
        "18 calendar months after Friday 31 August 2018 (WSOA declared fit for purpose), "
        "and that month ends on the 29th."
    )


def test_g5_monitoring_is_quarterly_from_the_anchor_without_drift() -> None:
    visits = clocks.monitoring_due(date(2018, 11, 30), date(2019, 12, 31))
    assert visits == (date(2019, 2, 28), date(2019, 5, 30), date(2019, 8, 30), date(2019, 11, 30))
    explained = clocks.explain_monitoring_due(date(2018, 11, 30), date(2019, 12, 31))
    assert [steps.count for steps in explained] == [
        3, 6, 9, 12,
    ]  # fmt: skip


def test_g28_monitoring_ends_on_the_day_given_which_still_counts() -> None:
    fit = date(2018, 5, 14)
    assert clocks.monitoring_due(fit, date(2018, 8, 14)) == (date(2018, 8, 14),)
    assert clocks.monitoring_due(fit, date(2018, 8, 13)) == ()
    assert clocks.monitoring_due(fit, date(2017, 1, 1)) == ()


def test_g25_comments_are_due_after_ten_working_days() -> None:
    assert clocks.comments_due(date(2020, 12, 21), ENGLAND) == date(2021, 1, 7)
    assert clocks.explain_comments_due(date(2020, 12, 21), ENGLAND).result == date(2021, 1, 7)


def test_g26_final_and_publication_after_28_and_33_working_days() -> None:
    last_day = date(2020, 3, 25)
    assert clocks.final_due(last_day, ENGLAND) == date(2020, 5, 6)
    assert clocks.publication_due(last_day, ENGLAND) == date(2020, 5, 14)


def test_g25_the_latest_draft_leaves_ten_whole_days_before_day_28() -> None:
    latest = clocks.draft_latest(date(2022, 5, 19), ENGLAND)
    assert latest == date(2022, 6, 15)
    assert clocks.comments_due(latest, ENGLAND) == ENGLAND.before(
        clocks.final_due(date(2022, 5, 19), ENGLAND), 1
    )


@given(crowded)
def test_working_day_clocks_equal_the_naive_loop(case: tuple[date, WorkingCalendar]) -> None:
    anchor, calendar = case
    for clock, count in (
        (clocks.wsoa_due, 70),
        (clocks.comments_due, 10),
        (clocks.final_due, 28),
        (clocks.publication_due, 33),
    ):
        assert clock(anchor, calendar) == naive_step(anchor, count, calendar.holidays)


@given(some_days, st.integers(1, 60))
def test_months_keep_the_day_or_end_the_month(anchor: date, months: int) -> None:
    result = clocks.months_after(anchor, months)
    assert (result.year - anchor.year) * 12 + result.month - anchor.month == months
    ends_month = date.fromordinal(result.toordinal() + 1).day == 1
    assert result.day == anchor.day or (result.day < anchor.day and ends_month)
