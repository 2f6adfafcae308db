"""A visit that is put off, called off, and taken up again on other days."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest

from inspections import queries, registering, to_do
from inspections.actions import cases, meetings, plans, timeline
from inspections.actions.question_writing import begin_questions
from inspections.actions.schedule import agree_schedule
from inspections.meetings import arranged
from inspections.models import CaseEvent, Revisit
from inspections.policies import Refused
from inspections.workflow import State
from letters.actions.issue import issue_parents_letter
from revisits.accounts.models import User
from tests.cast import NOW, Cast

WHY = "All inspections were suspended because of the pandemic."
LATER, AGAIN = NOW + timedelta(days=3), datetime(2022, 9, 5, 9, tzinfo=NOW.tzinfo)
NEW_DAY = date(2022, 9, 20)


def postponed(cast: Cast) -> Cast:
    cast.notify()
    cast.done("follow_up_call")
    plans.postpone(revisit=cast.revisit, reason=WHY, by=cast.owner, at=LATER)
    cast.revisit.refresh_from_db()
    return cast


def rescheduled(cast: Cast, day: date = NEW_DAY) -> None:
    cast.revisit.refresh_from_db()
    cases.reschedule(
        revisit=cast.revisit,
        version=cast.revisit.version,
        first_day=day,
        days=3,
        reason="Inspections begin again.",
        by=cast.owner,
        at=AGAIN - timedelta(days=30),
    )
    cast.compute(AGAIN - timedelta(days=30))


def test_a_visit_is_postponed_with_its_public_reason_and_the_days_that_were_told(cast: Cast) -> None:
    case = postponed(cast).revisit
    assert (case.state, case.stopped_why, case.stopped_at) == (State.POSTPONED, WHY, LATER)
    assert (case.told_first_day, case.told_last_day) == (date(2022, 5, 17), date(2022, 5, 19))
    (told,) = cast.happened(CaseEvent.Kind.POSTPONED)
    assert told.data == {"reason": WHY, "on_site": ["2022-05-17", "2022-05-19"]}
    assert cast.event("notify").done_on and not case.dates_hold


def test_what_is_cancelled_before_its_notice_was_told_to_nobody(cast: Cast) -> None:
    plans.cancel(revisit=cast.revisit, reason="The area became two.", by=cast.owner, at=NOW)
    assert (cast.revisit.state, cast.revisit.stopped_first_day) == (State.CANCELLED, None)
    assert not Revisit.objects.filter(queries.TOLD).exists()
    with pytest.raises(Refused, match=r"was cancelled on 3 May 2022\. Nothing of it goes on"):
        cast.notify(LATER)


@pytest.mark.parametrize("change", [plans.postpone, plans.cancel])
def test_only_who_may_change_the_plan_does_and_with_a_reason(
    cast: Cast, change: Callable[..., CaseEvent]
) -> None:
    cast.notify()
    with pytest.raises(Refused, match="permission to postpone or cancel"):
        change(revisit=cast.revisit, reason=WHY, by=cast["cqc"], at=LATER)
    with pytest.raises(Refused, match="Say why"):
        change(revisit=cast.revisit, reason=" ", by=cast.owner, at=LATER)
    change(revisit=cast.revisit, reason=WHY, by=cast["support"], at=LATER)
    with pytest.raises(Refused, match="cannot be done while the re-visit is at the stage"):
        change(revisit=cast.revisit, reason=WHY, by=cast.owner, at=LATER)


def _begin(cast: Cast, by: User) -> None:
    begin_questions(revisit=cast.revisit, purpose="survey", by=by, at=LATER)


def _invite(cast: Cast, by: User) -> None:
    held = arranged(cast.revisit, "leaders_meeting")
    assert held
    meetings.invite(meeting=held, by=by, at=LATER)


def _agree(cast: Cast, by: User) -> None:
    agree_schedule(revisit=cast.revisit, read="", by=by, at=LATER)


def _done(cast: Cast, by: User) -> None:
    timeline.mark_done(event=cast.event("planning_call"), done_on=LATER.date(), by=by, at=LATER)


def _reopen(cast: Cast, by: User) -> None:
    timeline.reopen(event=cast.event("follow_up_call"), by=by, at=LATER)


def _letter(cast: Cast, by: User) -> None:
    issue_parents_letter(revisit=cast.revisit, by=by, at=LATER)


@pytest.mark.parametrize("doing", [_begin, _invite, _agree, _done, _reopen])
@pytest.mark.parametrize("change", [plans.postpone, plans.cancel])
def test_nothing_of_it_goes_on(
    cast: Cast, change: Callable[..., CaseEvent], doing: Callable[[Cast, User], None]
) -> None:
    cast.notify()
    cast.done("follow_up_call")
    change(revisit=cast.revisit, reason=WHY, by=cast.owner, at=LATER)
    with pytest.raises(Refused, match=r"This re-visit was (postponed|cancelled) on 6 May 2022"):
        doing(cast, cast.owner)


def test_nothing_is_due_while_it_is_put_off_and_nobody_registers(cast: Cast) -> None:
    day = datetime(2022, 5, 17, 9, tzinfo=NOW.tzinfo)
    cast.notify()
    assert to_do.tasks_for(cast.owner, day).exists() and to_do.tasks_for(cast["lano"], day).exists()
    plans.postpone(revisit=cast.revisit, reason=WHY, by=cast.owner, at=LATER)
    assert [to_do.tasks_for(cast[name], day).count() for name in ("owner", "lano", "support", "pcf")] == [
        0
    ] * 4
    assert "is postponed" in registering.registering(cast.revisit, at=LATER).closed
    with pytest.raises(Refused, match="Set the new on-site days first"):
        _letter(cast, cast.owner)


def test_new_days_begin_it_anew_and_notifying_again_tells_them(cast: Cast) -> None:
    """G8: what was done for the earlier days is to be done again, and the history keeps that it was done."""
    cast.notify()
    timeline.override_date(
        event=cast.event("survey_opens"), on=date(2022, 5, 9), time="", reason="A fair", by=cast.owner, at=NOW
    )
    cast.done("follow_up_call")
    plans.postpone(revisit=cast.revisit, reason=WHY, by=cast.owner, at=LATER)
    with pytest.raises(Refused, match="Set the new on-site days first: 17 May 2022"):
        cast.notify(AGAIN)
    with pytest.raises(Refused, match="what is set for the earlier days falls away"):
        timeline.remove_override(event=cast.event("survey_opens"), by=cast.owner, at=LATER)
    rescheduled(cast)
    case = cast.revisit
    assert case.has_new_days and case.told_first_day == date(2022, 5, 17)
    assert not case.timeline.filter(done_on__isnull=False).exists()
    assert not case.timeline.filter(override_on__isnull=False).exists()
    assert cast.event("notify").planned_on == date(2022, 9, 5)
    (anew,) = cast.happened(CaseEvent.Kind.EVENT_REOPENED)
    assert "done on 3 May 2022" in anew.text and "set by hand to 9 May 2022" in anew.text
    assert [event.code for event in to_do.tasks_for(cast.owner, AGAIN)] == ["notify"]
    timeline.override_date(
        event=cast.event("survey_opens"),
        on=date(2022, 9, 12),
        time="",
        reason="Term",
        by=cast.owner,
        at=AGAIN,
    )
    rescheduled(cast, NEW_DAY + timedelta(days=7))
    assert cast.event("survey_opens").override_on == date(2022, 9, 12)
    told = cast.notify(AGAIN)
    assert (case.state, case.stopped_why, case.stopped_at) == (State.NOTIFIED, "", None)
    assert told.data["again"] and cast.event("notify").done_on == AGAIN.date()
    assert len(cast.happened(CaseEvent.Kind.NOTIFIED)) == 2


def test_questions_that_were_agreed_stay_agreed_for_the_new_days(cast: Cast) -> None:
    cast.notify()
    cast.done("questions_agreed")
    plans.postpone(revisit=cast.revisit, reason=WHY, by=cast.owner, at=LATER)
    rescheduled(cast)
    assert cast.event("questions_agreed").done_on and not cast.event("notify").done_on


def test_a_postponement_by_mistake_is_mended_by_notifying_again_of_the_same_days(cast: Cast) -> None:
    postponed(cast)
    cast.notify(LATER)
    assert cast.revisit.state == State.NOTIFIED
    assert cast.event("notify").done_on == LATER.date() and cast.event("follow_up_call").done_on
    assert [event.data["codes"] for event in cast.happened(CaseEvent.Kind.EVENT_REOPENED)] == [["notify"]]


def test_a_postponed_visit_may_be_cancelled_and_keeps_the_days_that_were_told(cast: Cast) -> None:
    postponed(cast)
    rescheduled(cast)
    plans.cancel(revisit=cast.revisit, reason="The guidance ended.", by=cast.owner, at=AGAIN)
    assert (cast.revisit.state, cast.revisit.told_first_day) == (State.CANCELLED, date(2022, 5, 17))
    assert cast.revisit.stopped_why == "The guidance ended."
    for refused in (lambda: rescheduled(cast, date(2022, 10, 4)), lambda: cast.notify(AGAIN)):
        with pytest.raises(Refused, match="was cancelled on 5 September 2022"):
            refused()
