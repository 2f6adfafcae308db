"""The state of the survey, to the second, on both sides of both clock changes; and how long a page holds."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspections.timeline.times import LONDON, london
from revisits.public.survey import Survey, fresh_for, next_change, standing

SECOND = timedelta(seconds=1)
# Opening and closing at noon, with a change of the clocks between them: to summer time, and back.
SPRING = (london(date(2022, 3, 25), time(12)), london(date(2022, 3, 28), time(12)))
AUTUMN = (london(date(2022, 10, 28), time(12)), london(date(2022, 10, 31), time(12)))
# Within one season, as control; and with a boundary at noon of the Sunday of the change itself.
MAY = (london(date(2022, 5, 10), time(12)), london(date(2022, 5, 16), time(12)))
ON_THE_DAY = (london(date(2022, 3, 27), time(12)), london(date(2022, 10, 30), time(12)))


@pytest.mark.parametrize(
    "window", [SPRING, AUTUMN, MAY, ON_THE_DAY], ids=["spring", "autumn", "may", "sundays"]
)
def test_g16_the_survey_opens_and_closes_at_noon_to_the_second(window: tuple[datetime, datetime]) -> None:
    opens, closes = (moment.astimezone(UTC) for moment in window)
    said = [
        standing(*window, now.astimezone(LONDON)) for now in (opens - SECOND, opens, closes - SECOND, closes)
    ]
    assert said == [Survey.COMING, Survey.OPEN, Survey.OPEN, Survey.CLOSED]
    assert standing(*window, closes - timedelta(microseconds=1)) == Survey.OPEN


def test_g16_noon_is_local_noon_in_winter_and_in_summer() -> None:
    assert [moment.astimezone(UTC).hour for moment in (*SPRING, *AUTUMN)] == [12, 11, 11, 12]
    # Half past eleven by Greenwich is after noon in London by then.
    assert standing(*SPRING, datetime(2022, 3, 28, 11, 30, tzinfo=UTC)) == Survey.CLOSED
    assert standing(*AUTUMN, datetime(2022, 10, 31, 11, 30, tzinfo=UTC)) == Survey.OPEN


def test_in_the_hour_that_comes_twice_the_moments_are_told_apart() -> None:
    first = datetime(2022, 10, 30, 1, 30, tzinfo=LONDON)
    second = first.replace(fold=1)
    assert standing(second, second + timedelta(days=1), first) == Survey.COMING
    assert standing(first, second, first) == Survey.OPEN
    assert next_change([second], first, first.date()) - first.astimezone(UTC) == timedelta(hours=1)


def test_a_window_that_is_not_known_whole_is_to_follow() -> None:
    opens, closes = MAY
    assert {standing(None, None, opens), standing(opens, None, opens), standing(None, closes, closes)} == {
        Survey.TO_FOLLOW
    }


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        # Midnight of the days on which the clocks change is 23 and 25 hours away.
        (datetime(2022, 3, 27, 0, 0, tzinfo=LONDON), timedelta(hours=23)),
        (datetime(2022, 10, 30, 0, 0, tzinfo=LONDON), timedelta(hours=25)),
        (datetime(2022, 5, 10, 11, 59, 59, tzinfo=LONDON), SECOND),
        # At the very moment the next one counts.
        (datetime(2022, 5, 10, 12, 0, tzinfo=LONDON), timedelta(hours=12)),
    ],
)
def test_the_next_change_is_the_next_moment_or_midnight(now: datetime, expected: timedelta) -> None:
    assert next_change([*MAY, None], now, now.date()) - now.astimezone(UTC) == expected


def test_nothing_is_kept_past_the_change() -> None:
    opens = MAY[0]
    before = [fresh_for(opens, opens - timedelta(seconds=gap), 10) for gap in (3600, 10, 9.9, 1, 0.4)]
    assert before == [10, 10, 9, 1, 0]
    night = datetime(2022, 3, 27, 0, 59, 58, tzinfo=LONDON)
    assert fresh_for(datetime(2022, 3, 27, 2, 0, tzinfo=LONDON), night, 10) == 2


@given(st.integers(0, 365 * 86_400 * 10))
def test_a_state_holds_until_the_change_that_was_told(tenths: int) -> None:
    """So what is kept until then is never wrong; and nothing changes within a minute, by which pages are made."""
    now = datetime(2022, 1, 1, tzinfo=UTC) + tenths * SECOND / 10
    for window in (SPRING, AUTUMN, ON_THE_DAY):
        change = next_change(window, now, now.astimezone(LONDON).date())
        held = {standing(*window, moment) for moment in (now, now + (change - now) / 2, change - SECOND / 10)}
        assert len(held) == 1
        assert standing(*window, now.replace(second=0, microsecond=0)) == standing(*window, now)
