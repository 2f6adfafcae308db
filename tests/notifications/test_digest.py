"""The digest: once a working day, at the hour that its reader chose, with what still stands."""

from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from inspections.actions.timeline import mark_done
from inspections.models import CaseEvent
from inspections.timeline.times import LONDON
from notifications import tasks
from notifications.domain import digest, remind, wishes
from notifications.models import OutboxMessage, Wishes
from notifications.models.outbox import DIGEST
from revisits.accounts.models import Membership
from tests.conftest import StandingClock
from tests.notifications.conftest import NOTICE_DAY, World, expand_all, make_world, rows, send_all
from tests.smtp import Post


def at(day: int, hour: int = 9, minute: int = 0) -> datetime:
    return datetime(2022, 5, day, hour, minute, tzinfo=LONDON)


def gathers(world: World, who: str = "lano", hour: int = 8) -> None:
    wishes.wish(person=world.people[who], gather=True, hour=hour, unwanted=[], at=NOTICE_DAY)


def run(moment: datetime) -> int:
    return digest.send_due(at=moment, now=timezone.now())


def remind_at(moment: datetime) -> int:
    return remind.remind(at=moment, now=timezone.now())


@pytest.fixture
def told(world: World) -> World:
    """The nominated officer gathers; the notice, which is formal, came at once."""
    gathers(world)
    world.notify()
    expand_all()
    assert {row.status for row in rows("notify")} == {"waiting"}
    return world


def gathered() -> list[OutboxMessage]:
    return list(OutboxMessage.objects.filter(status="gathered").order_by("pk"))


def test_what_may_wait_is_gathered_and_leaves_at_the_hour_once(told: World, post: Post) -> None:
    assert remind_at(at(3)) > 0
    (row,) = gathered()
    assert "Due: Friday 6 May 2022" in row.gist and "Dear" not in row.gist
    send_all()
    assert not [mail for mail in post.to("lano@example.org") if "due soon" in str(mail.message["Subject"])]
    # Its hour of that day was before it was written.
    assert run(at(3, 9)) == 0
    assert run(at(4, 7, 55)) == 0
    assert run(at(4, 8)) == 1
    assert run(at(4, 8)) == run(at(4, 12)) == 0
    send_all()
    (mail,) = [mail for mail in post.to("lano@example.org") if "Re-visits, " in str(mail.message["Subject"])]
    assert str(mail.message["Subject"]) == "Re-visits, Wednesday 4 May 2022: 1 message"
    body = mail.message.get_body(("plain",))
    assert body
    text = body.get_content()
    assert "Essex, due soon: Evidence of impact uploaded" in text and "With: Local area" in text
    row.refresh_from_db()
    assert row.digest and row.standing.status == "sent"


def test_a_missed_hour_is_made_up_once_it_is_not_quiet_and_the_next_one_keeps_its_own(told: World) -> None:
    remind_at(at(3))
    assert run(at(4, 20)) == run(at(5, 6)) == 0
    assert run(at(5, 7)) == 1
    remind_at(at(6, 7))
    # News, which does not pass as a reminder does.
    OutboxMessage.objects.filter(status="gathered", digest=None).update(cause="case-event:0")
    # The hour of Friday passed over the weekend.
    assert run(at(7, 12)) == 0
    assert run(at(9, 7)) == 1
    assert [row.cause[-10:] for row in rows(DIGEST)] == ["2022-05-04", "2022-05-06"]


def test_a_reminder_of_the_first_hour_is_in_the_digest_of_that_hour(
    told: World, standing_clock: StandingClock
) -> None:
    gathers(told, hour=7)
    standing_clock.now = at(6, 7, 2)
    tasks.send_digests()
    assert "due today: Evidence" in rows(DIGEST)[0].text


def test_the_last_hour_of_the_day_is_no_night(told: World) -> None:
    gathers(told, hour=19)
    remind_at(at(3))
    assert run(at(3, 19, 4)) == 1


def with_kent(world: World) -> Membership:
    """The nominated officer is that of Kent too, whose re-visit was notified as well."""
    other = make_world("Kent", domain="example.com")
    other.notify()
    authority, lano = other.revisit.area.authority, world.people["lano"]
    assert authority
    return Membership.objects.create(
        user=lano, organisation=authority, role="lano", starts_on=date(2020, 1, 1)
    )


def test_one_section_a_case_the_newest_last(told: World, post: Post) -> None:
    lano = with_kent(told).user
    for day in (3, 6, 9):
        remind_at(at(day))
    run(at(10, 8))
    (row,) = OutboxMessage.objects.filter(message=DIGEST, recipient_user=lano)
    titles = [row.text.index(f"{area.upper()}, FROM TUESDAY 17 MAY 2022") for area in ("Essex", "Kent")]
    assert titles == sorted(titles)
    # What is no longer due, but overdue, is told as that alone.
    assert "due today" not in row.text and row.text.count("overdue: Evidence") == 2
    assert "Kent" not in row.subject and "Essex" not in row.subject


def test_what_is_over_by_then_is_left_out_and_nothing_is_no_digest(told: World) -> None:
    remind_at(at(3))
    (row,) = gathered()
    mark_done(event=told.event("evidence_due"), done_on=date(2022, 5, 3), by=told.lead, at=at(3, 10))
    assert run(at(4, 8)) == 0
    row.refresh_from_db()
    assert row.status == "superseded" and not rows(DIGEST)


def test_whoever_may_not_see_the_case_any_more_is_told_nothing(told: World) -> None:
    remind_at(at(3))
    (row,) = gathered()
    told.people["lano"].memberships.update(ends_on=date(2022, 5, 3))
    assert run(at(4, 8)) == 0
    row.refresh_from_db()
    assert (row.status, row.last_error) == (
        "failed",
        "Not sent: this person may no longer see the re-visit.",
    )


def test_a_digest_that_waits_is_asked_anew(told: World, post: Post) -> None:
    remind_at(at(3))
    run(at(4, 8))
    told.people["lano"].memberships.update(ends_on=date(2022, 5, 3))
    send_all()
    assert rows(DIGEST)[0].status == "failed"


def test_of_a_digest_that_may_not_go_the_rest_goes_in_the_next(told: World, post: Post) -> None:
    kent = with_kent(told)
    expand_all()
    remind_at(at(3))
    assert run(at(4, 8)) == 1
    Membership.objects.filter(pk=kent.pk).update(ends_on=date(2022, 5, 3))
    # A notice of the same case to the same person in the same batch: that it may go says nothing of the digest.
    send_all()
    first = rows(DIGEST)[0]
    assert first.status == "failed" and not first.gathered.exists()
    assert run(at(5, 8)) == 1
    send_all()
    digest = rows(DIGEST)[1]
    assert (digest.status, {row.revisit for row in digest.gathered.all()}) == ("sent", {told.revisit})
    assert "ESSEX" in digest.text and "KENT" not in digest.text


def test_whoever_wants_it_at_once_again_gets_what_waits(told: World) -> None:
    remind_at(at(3))
    lano = told.people["lano"]
    wishes.wish(person=lano, gather=False, hour=8, unwanted=[], at=at(3))
    # The worker that is poked sends it at once, in the night too: its reader wants it so.
    assert run(at(3, 23)) == 0 and not gathered()
    assert OutboxMessage.objects.filter(
        recipient_user=lano, status="waiting", message="reminder_due"
    ).exists()
    # One that was being written just then is found by the sweep.
    row = OutboxMessage.objects.filter(recipient_user=lano, message="reminder_due").first()
    assert row
    OutboxMessage.objects.filter(pk=row.pk).update(status="gathered", gist="x", next_attempt_at=None)
    assert run(at(3, 10)) == 0
    row.refresh_from_db()
    assert row.status == "waiting"


def test_an_invitation_brings_its_calendar_entry_at_once(told: World) -> None:
    gathers(told, "lead_hmi")
    CaseEvent.objects.create(
        revisit=told.revisit,
        kind=CaseEvent.Kind.MEETING_INVITED,
        at=NOTICE_DAY,
        data={"code": "leaders_meeting", "occurrence": 1},
    )
    expand_all()
    assert {row.status for row in rows("meeting_invitation")} == {"waiting"}


def test_one_that_cannot_be_written_does_not_hold_up_the_others(
    told: World, caplog: pytest.LogCaptureFixture
) -> None:
    gathers(told, "pcf")
    remind_at(at(3))
    first, *_ = gathered()
    # A role that there is not.
    OutboxMessage.objects.filter(pk=first.pk).update(recipient_role="unheard of")
    run(at(4, 8))
    assert {row.recipient_name for row in rows(DIGEST)} == {"Parent carer forum representative"}
    assert "cannot be written" in caplog.text


def test_a_digest_is_due_by_the_hour_that_holds_now(told: World) -> None:
    remind_at(at(3))
    Wishes.objects.update(hour=17)
    assert run(at(3, 16, 59)) == 0
    assert run(at(3, 17) + timedelta(minutes=4)) == 1
