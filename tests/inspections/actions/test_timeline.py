"""The timeline of a case: computed, set by hand, done."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from inspections import tasks
from inspections.actions import timeline
from inspections.actions.cases import reschedule
from inspections.models import CaseEvent, Revisit, TimelineEvent
from inspections.models.timeline_event import Status
from inspections.policies import Refused
from inspections.timeline import schedule
from tests.cast import NOW, Cast
from tests.factories import make
from tests.inspections.actions.test_cases import writes
from tests.stages import put

Kind = CaseEvent.Kind


def move(cast: Cast, first_day: date, days: int = 3) -> None:
    cast.revisit.refresh_from_db()
    reschedule(
        revisit=cast.revisit,
        version=cast.revisit.version,
        first_day=first_day,
        days=days,
        reason="Moved",
        by=cast.owner,
        at=NOW,
    )
    cast.revisit.refresh_from_db()


def override(cast: Cast, code: str, on: date, time: str = "", **more: Any) -> TimelineEvent:
    return timeline.override_date(
        event=cast.event(code), on=on, time=time, reason="As agreed", by=cast.owner, at=NOW, **more
    )


def test_a_new_case_has_every_event_of_the_guidance(cast: Cast) -> None:
    codes = set(cast.revisit.timeline.values_list("code", flat=True))
    assert codes == set(schedule.RULES)
    assert cast.revisit.timeline.filter(code="kit").count() == 3
    assert all(event.explanation for event in cast.revisit.timeline.all())


def test_computing_twice_writes_nothing_the_second_time(cast: Cast) -> None:
    Revisit.objects.filter(pk=cast.revisit.pk).update(timeline_stale=True)
    assert cast.compute() == []
    with CaptureQueriesContext(connection) as captured:
        assert cast.compute() == []
    assert writes(captured) == []
    assert cast.happened(Kind.DATE_MOVED) == []


def test_g26_each_date_that_moved_is_recorded_once_with_before_and_after(cast: Cast) -> None:
    before = {(row.code, row.occurrence): row.planned_on for row in cast.revisit.timeline.all()}
    move(cast, date(2022, 5, 24))
    moved = [row for row in cast.revisit.timeline.all() if before[row.code, row.occurrence] != row.planned_on]
    events = {(e.data["code"], e.data["occurrence"]): e for e in cast.happened(Kind.DATE_MOVED)}
    assert set(events) == {(row.code, row.occurrence) for row in moved} and len(moved) > 20
    final = events["final_sent", 1]
    assert (final.data["from"], final.data["to"]) == ("2022-06-30", "2022-07-07")
    assert final.text == (
        "Final letter sent to the authority and health: Thursday 30 June 2022 became Thursday 7 July 2022."
    )
    assert final.by is None


def test_done_events_stay_when_the_visit_moves(cast: Cast) -> None:
    before = cast.done("information_request")
    move(cast, date(2022, 5, 24))
    after = cast.event("information_request")
    assert (after.planned_on, after.done_on) == (before.planned_on, before.done_on)
    assert after.explanation == before.explanation


def test_overridden_events_keep_their_date_and_learn_the_guidances(cast: Cast) -> None:
    override(cast, "survey_opens", date(2022, 5, 9), "12:00")
    move(cast, date(2022, 5, 24))
    event = cast.event("survey_opens")
    assert (event.planned_on, event.computed_on) == (date(2022, 5, 9), date(2022, 5, 17))
    assert "survey_opens" not in {moved.data["code"] for moved in cast.happened(Kind.DATE_MOVED)}


def test_g22_a_shorter_visit_loses_its_keeping_in_touch_meetings(cast: Cast) -> None:
    cast_kit = cast.revisit.timeline.filter(code="kit")
    cast.done("kit")
    move(cast, date(2022, 5, 17), days=2)
    assert list(cast_kit.values_list("occurrence", "done_on")) == [(1, NOW.date())]
    move(cast, date(2022, 5, 17), days=4)
    assert cast_kit.count() == 4


def test_a_closed_or_historical_case_is_not_computed_any_more(cast: Cast) -> None:
    dates = list(cast.revisit.timeline.values_list("code", "planned_on"))
    put("closed", cast.revisit)
    Revisit.objects.filter(pk=cast.revisit.pk).update(
        timeline_stale=True, first_day=date(2022, 5, 24), last_day=date(2022, 5, 26)
    )
    assert cast.compute() == []
    assert list(cast.revisit.timeline.values_list("code", "planned_on")) == dates
    assert not cast.revisit.timeline_stale


def test_the_sweep_computes_what_is_stale_and_one_bad_case_does_not_stop_it(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    bad = make(Revisit, timeline_stale=True, reference="a-bad-one")
    Revisit.objects.filter(pk=cast.revisit.pk).update(timeline_stale=True)
    fresh = make(Revisit, timeline_stale=True)
    real = timeline.compute_timeline

    def compute(*, revisit_id: int, at: Any) -> Any:
        if revisit_id == bad.pk:
            raise RuntimeError("bad row")
        return real(revisit_id=revisit_id, at=at)

    monkeypatch.setattr(timeline, "compute_timeline", compute)
    tasks.compute_stale_timelines()
    assert list(Revisit.objects.filter(timeline_stale=True)) == [bad]
    assert fresh.timeline.exists()
    assert "cannot be computed" in caplog.text
    monkeypatch.undo()
    tasks.compute_timeline(bad.pk)
    assert bad.timeline.exists()


def test_an_override_is_recorded_with_its_reason_and_told_as_data(cast: Cast) -> None:
    event = override(cast, "open_meeting", date(2022, 5, 18), "19:00")
    assert (event.is_overridden, event.overridden_by, event.overridden_at) == (True, cast.owner, NOW)
    stored = cast.event("open_meeting")
    assert (stored.planned_on, stored.planned_time) == (date(2022, 5, 18), "19:00")
    [recorded] = cast.happened(Kind.DATE_OVERRIDDEN)
    assert recorded.text.endswith("Tuesday 17 May 2022 became Wednesday 18 May 2022. Reason: As agreed")
    assert recorded.data["time"] == "19:00"


def test_an_override_can_be_taken_back_and_twice_is_nothing(cast: Cast) -> None:
    override(cast, "open_meeting", date(2022, 5, 18), "19:00")
    timeline.remove_override(event=cast.event("open_meeting"), by=cast.owner, at=NOW)
    event = cast.event("open_meeting")
    assert (event.planned_on, event.planned_time, event.override_reason) == (date(2022, 5, 17), "pm", "")
    timeline.remove_override(event=event, by=cast.owner, at=NOW)
    assert len(cast.happened(Kind.OVERRIDE_REMOVED)) == 1


def test_what_is_done_is_not_overridden_any_more(cast: Cast) -> None:
    cast.done("information_request")
    with pytest.raises(Refused, match="This has happened already"):
        override(cast, "information_request", date(2022, 5, 6))
    with pytest.raises(Refused, match="This has happened already"):
        timeline.remove_override(event=cast.event("information_request"), by=cast.owner, at=NOW)


def test_an_event_is_done_once_and_never_in_the_future(cast: Cast) -> None:
    with pytest.raises(Refused, match="cannot be in the future"):
        timeline.mark_done(
            event=cast.event("pcf_meeting"), done_on=NOW.date() + timedelta(days=1), by=cast.owner, at=NOW
        )
    cast.done("pcf_meeting")
    with pytest.raises(Refused, match=r"The owner recorded this as done on 3 May 2022 already\."):
        cast.done("pcf_meeting")
    [event] = cast.happened(Kind.EVENT_DONE)
    assert event.data == {"code": "pcf_meeting", "on": "2022-05-03"}


def test_g8_the_notice_is_not_ticked_off_but_sent(cast: Cast) -> None:
    with pytest.raises(Refused, match="Notify the area"):
        cast.done("notify")


def test_a_doing_can_be_taken_back_and_its_date_follows_the_case_again(cast: Cast) -> None:
    cast.done("information_request")
    timeline.reopen(event=cast.event("information_request"), by=cast.owner, at=NOW)
    event = cast.event("information_request")
    assert (event.done_on, event.done_by, event.recorded_at) == (None, None, None)
    timeline.reopen(event=event, by=cast.owner, at=NOW)
    assert len(cast.happened(Kind.EVENT_REOPENED)) == 1
    cast.revisit.refresh_from_db()
    assert cast.revisit.timeline_stale


def test_g8_a_notice_that_went_out_is_not_taken_back(cast: Cast) -> None:
    cast.notify()
    with pytest.raises(Refused, match="The notices have gone out"):
        timeline.reopen(event=cast.event("notify"), by=cast.owner, at=NOW)


def test_g25_comments_are_due_ten_working_days_after_the_draft_left(cast: Cast) -> None:
    assert cast.event("comments_due").planned_on is None
    later = NOW.replace(month=6, day=1)
    cast.done("draft_sent", later)
    cast.compute(later)
    # Two bank holidays, 2 and 3 June 2022, and two weekends lie between.
    assert cast.event("comments_due").planned_on == date(2022, 6, 17)
    with pytest.raises(Refused, match="not taken back by hand"):
        timeline.reopen(event=cast.event("draft_sent"), by=cast.owner, at=later)
    timeline.undo(cast.event("draft_sent"), by=cast.owner, at=later)
    cast.compute(later)
    assert cast.event("comments_due").planned_on is None


def test_g25_a_planned_draft_dates_the_comments_too(cast: Cast) -> None:
    override(cast, "draft_sent", date(2022, 6, 1))
    cast.compute()
    assert cast.event("comments_due").planned_on == date(2022, 6, 17)
    override(cast, "draft_sent", date(2022, 6, 6))
    cast.compute()
    assert cast.event("comments_due").planned_on == date(2022, 6, 20)


def test_how_an_event_stands_is_derived_from_the_moment(cast: Cast) -> None:
    opens = cast.event("survey_opens")
    noon = NOW.replace(day=10, hour=12, minute=0)
    assert opens.status(noon - timedelta(days=1)) == Status.COMING
    assert opens.status(noon) == Status.DUE
    assert opens.status(noon + timedelta(seconds=1)) == Status.LATE
    assert cast.event("draft_sent").status(noon) == Status.UNDATED
    window = cast.event("further_requests")
    assert window.status(window_end := NOW.replace(day=16, hour=23)) == Status.DUE
    assert window.status(window_end + timedelta(hours=2)) == Status.OVER
    assert cast.done("kit").status(noon + timedelta(days=400)) == Status.DONE
