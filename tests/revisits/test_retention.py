"""Periods in calendar years and days, at the days where they turn, and what the environment may say of them."""

from datetime import date

import pytest
from django.core.exceptions import ImproperlyConfigured
from hypothesis import given
from hypothesis import strategies as st

from revisits.retention import RECORD_TYPES, Period, in_words, periods

SIX = Period(years=6)


@pytest.mark.parametrize(
    ("period", "start", "due"),
    [
        (SIX, date(2022, 7, 27), date(2028, 7, 27)),
        (SIX, date(2020, 2, 28), date(2026, 2, 28)),
        (SIX, date(2020, 2, 29), date(2026, 3, 1)),
        (Period(years=4), date(2020, 2, 29), date(2024, 2, 29)),
        (SIX, date(2018, 3, 1), date(2024, 3, 1)),
        (Period(days=90), date(2022, 1, 1), date(2022, 4, 1)),
        (Period(days=90), date(2024, 1, 1), date(2024, 3, 31)),
        (Period(days=365), date(2023, 3, 1), date(2024, 2, 29)),
        (Period(), date(2022, 5, 3), date(2022, 5, 3)),
    ],
)
def test_the_day_on_which_something_is_due(period: Period, start: date, due: date) -> None:
    assert period.due_on(start) == due


@given(
    st.integers(0, 30), st.integers(0, 1), st.dates(date(2000, 1, 1), date(2060, 1, 1)), st.integers(-3, 3)
)
def test_the_cutoff_is_the_last_start_that_is_due(years: int, days: int, today: date, around: int) -> None:
    period = Period(years=years) if days == 0 else Period(days=years * 31)
    cutoff = period.cutoff(today)
    start = date.fromordinal(cutoff.toordinal() + around)
    assert (period.due_on(start) <= today) == (start <= cutoff)


@pytest.mark.parametrize(("days", "enough"), [(2190, False), (2191, False), (2192, True)])
def test_days_cover_years_only_where_they_do_in_every_year(days: int, enough: bool) -> None:
    assert Period(days=days).covers(SIX) is enough


def test_every_default_is_allowed_and_says_how_long() -> None:
    assert periods({}) == {code: each.default for code, each in RECORD_TYPES.items()}
    assert all(each.allows(each.default) for each in RECORD_TYPES.values())
    assert in_words("evidence", SIX) == "6 years after the re-visit's letter was published"
    assert in_words("case_drafts", Period(days=1)) == "1 day after somebody last worked on it"
    assert in_words("evidence", None) == "for good"


def test_the_environment_sets_a_period_or_keeps_for_good() -> None:
    found = periods(
        {"RETENTION_EVIDENCE_DAYS": "3650", "RETENTION_NOTICES_DAYS": " Forever ", "PATH": "/bin"}
    )
    assert (found["evidence"], found["notices"]) == (Period(days=3650), None)
    assert found["people"] == RECORD_TYPES["people"].default


@pytest.mark.parametrize("value", ["", "-1", "6 years", "1.5", "36526", "١٢x"])
def test_what_is_no_number_of_days_is_refused(value: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="RETENTION_EVIDENCE_DAYS must be"):
        periods({"RETENTION_EVIDENCE_DAYS": value})


def test_a_type_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ImproperlyConfigured, match="RETENTION_EVIDENCES_DAYS names no record type"):
        periods({"RETENTION_EVIDENCES_DAYS": "3650"})


def test_what_is_kept_for_good_has_no_other_period() -> None:
    assert not RECORD_TYPES["case_file"].allows(Period(years=50))
    assert RECORD_TYPES["case_file"].allows(None)
