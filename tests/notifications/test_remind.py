"""Reminders, day by day."""

from datetime import date, datetime, timedelta

import pytest
from django.conf import settings as settings_of_site
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings, strategies
from pytest_django import DjangoAssertNumQueries

from inspections.actions.meetings import cancel_meeting
from inspections.actions.timeline import mark_done, override_date
from inspections.meetings import arranged
from inspections.models import TimelineEvent
from inspections.timeline.times import LONDON
from notifications.domain import remind, snoozing
from notifications.models import OutboxMessage
from tests.notifications.conftest import NOTICE_DAY, World, expand_all, send_all
from tests.smtp import Post


def at(day: int, hour: int = 9, month: int = 5) -> datetime:
    return datetime(2022, month, day, hour, tzinfo=LONDON)


def run(moment: datetime) -> int:
    return remind.remind(at=moment, now=timezone.now())


def written(code: str) -> list[tuple[str, str, str]]:
    """Message, stage and recipient's role of the reminders of a timeline event, in order."""
    found = OutboxMessage.objects.filter(cause__contains=f":{code}:").order_by("pk")
    return [(row.message, row.cause.rsplit(":", 1)[1], row.recipient_role) for row in found]


@pytest.fixture
def told(world: World) -> World:
    world.notify()
    return world


def test_nobody_is_reminded_before_the_notice(world: World) -> None:
    assert run(at(6)) == 0


def test_nobody_is_written_to_in_the_night_or_on_a_day_that_is_no_working_day(told: World) -> None:
    for quiet in (at(5, hour=6), at(5, hour=20), at(7), at(8)):
        assert run(quiet) == 0
    assert run(at(5, hour=7)) > 0


def test_g12_evidence_is_reminded_ahead_on_the_day_and_once_overdue_then_to_the_lead_and_to_support(
    told: World,
) -> None:
    """Due on Friday the 6th: three working days ahead; overdue on Monday; the lead on Tuesday, support on Thursday."""
    for day in range(3, 14):
        run(at(day))
    expected = [
        *(("reminder_due", "ahead", role) for role in ("lano", "pcf")),
        *(("reminder_due", "today", role) for role in ("lano", "pcf")),
        *(("reminder_overdue", "overdue", role) for role in ("lano", "pcf")),
        ("reminder_escalated", "to the lead", "lead_hmi"),
        ("reminder_escalated", "to support", "support"),
    ]
    assert written("evidence_due") == expected
    days = OutboxMessage.objects.filter(cause__contains=":evidence_due:").order_by("pk")
    assert [row.written_at.day for row in days] == [3, 3, 6, 6, 9, 9, 10, 12]


def test_whoever_owns_it_is_not_told_of_it_again_as_the_next(told: World) -> None:
    for day in (3, 4, 5, 6, 9):
        run(at(day))
    assert [row[1:] for row in written("follow_up_call")] == [
        ("today", "lead_hmi"),
        ("overdue", "lead_hmi"),
        ("to support", "support"),
    ]


def test_the_day_before_a_monday_is_friday(told: World) -> None:
    run(at(5))
    assert written("questions_agreed") == []
    run(at(6))
    assert [row[1] for row in written("questions_agreed")] == ["ahead", "ahead"]
    run(at(7))
    run(at(8))
    assert len(written("questions_agreed")) == 2


def test_a_second_run_writes_nothing(told: World) -> None:
    assert run(at(6)) > 0
    assert run(at(6)) == 0
    assert run(at(6, hour=12)) == 0


def test_a_missed_run_is_made_up_once_and_the_later_stage_stands_in_for_the_earlier(told: World) -> None:
    run(at(6, hour=19))
    assert [row[1] for row in written("evidence_due")] == ["today", "today"]
    run(at(16))
    assert [row[1] for row in written("evidence_due")[2:]] == [
        "overdue",
        "overdue",
        "to the lead",
        "to support",
    ]
    run(at(16))
    assert len(written("evidence_due")) == 6


def test_what_is_done_is_not_reminded(told: World) -> None:
    mark_done(event=told.event("follow_up_call"), done_on=NOTICE_DAY.date(), by=told.lead, at=at(3, 10))
    run(at(3, 12))
    run(at(4))
    assert written("follow_up_call") == []
    assert written("information_request") != []


def test_what_moved_is_reminded_of_at_its_new_date(told: World) -> None:
    run(at(5))
    event = told.event("evidence_due")
    override_date(event=event, on=date(2022, 5, 11), time="", reason="Asked", by=told.lead, at=at(5, 10))
    assert [row[1] for row in written("evidence_due")] == ["ahead", "ahead"]
    run(at(6))
    run(at(9))
    assert [row[1] for row in written("evidence_due")] == ["ahead"] * 4
    run(at(11))
    assert [row[1] for row in written("evidence_due")[4:]] == ["today", "today"]


def test_a_reminder_that_still_waits_is_withdrawn_once_its_event_is_done(told: World, post: Post) -> None:
    run(at(6))
    mark_done(event=told.event("evidence_due"), done_on=date(2022, 5, 6), by=told.lead, at=at(6, 10))
    run(at(6, hour=11))
    rows = OutboxMessage.objects.filter(cause__contains=":evidence_due:")
    assert {row.status for row in rows} == {"superseded"}
    send_all()
    assert not [mail for mail in post.received if "Evidence" in str(mail.message["Subject"])]


def test_windows_are_not_due(told: World) -> None:
    for day in (10, 16, 17, 20):
        run(at(day))
    assert written("further_requests") == written("evidence_gathering") == []


def test_a_shared_task_reminds_each_owner_once(told: World) -> None:
    run(at(9))
    assert written("adviser_call") == [
        ("reminder_due", "today", "lead_hmi"),
        ("reminder_due", "today", "cqc_inspector"),
    ]


def test_the_team_is_reminded_through_its_lead_and_support_itself(told: World) -> None:
    run(at(10))
    assert [row[2] for row in written("survey_opens")] == ["support"]
    run(at(17))
    assert [row[2] for row in written("leaders_meeting")] == ["lead_hmi"]


def test_nobody_is_reminded_of_a_meeting_that_was_cancelled(told: World) -> None:
    meeting = arranged(told.revisit, "leaders_meeting")
    assert meeting
    cancel_meeting(meeting=meeting, why="By video on another day.", by=told.lead, at=at(10))
    run(at(17))
    assert written("leaders_meeting") == []


def test_noon_is_the_deadline_of_what_is_due_at_noon(told: World) -> None:
    run(at(10, hour=11))
    run(at(10, hour=13))
    assert [row[1] for row in written("survey_opens")] == ["today", "overdue"]


def test_reminders_say_what_when_and_whose(told: World) -> None:
    run(at(6))
    row = OutboxMessage.objects.filter(cause__contains=":evidence_due:").first()
    assert row and row.subject == "Essex, due today: Evidence of impact uploaded by the area and the forum"
    assert "Due: Friday 6 May 2022, by the end of the day" in row.text
    assert (
        f"Put this reminder off: {settings_of_site.SITE_URL}/revisits/essex-2022/reminders/evidence_due/1/"
        in row.text
    )
    assert "With: Local area nominated officer, Parent carer forum" in row.text


def test_a_run_that_finds_nothing_new_costs_few_queries(
    told: World, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    run(at(20))
    with django_assert_max_num_queries(8):
        assert run(at(20)) == 0


STAGES = ["ahead", "today", "overdue", "to the lead", "to support"]


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    hours=strategies.lists(strategies.integers(0, 24 * 30), max_size=12).map(sorted),
    done=strategies.integers(0, 12),
    put_off=strategies.sets(strategies.integers(0, 11)),
)
def test_however_beat_runs_each_person_gets_a_stage_once_and_nothing_after_done(
    told: World, hours: list[int], done: int, put_off: set[int]
) -> None:
    """Days missed, reminders put off between, and the event done at some point."""
    event = told.event("evidence_due")
    with transaction.atomic():
        for number, hour in enumerate(hours):
            moment = NOTICE_DAY + timedelta(hours=hour)
            if number == done:
                TimelineEvent.objects.filter(pk=event.pk).update(done_on=moment.date(), recorded_at=moment)
            if number in put_off and number < done:
                days = snoozing.days(moment)
                lano = told.people["lano"]
                snoozing.snooze(event=event, until=days[number % 5], by=lano, at=moment)
            before = OutboxMessage.objects.count()
            run(moment)
            if number >= done:
                new = OutboxMessage.objects.order_by("pk")[before:]
                assert not [row for row in new if ":evidence_due:" in row.cause]
        keys = list(OutboxMessage.objects.values_list("cause", "recipient_key"))
        assert len(keys) == len(set(keys))
        for person in ("lano", "pcf", "lead_hmi", "support"):
            rows = OutboxMessage.objects.filter(
                recipient_user=told.people[person], cause__contains=":evidence_due:"
            ).order_by("pk")
            stages = [row.cause.split(":")[5] for row in rows]
            plain = [stage for stage in stages if stage != "again"]
            assert plain == sorted(set(plain), key=STAGES.index)
            # Nobody is written to twice by one run.
            assert len({row.written_at for row in rows}) == len(stages)
        transaction.set_rollback(True)


def test_one_that_cannot_be_written_does_not_hold_up_the_others(told: World) -> None:
    told.revisit.timeline.filter(code="evidence_due").update(code="unheard_of")
    assert run(at(6)) > 0
    assert written("unheard_of") == []
    assert written("questions_agreed") != []


def test_reminders_go_out_by_mail(told: World, post: Post) -> None:
    expand_all()
    run(at(6))
    send_all()
    assert "Essex, due today: Evidence of impact uploaded by the area and the forum" in {
        str(mail.message["Subject"]) for mail in post.to("lano@example.org")
    }
