"""E-mail and text messages through a counterpart of GOV.UK Notify that speaks its API, in good days and bad."""

import base64
import time
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django import Settings

from letters.models import Letter, LetterFile
from notifications.domain import claims
from notifications.domain.facts import PDF
from notifications.models import OutboxMessage
from notifications.models.outbox import Channel
from tests import notify_api
from tests.factories import make
from tests.notifications.conftest import LEASE, World, expand_all, rows, send_all
from tests.notify_api import Notify, notify_server

MOBILE = "+447700900123"


@pytest.fixture
def notify(settings: Settings) -> Iterator[Notify]:
    """The counterpart, which both channels go to."""
    with notify_server() as found:
        settings.EMAIL_CHANNEL = settings.TEXT_CHANNEL = "notify"
        settings.NOTIFY_API_KEY, settings.NOTIFY_BASE_URL = notify_api.API_KEY, found.url
        settings.NOTIFY_EMAIL_TEMPLATE = notify_api.EMAIL
        settings.NOTIFY_LETTER_TEMPLATE = notify_api.LETTER
        settings.NOTIFY_TEXT_TEMPLATE = notify_api.TEXT
        settings.EMAIL_TIMEOUT = 5
        yield found


@pytest.fixture
def told(world: World) -> World:
    """A case whose four notices wait to be sent."""
    world.notify()
    expand_all()
    return world


def later(seconds: float = 6) -> int:
    return send_all(timezone.now() + timedelta(seconds=seconds))


def statuses() -> list[str]:
    return sorted(OutboxMessage.objects.values_list("status", flat=True))


def test_notices_go_out_with_their_words_and_our_message_id_as_reference(told: World, notify: Notify) -> None:
    assert send_all() == 4
    assert statuses() == ["sent"] * 4
    (taken,) = notify.to("dcs@example.org")
    row = next(row for row in rows("notify") if row.recipient_role == "dcs")
    assert (taken["reference"], taken["words"]["subject"]) == (row.message_id, row.subject)
    assert taken["words"]["body"].startswith(row.text.rstrip())
    # A calendar cannot be attached: each meeting is a link.
    meetings = row.meetings.count()
    assert meetings and taken["words"]["body"].count(".ics") == meetings
    assert send_all() == 0
    assert not notify.asked, "of what is certain nobody is asked"


def test_a_text_message_goes_to_the_mobile(told: World, notify: Notify) -> None:
    row = rows("notify")[0]
    OutboxMessage.objects.filter(pk=row.pk).update(
        channel=Channel.TEXT, recipient_mobile=MOBILE, text="Short"
    )
    assert send_all() == 4
    (taken,) = notify.to(MOBILE)
    assert (taken["kind"], taken["words"]) == ("sms", {"body": "Short"})


def test_refusals_of_one_message_fail_it_and_stop_nobody_else(told: World, notify: Notify) -> None:
    OutboxMessage.objects.filter(recipient_role="dcs").update(recipient_email="nobody")
    assert send_all() == 3
    failed = OutboxMessage.objects.get(status="failed")
    said = "GOV.UK Notify: 400 ValidationError: email_address Not a valid email address"
    assert (failed.recipient_role, failed.last_error) == ("dcs", said)


@pytest.mark.parametrize(
    "refusal", [notify_api.RATE, notify_api.DAILY, notify_api.CLOCK], ids=["rate", "daily", "clock"]
)
def test_refusals_of_us_cost_one_attempt_and_all_go_later(
    told: World, notify: Notify, refusal: notify_api.Refusal
) -> None:
    notify.faults = [refusal]
    assert send_all() == 0
    assert sorted(row.attempts for row in rows("notify")) == [0, 0, 0, 1]
    (tried,) = OutboxMessage.objects.filter(attempts=1)
    assert (tried.status, tried.unsure_attempts) == ("waiting", 0)
    assert refusal.said in tried.last_error
    assert later() == 4


def test_a_wrong_key_fails_nothing(told: World, notify: Notify, settings: Settings) -> None:
    settings.NOTIFY_API_KEY = notify_api.API_KEY[:-1] + "1"
    assert send_all() == 0
    assert statuses() == ["waiting"] * 4
    assert "403 AuthError" in OutboxMessage.objects.get(attempts=1).last_error


def test_broken_inside_the_message_is_asked_for_and_sent_once(told: World, notify: Notify) -> None:
    notify.faults = [notify_api.BROKEN]
    assert send_all() == 3
    (tried,) = OutboxMessage.objects.filter(status="waiting")
    assert tried.unsure_attempts == 1
    assert later() == 1
    assert notify.asked == [tried.message_id]
    assert len(notify.taken) == 4


def test_what_notify_took_before_the_line_broke_is_not_sent_again(told: World, notify: Notify) -> None:
    notify.drops = 1
    assert send_all() == 0
    (tried,) = OutboxMessage.objects.filter(unsure_attempts=1)
    assert tried.last_error == "GOV.UK Notify did not answer."
    assert later() == 4
    assert len(notify.taken) == len({each["reference"] for each in notify.taken}) == 4
    assert notify.asked == [tried.message_id]
    tried.refresh_from_db()
    assert (tried.status, tried.unsure_attempts, tried.may_have_come_twice) == ("sent", 0, False)


def test_a_worker_killed_between_taking_and_mark_sends_nothing_twice(told: World, notify: Notify) -> None:
    now = timezone.now()
    (row,) = claims.claim(Channel.EMAIL, now=now, size=1)
    notify.take("email", {"email_address": row.recipient_email, "template_id": notify_api.EMAIL,
                          "personalisation": {"subject": "x", "body": "y"}, "reference": row.message_id})  # fmt: skip
    assert send_all(now + LEASE + timedelta(seconds=1)) == 4
    assert len(notify.to(row.recipient_email)) == 1
    assert not OutboxMessage.objects.exclude(unsure_attempts=0).exists()


def test_what_notify_has_and_could_not_deliver_is_sent_anew(told: World, notify: Notify) -> None:
    notify.drops = 1
    send_all()
    notify.taken[0]["status"] = "technical-failure"
    assert later() == 4
    assert len(notify.taken) == 5


def test_one_that_hangs_is_left_after_the_timeout(told: World, notify: Notify, settings: Settings) -> None:
    settings.EMAIL_TIMEOUT = 0.3
    notify.hangs = True
    started = time.monotonic()
    assert send_all() == 0
    # Four of them wait; otherwise each would be given its twenty seconds, or all the time there is.
    assert time.monotonic() - started < 20
    notify.hangs = False
    assert later() == 4
    assert len(notify.taken) == 4


def test_a_dead_notify_does_not_hold_up_what_goes_by_smtp(
    told: World, notify: Notify, settings: Settings
) -> None:
    settings.NOTIFY_BASE_URL = "http://127.0.0.1:1"
    settings.EMAIL_CHANNEL = "smtp"
    OutboxMessage.objects.filter(recipient_role="lano").update(channel=Channel.TEXT, recipient_mobile=MOBILE)
    assert send_all() == 3
    assert OutboxMessage.objects.get(status="waiting").recipient_role == "lano"


def test_a_letter_goes_as_a_link_that_its_reader_confirms_and_one_too_large_fails(
    told: World, notify: Notify
) -> None:
    contents = {"dcs": b"%PDF-small", "lano": b"%PDF" + b"0" * notify_api.LARGEST}
    for version, (role, content) in enumerate(contents.items(), start=1):
        letter = make(Letter, revisit=told.revisit, version=version, reason="why" if version > 1 else "")
        make(LetterFile, letter=letter, format=PDF, content=content)
        OutboxMessage.objects.filter(recipient_role=role).update(attach_letter=letter)
    assert send_all() == 3
    (taken,) = notify.to("dcs@example.org")
    link = taken["words"]["letter"]
    assert taken["template"] == notify_api.LETTER
    assert base64.b64decode(link["file"]) == b"%PDF-small"
    assert link["confirm_email_before_download"] is True
    assert OutboxMessage.objects.get(status="failed").last_error == (
        "Cannot be sent: ValueError: File is larger than 2MB"
    )
