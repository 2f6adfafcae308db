"""When a message leaves, and to whom: at night what is formal alone, to an address that came later, never unwanted."""

from datetime import datetime, timedelta

import pytest
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils import timezone

from inspections.timeline.times import LONDON
from notifications import inbox
from notifications.domain import addressing, deliver, unsubscribe
from notifications.domain.post import as_email, flow
from notifications.models import DeliveryReport, OutboxMessage
from revisits.accounts.models import User
from tests.conftest import SignedIn, StandingClock
from tests.notifications.conftest import LEASE, NOTICE_DAY, World, expand_all, rows, send_all
from tests.notifications.test_wishes import OPTIONAL, settled
from tests.pages import text
from tests.smtp import Post

NIGHT = datetime(2022, 5, 3, 23, tzinfo=LONDON)
MORNING = datetime(2022, 5, 4, 7, 1, tzinfo=LONDON)


@pytest.fixture
def told(world: World, standing_clock: StandingClock) -> World:
    world.notify()
    expand_all()
    return world


def deliver_at(moment: datetime) -> int:
    """As a worker finds the outbox then, by the cases' clock."""
    return deliver.deliver_due(now=timezone.now, case_now=lambda: moment, lease=LEASE)


def test_what_can_wait_does_not_leave_at_night_and_what_is_formal_does(told: World, post: Post) -> None:
    row = settled(told)
    assert row.status == "waiting"
    formal = set(OutboxMessage.objects.filter(message="notify").values_list("recipient_email", flat=True))
    deliver_at(NIGHT)
    assert {address for mail in post.received for address in mail.to} == formal
    row.refresh_from_db()
    assert (row.status, row.attempts) == ("waiting", 0)
    # Nor on a day that is no working day.
    assert deliver_at(datetime(2022, 5, 7, 12, tzinfo=LONDON)) == 0
    assert deliver_at(MORNING) > 0
    row.refresh_from_db()
    assert row.status == "sent"


def test_what_had_no_address_leaves_by_itself_once_there_is_one(world: World, post: Post) -> None:
    dcs, lano = world.people["dcs"], world.people["lano"]
    User.objects.filter(pk__in=[dcs.pk, lano.pk]).update(email=None)
    world.notify()
    expand_all()
    assert {row.status for row in rows("notify") if row.recipient_user in (dcs, lano)} == {"no_address"}
    send_all()
    assert not post.to("new@example.org")
    User.objects.filter(pk=dcs.pk).update(email="new@example.org")
    send_all()
    assert len(post.to("new@example.org")) == 1
    send_all()
    assert len(post.to("new@example.org")) == 1
    User.objects.filter(pk=lano.pk).update(email="late@example.org")
    later = timezone.now() + addressing.STILL_NEWS + timedelta(minutes=1)
    assert addressing.take_up(now=later) == 0


def test_what_its_reader_unsubscribed_from_is_not_unread(told: World, signed_in: SignedIn) -> None:
    row = settled(told)
    reader = row.recipient_user
    assert reader
    unread = User.objects.annotate(unread=inbox.unread()).values_list("unread", flat=True)
    before = unread.get(pk=reader.pk)
    unsubscribe.stop(row=row, at=NOTICE_DAY)
    row.refresh_from_db()
    assert row.status == "unwanted" and unread.get(pk=reader.pk) == before - 1
    browser = signed_in(reader)
    assert row.subject not in text(browser.get(reverse("your-messages") + "?unread=1"))
    assert row.subject in text(browser.get(reverse("your-messages")))


def test_after_a_complaint_optional_mail_is_on_record_as_unwanted(told: World, post: Post) -> None:
    pcf = told.people["pcf"]
    notice = OutboxMessage.objects.get(message="notify", recipient_user=pcf)
    DeliveryReport.objects.create(
        outbox=notice,
        source="x",
        source_id="1",
        kind="complaint",
        address=str(pcf.email),
        received_at=NOTICE_DAY,
    )
    row = settled(told)
    assert (row.message, row.recipient_user, row.status) == (OPTIONAL, pcf, "unwanted")
    send_all()
    assert row.subject not in [str(mail.message["Subject"]) for mail in post.received]


def test_lines_of_the_text_are_short_and_links_whole(told: World, post: Post) -> None:
    send_all()
    (mail,) = post.to("dcs@example.org")
    row = OutboxMessage.objects.get(message="notify", recipient_email="dcs@example.org")
    lines = mail.lines.replace("\r\n", "\n").split("\n")
    assert all(len(line) <= 75 for line in lines if "http" not in line)
    assert mail.text.replace("\r\n", "\n").strip() == row.text.strip()
    part = mail.message.get_body(("plain",))
    assert part and part.get_param("format") == "flowed"
    link = "https://example.org/" + "a-long-way-" * 12
    assert link in flow(f"Where you read it, after signing in with your password: {link}").split("\n")
    assert flow("> not quoted") == " > not quoted" and flow("") == ""
    assert isinstance(as_email(row), EmailMessage)
