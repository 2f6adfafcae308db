"""Counting weaknesses, naming days, following the sovereign."""

from datetime import date

import pytest

from letters.composing.outcome_phrases import (
    areas,
    named_numbers,
    number,
    of_the_day,
    others,
    share,
    share_not,
    span,
)


def test_numbers_are_words_to_nine_then_figures() -> None:
    assert [number(count) for count in (0, 1, 9, 10, 14)] == ["no", "one", "nine", "10", "14"]
    assert [areas(count, "serious") for count in (1, 2)] == [
        "area of serious weakness",
        "areas of serious weakness",
    ]


@pytest.mark.parametrize(
    ("count", "of", "made", "missed"),
    [
        (1, 1, "the area", "the area"),
        (1, 2, "one of the two areas", "one of the two areas"),
        (2, 2, "both areas", "either of the two areas"),
        (3, 3, "all three areas", "any of the three areas"),
        (9, 14, "nine of the 14 areas", "nine of the 14 areas"),
        (14, 14, "all 14 areas", "any of the 14 areas"),
    ],
)
def test_shares_of_the_weaknesses(count: int, of: int, made: str, missed: str) -> None:
    assert share(count, of, "serious") == f"{made} of serious weakness"
    assert share_not(count, of, "serious") == f"{missed} of serious weakness"


@pytest.mark.parametrize(("count", "of"), [(0, 1), (0, 0), (3, 2), (-1, 4)])
def test_there_is_no_share_of_nothing_or_of_more_than_all(count: int, of: int) -> None:
    for phrase in (share, share_not):
        with pytest.raises(ValueError, match=f"no {count} of {of}"):
            phrase(count, of, "serious")
    with pytest.raises(ValueError, match="to speak of"):
        others(count, of)


def test_numbers_of_weaknesses_in_a_row() -> None:
    rows = [named_numbers(numbers) for numbers in ([2], [2, 5], [1, 2, 14])]
    assert rows == ["weakness 2", "weaknesses 2 and 5", "weaknesses 1, 2 and 14"]


def test_days_leave_out_what_both_share() -> None:
    pairs = [
        (date(2022, 5, 17), date(2022, 5, 19)),
        (date(2020, 8, 31), date(2020, 9, 2)),
        (date(2019, 12, 30), date(2020, 1, 2)),
        (date(2022, 5, 3), date(2022, 5, 3)),
    ]
    assert [span(*pair) for pair in pairs] == [
        "17 to 19 May 2022",
        "31 August to 2 September 2020",
        "30 December 2019 to 2 January 2020",
        "3 May 2022",
    ]


def test_titles_follow_the_sovereign_of_the_day() -> None:
    for title in ("Her Majesty's Inspector", "His Majesty's Inspector"):
        assert of_the_day(title, date(2022, 9, 7)) == "Her Majesty's Inspector"
        assert of_the_day(title, date(2022, 9, 8)) == "His Majesty's Inspector"
    assert of_the_day("CQC inspector", date(2022, 9, 8)) == "CQC inspector"
