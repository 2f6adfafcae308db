"""Putting a reminder off, and who is reminded while people are away."""

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from inspections.actions.absences import record_absence
from inspections.actions.timeline import mark_done
from inspections.models import CaseEvent, TimelineEvent
from inspections.policies import Refused
from notifications.domain import snoozing
from notifications.models import OutboxMessage, Snooze
from revisits.accounts.models import User
from tests.conftest import SignedIn, StandingClock
from tests.notifications.conftest import NOTICE_DAY, World
from tests.notifications.test_remind import at, run, written
from tests.pages import text


@pytest.fixture
def told(world: World) -> World:
    world.notify()
    return world


def put_off(world: World, who: str, until: date, day: int, **more: Any) -> Snooze:
    event, by = world.event("evidence_due"), world.people[who]
    return snoozing.snooze(event=event, until=until, by=by, at=at(day, 10), **more)


def of(world: World, who: str) -> list[str]:
    """The stages of which somebody was reminded, in order."""
    rows = OutboxMessage.objects.filter(recipient_user=world.people[who], cause__contains=":evidence_due:")
    return [row.cause.split(":")[5] for row in rows.order_by("pk")]


def test_it_delays_ones_own_reminder_alone_and_comes_again_on_that_day(told: World) -> None:
    run(at(9))
    put_off(told, "lano", date(2022, 5, 12), 9)
    for day in (10, 11):
        run(at(day))
    assert (of(told, "lano"), of(told, "pcf")) == (["overdue"], ["overdue"])
    assert of(told, "lead_hmi") == ["to the lead"]
    for day in (12, 12, 13, 16):
        run(at(day))
    assert of(told, "lano") == ["overdue", "again"]
    assert of(told, "support") == ["to support"]
    again = OutboxMessage.objects.get(message="reminder_again")
    assert "You put this off until today." in again.text
    (trace,) = told.revisit.history.filter(kind=CaseEvent.Kind.REMINDER_SNOOZED)
    assert "is reminded again on Thursday 12 May 2022" in trace.text


def test_a_later_stage_comes_by_itself_on_that_day(told: World) -> None:
    run(at(3))
    put_off(told, "lano", date(2022, 5, 6), 4)
    for day in (4, 5, 6, 9):
        run(at(day))
    assert of(told, "lano") == ["ahead", "today", "overdue"]


def test_what_waits_is_withdrawn_and_done_stops_all(told: World) -> None:
    run(at(9))
    put_off(told, "lano", date(2022, 5, 11), 9)
    waiting = OutboxMessage.objects.get(recipient_user=told.people["lano"], cause__contains=":evidence_due:")
    assert waiting.status == "superseded"
    mark_done(event=told.event("evidence_due"), done_on=date(2022, 5, 10), by=told.lead, at=at(10))
    for day in (11, 12, 13):
        run(at(day))
    assert of(told, "lano") == ["overdue"]
    with pytest.raises(Refused, match="This is done"):
        put_off(told, "lano", date(2022, 5, 16), 12)


def test_the_lead_keeps_support_from_being_told_with_a_reason(told: World) -> None:
    with pytest.raises(Refused, match="Say why") as refused:
        put_off(told, "lead_hmi", date(2022, 5, 16), 10, holds=True)
    assert refused.value.field == "reason"
    put_off(told, "lead_hmi", date(2022, 5, 16), 10, holds=True, reason="It comes on Friday")
    for day in (11, 12, 13):
        run(at(day))
    assert (of(told, "lead_hmi"), of(told, "support")) == ([], [])
    run(at(16))
    assert (of(told, "lead_hmi"), of(told, "support")) == (["to the lead"], ["to support"])


def test_nobody_else_does_and_nobody_for_longer(told: World) -> None:
    for who, until, more, said in (
        ("lano", date(2022, 5, 16), {"holds": True, "reason": "x"}, "Only the lead HMI"),
        ("lano", date(2022, 5, 14), {}, "one of the next 5 working days"),
        ("lano", date(2022, 5, 18), {}, "one of the next 5 working days"),
        ("senior_hmi", date(2022, 5, 11), {}, "No reminder of this reaches you"),
    ):
        with pytest.raises(Refused, match=said):
            put_off(told, who, until, 10, **more)
    assert not Snooze.objects.exists()


def test_nobody_puts_off_what_is_not_reminded_of(world: World) -> None:
    with pytest.raises(Refused, match="before the area is notified"):
        put_off(world, "lano", date(2022, 5, 11), 10)
    world.notify()
    window = TimelineEvent.objects.get(revisit=world.revisit, code="further_requests")
    with pytest.raises(Refused, match="no day of its own"):
        snoozing.snooze(event=window, until=date(2022, 5, 11), by=world.lead, at=at(10))


def away(world: World, who: str, first: int, last: int) -> None:
    days = {"first_day": date(2022, 5, first), "last_day": date(2022, 5, last)}
    record_absence(user=world.people[who], by=world.lead, at=NOTICE_DAY, **days)


def test_whoever_is_away_is_left_to_those_who_share_the_task(told: World) -> None:
    away(told, "cqc_inspector", 9, 9)
    run(at(9))
    assert [row[2] for row in written("adviser_call")] == ["lead_hmi"]


def test_where_all_are_away_the_next_one_is_told_at_once(told: World) -> None:
    away(told, "lead_hmi", 3, 3)
    run(at(3))
    assert [row[1:] for row in written("follow_up_call")] == [("today", "support")]
    row = OutboxMessage.objects.get(cause__contains=":follow_up_call:")
    assert "You get this because Lead HMI is away." in row.text


def test_where_nobody_is_left_support_is_told_all_the_same(told: World) -> None:
    away(told, "support", 9, 10)
    run(at(10, hour=11))
    assert [row[1:] for row in written("survey_opens")] == [("today", "lead_hmi")]
    away(told, "lead_hmi", 11, 20)
    away(told, "support", 11, 20)
    run(at(11))
    assert [row[1:] for row in written("survey_opens")[1:]] == [("overdue", "support")]


def test_the_lead_who_is_away_is_passed_over(told: World) -> None:
    away(told, "lead_hmi", 10, 10)
    run(at(10))
    assert of(told, "support") == ["to the lead"]


def test_the_page_tells_whom_reminders_reach_and_puts_ones_own_off(
    told: World, signed_in: SignedIn, standing_clock: StandingClock
) -> None:
    standing_clock.set(date(2022, 5, 10))
    page = reverse("reminder", args=["essex-2022", "evidence_due", 1])
    lano: User = told.people["lano"]
    browser = signed_in(lano)
    said = text(browser.get(page))
    assert "The lead HMI on Tuesday 10 May 2022" in said
    assert "Inspection support on Thursday 12 May 2022" in said
    assert "inspection support before that day" not in said
    assert "Choose a day." in text(browser.post(page, {"reason": ""}))
    late = browser.post(page, {"until": "2022-05-18", "reason": "kept words"})
    assert "not among the next working days" in text(late) and b"kept words" in late.content
    done = browser.post(page, {"until": "2022-05-12", "reason": ""}, follow=True)
    assert "You put this off until Thursday 12 May 2022" in text(done)
    assert "Do not tell inspection support" in text(signed_in(told.lead).get(page))
    reason = signed_in(told.lead).post(page, {"until": "2022-05-12", "holds": "on", "reason": ""})
    assert "Say why" in text(reason)
    # The senior HMI sees the case, and no reminder reaches them; another's timeline links to it.
    assert signed_in(told.people["senior_hmi"]).get(page).status_code == 404
    assert page in signed_in(told.lead).get(reverse("timeline", args=["essex-2022"])).content.decode()
