"""Bank holidays as rows, and the open cases that follow them."""

from datetime import date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from inspections import queries, tasks
from inspections.actions.cases import create_case
from inspections.actions.holidays import add_holiday, refresh_holidays, withdraw_holiday
from inspections.models import CaseEvent, Holiday, HolidayChange, Revisit
from inspections.timeline.times import LONDON
from tests.cast import NOW, Cast, new_case
from tests.factories import make
from tests.inspections.actions.test_cases import writes

FUNERAL = date(2022, 9, 19)
ANNOUNCED = datetime(2022, 9, 10, 12, tzinfo=LONDON)


def changes(on: date) -> list[tuple[str, str]]:
    rows = HolidayChange.objects.filter(on=on).order_by("pk")
    return list(rows.values_list("change", "name"))


def without(on: date) -> None:
    """As the calendar stood before that day was known: the row is not there at all."""
    Holiday.objects.filter(on=on).delete()


@pytest.fixture
def autumn(cast: Cast) -> Revisit:
    """A case on site from Tuesday 20 to Thursday 22 September 2022, computed before the day was announced."""
    without(FUNERAL)
    team = [(cast.owner, "lead"), (cast["cqc"], "cqc")]
    case = create_case(case=new_case(cast.area, team, date(2022, 9, 20)), by=cast.owner, at=NOW)
    tasks.compute_stale_timelines()
    return case


def dates(case: Revisit) -> dict[str, date | None]:
    return dict(case.timeline.exclude(code="kit").values_list("code", "planned_on"))


def test_a_holiday_announced_nine_days_before_moves_what_it_should_and_says_so(autumn: Revisit) -> None:
    before = dates(autumn)
    assert (before["survey_closes"], before["survey_opens"]) == (FUNERAL, date(2022, 9, 13))
    add_holiday(on=FUNERAL, name="State funeral", source="Proclamation", by=None, at=ANNOUNCED)
    autumn.refresh_from_db()
    assert autumn.timeline_stale
    tasks.compute_stale_timelines()
    after = dates(autumn)
    assert (after["survey_closes"], after["survey_opens"]) == (date(2022, 9, 16), date(2022, 9, 12))
    moved = {event.data["code"] for event in autumn.history.filter(kind=CaseEvent.Kind.DATE_MOVED)}
    assert moved == {code for code in before if before[code] != after[code]}
    on_site = ("leaders_meeting", "judgement_meeting", "final_sent", "published")
    assert [after[code] for code in on_site] == [before[code] for code in on_site]
    assert "State funeral" in autumn.timeline.get(code="survey_closes").explanation


def test_a_holiday_on_an_on_site_day_moves_the_last_day(autumn: Revisit) -> None:
    add_holiday(on=date(2022, 9, 21), name="Extra day", source="Proclamation", by=None, at=ANNOUNCED)
    tasks.compute_stale_timelines()
    autumn.refresh_from_db()
    assert autumn.last_day == date(2022, 9, 23)
    assert dates(autumn)["feedback"] == date(2022, 9, 23)


def test_a_new_holiday_marks_open_cases_alone(cast: Cast) -> None:
    closed = make(Revisit, state="closed", historical=True)
    add_holiday(on=date(2022, 10, 3), name="Extra day", source="x", by=cast["support"], at=NOW)
    assert list(Revisit.objects.filter(timeline_stale=True)) == [cast.revisit]
    assert not Revisit.objects.get(pk=closed.pk).timeline_stale


def test_refreshing_again_writes_nothing(db: None) -> None:
    refresh_holidays(at=NOW)
    with CaptureQueriesContext(connection) as captured:
        assert refresh_holidays(at=NOW) == 0
    assert writes(captured) == []


def test_the_calendar_knows_the_traps_of_2017_to_2028(db: None) -> None:
    calendar = queries.calendar()
    closed = [
        date(2020, 5, 8),
        date(2022, 6, 2),
        date(2022, 6, 3),
        FUNERAL,
        date(2023, 5, 8),
        date(2020, 12, 28),
    ]
    assert [day for day in closed if calendar.is_working_day(day)] == []
    assert all(calendar.is_working_day(day) for day in (date(2020, 5, 4), date(2022, 5, 30)))


def test_refreshing_fills_gaps_and_says_where_from(db: None) -> None:
    without(FUNERAL)
    assert refresh_holidays(at=NOW) == 1
    row = Holiday.objects.get(on=FUNERAL)
    assert row.source.startswith("holidays ")
    assert row.source.endswith("England")
    assert not row.by_hand


def test_refreshing_withdraws_what_the_package_does_not_know_and_restores_it(cast: Cast) -> None:
    wrong = date(2022, 10, 4)
    Holiday.objects.create(on=wrong, name="Slip", source="holidays 0.1")
    assert refresh_holidays(at=NOW) == 1
    assert Holiday.objects.get(on=wrong).withdrawn
    Holiday.objects.filter(on=FUNERAL).update(withdrawn=True)
    assert refresh_holidays(at=NOW) == 1
    assert not Holiday.objects.get(on=FUNERAL).withdrawn
    assert changes(FUNERAL)[-1][0] == "restored"
    assert changes(wrong) == [("withdrawn", "Slip")]


def test_what_was_entered_by_hand_stays(cast: Cast) -> None:
    extra = date(2022, 10, 4)
    add_holiday(on=extra, name="Extra day", source="Proclamation", by=cast["support"], at=NOW)
    withdraw_holiday(on=FUNERAL, source="Slip", by=cast["support"], at=NOW)
    assert refresh_holidays(at=NOW) == 0
    assert not Holiday.objects.get(on=extra).withdrawn
    assert Holiday.objects.get(on=FUNERAL).withdrawn
    assert queries.calendar().is_working_day(FUNERAL)


def test_every_change_of_a_holiday_is_kept(cast: Cast) -> None:
    on, by = date(2022, 10, 4), cast["support"]
    add_holiday(on=on, name="Extra day", source="Proclamation", by=by, at=NOW)
    add_holiday(on=on, name="Extra day", source="Proclamation", by=by, at=NOW)
    add_holiday(on=on, name="Jubilee", source="Proclamation", by=by, at=NOW)
    withdraw_holiday(on=on, source="Withdrawn", by=by, at=NOW)
    withdraw_holiday(on=on, source="Withdrawn", by=by, at=NOW)
    add_holiday(on=on, name="Jubilee", source="Proclamation", by=by, at=NOW)
    assert changes(on) == [
        ("added", "Extra day"),
        ("renamed", "Jubilee"),
        ("withdrawn", "Jubilee"),
        ("restored", "Jubilee"),
    ]
    assert set(HolidayChange.objects.filter(on=on).values_list("by", flat=True)) == {by.pk}
    assert Holiday.objects.get(on=on).by_hand


def test_the_daily_job_refreshes(db: None) -> None:
    without(FUNERAL)
    tasks.refresh_holidays()
    assert Holiday.objects.filter(on=FUNERAL, withdrawn=False).exists()
