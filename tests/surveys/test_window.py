"""The window of the survey to the second, at noon on both weekends on which the clocks change, and its grace (G16)."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.test import Client

from inspections.models import Question, Revisit, TimelineEvent
from inspections.timeline.times import LONDON, london
from revisits.public import survey_tokens
from surveys.actions.opening import open_and_close
from surveys.models import Survey
from surveys.window import Standing, Times
from tests.cast import Cast
from tests.conftest import StandingClock
from tests.pages import text
from tests.surveys.scene import asked

NOON, SECOND, GRACE = time(12), timedelta(seconds=1), timedelta(minutes=30)
S = Standing
# To summer time on 27 March 2022 and back on 30 October 2022, between opening and closing or on the day of either.
WINDOWS = {
    "spring": (date(2022, 3, 25), date(2022, 3, 28)),
    "autumn": (date(2022, 10, 28), date(2022, 10, 31)),
    "opens as summer time begins": (date(2022, 3, 27), date(2022, 3, 29)),
    "closes as it ends": (date(2022, 10, 26), date(2022, 10, 30)),
    "a day on either side": (date(2022, 10, 29), date(2022, 10, 30)),
}


def at_noon(days: tuple[date, date]) -> Times:
    opens, closes = (london(day, NOON) for day in days)
    return Times(opens, closes, GRACE)


@pytest.mark.parametrize("days", WINDOWS.values(), ids=list(WINDOWS))
def test_g16_half_open_from_noon_to_noon_and_a_grace_of_real_minutes(days: tuple[date, date]) -> None:
    times = at_noon(days)
    assert times.opens and times.closes
    opens, closes = times.opens.astimezone(UTC), times.closes.astimezone(UTC)
    moments = [opens - SECOND, opens, closes - SECOND, closes, closes + GRACE - SECOND, closes + GRACE]
    wanted = [S.COMING, S.OPEN, S.OPEN, S.GRACE, S.GRACE, S.CLOSED]
    for zone in (UTC, LONDON):
        assert [times.standing(moment.astimezone(zone)) for moment in moments] == wanted
    within, after = closes - SECOND, closes + GRACE - SECOND
    assert times.may_send(within, after) and times.may_send(opens, closes)
    assert not times.may_send(None, closes) and not times.may_send(closes, after)
    assert not times.may_send(opens - SECOND, after) and not times.may_send(within, closes + GRACE)
    assert times.may_send(None, opens) and not times.may_send(opens, opens - SECOND)


def test_in_the_hour_that_comes_twice_the_grace_ends_once() -> None:
    closes = datetime(
        2022, 10, 30, 1, 45, tzinfo=LONDON
    )  # summer time; a quarter of an hour later it is 1 o'clock
    times = Times(london(date(2022, 10, 28), NOON), closes, GRACE)
    assert times.until == datetime(2022, 10, 30, 1, 15, tzinfo=UTC)
    assert times.standing(closes.replace(minute=50)) == S.GRACE
    assert times.standing(closes.replace(minute=10, fold=1)) == S.GRACE
    assert times.standing(closes.replace(minute=15, fold=1)) == S.CLOSED


def test_without_dates_there_is_no_window() -> None:
    noon = london(date(2022, 3, 28), NOON)
    for times in (Times(None, noon, GRACE), Times(noon, None, GRACE), Times(None, None, GRACE)):
        assert times.standing(noon) == S.TO_FOLLOW and not times.may_send(noon, noon)


@pytest.mark.parametrize("name", ["spring", "autumn"])
def test_g16_the_page_and_the_job_open_and_close_at_noon_to_the_second(
    name: str, db: None, standing_clock: StandingClock
) -> None:
    cast: Cast = asked()
    for code, day in zip(("survey_opens", "survey_closes"), WINDOWS[name], strict=True):
        TimelineEvent.objects.filter(revisit=cast.revisit, code=code).update(
            override_on=day, override_time="12:00", override_reason="Clocks change.", overridden_by=cast.owner,
            overridden_at=standing_clock.now,
        )  # fmt: skip
    opens, closes = (london(day, NOON) for day in WINDOWS[name])
    seen = []
    for now in (opens - SECOND, opens, closes - SECOND, closes, closes + GRACE - SECOND, closes + GRACE):
        standing_clock.now = now.astimezone(LONDON)
        page = text(Client().get("/visits/essex-2022/survey/"))
        # Who began in the first second, in the last, and a second too late.
        sends = "".join("yn"[not send(began)] for began in (opens, closes - SECOND, closes))
        changed = open_and_close(at=now), open_and_close(at=now)
        survey = Survey.objects.filter(revisit=cast.revisit).first()
        seen.append(("Start now" in page, sends, *changed, bool(survey and survey.closed_at)))
    assert seen == [
        (False, "nnn", 0, 0, False), (True, "yyy", 0, 0, False), (True, "yyy", 0, 0, False),
        (False, "yyn", 0, 0, False), (False, "yyn", 0, 0, False), (False, "nnn", 1, 0, True),
    ]  # fmt: skip
    survey = Survey.objects.get()
    assert survey.opened_at == opens and survey.responses.filter(state="sent").count() == 10


def send(began: datetime) -> bool:
    """Whether what somebody answered who began then is taken now."""
    field = f"q{Question.objects.get(place=1, question_set__purpose='survey').pk}"
    form = {"token": survey_tokens.write("essex-2022", survey_tokens.start(began)), field: "1", "go": "send"}
    return "Your answers are sent" in text(Client().post("/visits/essex-2022/survey/answer/", form))


def test_g16_a_survey_that_is_extended_after_its_close_opens_anew_with_what_it_asked(
    db: None, standing_clock: StandingClock
) -> None:
    cast = asked()
    opens, closes = london(date(2022, 5, 10), NOON), london(date(2022, 5, 16), NOON)
    assert open_and_close(at=opens) == 1 and open_and_close(at=closes + GRACE) == 1
    TimelineEvent.objects.filter(revisit=cast.revisit, code="survey_closes").update(
        override_on=date(2022, 5, 20), override_time="12:00", override_reason="The link was broken.",
        overridden_by=cast.owner, overridden_at=closes,
    )  # fmt: skip
    assert open_and_close(at=closes + 2 * GRACE) == 1
    survey = Survey.objects.get()
    assert survey.closed_at is None and survey.opened_at == opens
    assert open_and_close(at=london(date(2022, 5, 20), time(13))) == 1


def test_g16_a_survey_of_which_an_outside_one_takes_the_place_is_closed_and_counted_all_the_same(
    db: None, standing_clock: StandingClock
) -> None:
    cast = asked()
    opens, closes = london(date(2022, 5, 10), NOON), london(date(2022, 5, 16), NOON)
    assert open_and_close(at=opens) == 1
    Revisit.objects.filter(pk=cast.revisit.pk).update(survey_kind="link", survey_url="https://example.org/s")
    assert [open_and_close(at=at) for at in (opens, closes, closes + GRACE, closes + 2 * GRACE)] == [
        0,
        0,
        1,
        0,
    ]
    assert Survey.objects.get().closed_at == closes + GRACE
