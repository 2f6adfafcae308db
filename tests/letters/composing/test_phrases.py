from datetime import UTC, date, datetime, time

import pytest

from letters.composing import phrases
from letters.composing.text import Run


def test_day_of_record_has_two_digits_and_no_weekday() -> None:
    assert phrases.day(date(2022, 5, 3)) == "03 May 2022"
    assert phrases.day(date(2019, 9, 30)) == "30 September 2019"


def test_day_to_act_on_has_its_weekday() -> None:
    assert phrases.weekday(date(2019, 10, 7)) == "Monday 7 October 2019"
    assert phrases.weekday(date(2022, 5, 1)) == "Sunday 1 May 2022"


@pytest.mark.parametrize(
    ("at", "written"),
    [
        (time(12), "12 noon"),
        (time(0), "midnight"),
        (time(19), "7pm"),
        (time(9, 30), "9:30am"),
        (time(12, 5), "12:05pm"),
        (time(0, 5), "12:05am"),
    ],
)
def test_clock(at: time, written: str) -> None:
    assert phrases.clock(at) == written


def test_g16_noon_is_london_noon_in_summer_and_in_winter() -> None:
    assert phrases.moment(datetime(2022, 5, 10, 11, tzinfo=UTC)) == ("12 noon", "Tuesday 10 May 2022")
    assert phrases.moment(datetime(2020, 2, 28, 12, tzinfo=UTC)) == ("12 noon", "Friday 28 February 2020")
    assert phrases.moment(datetime(2022, 5, 9, 23, 30, tzinfo=UTC)) == ("12:30am", "Tuesday 10 May 2022")


@pytest.mark.parametrize(
    ("parts", "written"), [(["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_series(parts: list[str], written: str) -> None:
    assert phrases.series(parts) == written


def test_sentence_ends_with_one_full_stop() -> None:
    assert (
        phrases.sentence(" By the side door. ") == phrases.sentence("By the side door") == "By the side door."
    )


@pytest.mark.parametrize(
    ("address", "leads_to"),
    [
        ("www.essex.gov.uk", "https://www.essex.gov.uk"),
        ("http://www.cqc.org.uk", "http://www.cqc.org.uk"),
        ("HTTPS://x.uk", "HTTPS://x.uk"),
        ("javascript:alert(1)", "https://javascript:alert(1)"),
    ],
)
def test_link_shows_the_address_as_given_and_leads_to_the_web(address: str, leads_to: str) -> None:
    assert phrases.web_link(address) == Run(address, href=leads_to)


def test_fill_joins_what_is_set_alike_and_keeps_what_is_not() -> None:
    line = phrases.fill("On {day} at {place}.", day=Run("Monday", strong=True), place="the {hall}")
    assert line == (Run("On "), Run("Monday", strong=True), Run(" at the {hall}."))


def test_fill_sets_what_somebody_typed_in_one_line() -> None:
    assert phrases.fill("At {place}.", place="the\n\told   hall") == (Run("At the old hall."),)


def test_joined_puts_a_space_between_sentences() -> None:
    assert phrases.joined([(Run("One."),), (Run("Two.", strong=True),)]) == (
        Run("One. "),
        Run("Two.", strong=True),
    )
