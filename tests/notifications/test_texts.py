"""Text messages: by consent, beside what is formal or due today, and nothing that a locked phone may not show."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from inspections.timeline.times import LONDON
from notifications.domain import remind, texts
from notifications.domain.told_so_far import known
from notifications.models import OutboxMessage, TextNumber
from notifications.models.outbox import Channel, Status
from revisits.accounts.models import User
from revisits.accounts.refusal import Refused
from tests import notify_api
from tests.notifications.conftest import NOTICE_DAY, World, expand_all
from tests.notify_api import Notify, notify_server

MOBILE = "+447700900123"


@pytest.fixture
def agreed(world: World, settings: Settings) -> World:
    """The director agreed to get texts; this installation sends them."""
    settings.TEXT_CHANNEL = "notify"
    consents(world.people["dcs"])
    return world


@contextmanager
def at_notify(settings: Settings) -> Iterator[Notify]:
    """Notify's counterpart, to which the codes go."""
    with notify_server() as found:
        settings.NOTIFY_API_KEY, settings.NOTIFY_BASE_URL = notify_api.API_KEY, found.url
        settings.NOTIFY_TEXT_TEMPLATE = notify_api.TEXT
        yield found


def consents(person: User) -> None:
    TextNumber.objects.create(user=person, mobile=MOBILE, agreed_at=NOTICE_DAY, confirmed_at=NOTICE_DAY)


def by_text() -> list[OutboxMessage]:
    return list(OutboxMessage.objects.filter(channel=Channel.TEXT))


def page(user: User) -> Client:
    browser = Client()
    browser.force_login(user)
    return browser


def test_a_formal_message_has_a_text_beside_it_for_who_agreed(agreed: World) -> None:
    agreed.notify()
    assert expand_all() == 5
    (row,) = by_text()
    assert (row.recipient_user, row.recipient_mobile, row.status) == (agreed.people["dcs"], MOBILE, "waiting")
    assert row.text.startswith("Re-visit of Essex: Ofsted and CQC sent you a formal message by e-mail.")
    assert row.address == MOBILE and "http" in row.text and len(row.text) <= 160
    email = OutboxMessage.objects.get(recipient_user=agreed.people["dcs"], channel=Channel.EMAIL)
    assert email.message_id != row.message_id and email.meetings.exists() and not row.meetings.exists()
    # Nobody counts as told twice.
    told = known(agreed.revisit)[0].who
    assert told.count(agreed.people["dcs"].name) == 1


def test_due_today_is_texted_and_what_is_ahead_or_overdue_is_not(agreed: World) -> None:
    lano = agreed.people["lano"]
    consents(lano)
    agreed.notify()
    expand_all()
    OutboxMessage.objects.filter(channel=Channel.TEXT).delete()
    due = agreed.event("evidence_due").planned_on
    assert due
    for day in (due.day - 1, due.day, due.day + 3):
        remind.remind(at=datetime(due.year, due.month, day, 9, tzinfo=LONDON), now=timezone.now())
    words = [row.text for row in by_text() if row.recipient_user == lano]
    assert len(words) == 1
    assert "something that is yours is due today" in words[0]


def test_without_consent_or_without_the_channel_nobody_is_texted(world: World, settings: Settings) -> None:
    consents(world.people["dcs"])
    world.notify()
    assert expand_all() == 4
    assert not by_text()


def test_a_person_agrees_shows_that_the_number_is_theirs_and_stops(agreed: World, settings: Settings) -> None:
    lano, address = agreed.people["lano"], reverse("text-messages")
    browser = page(lano)
    assert "Text me a code" in browser.get(address).content.decode()
    for wrong in ("", "020 7946 0018", "07700 90012", "070 1234 5678", "+33 6 12 34 56 78", "hello"):
        answer = browser.post(address, {"mobile": wrong})
        assert answer.status_code == 200 and "mobile number" in answer.content.decode()
        assert wrong in answer.content.decode()
    assert not TextNumber.objects.filter(user=lano).exists()
    with at_notify(settings) as notify:
        asked = browser.post(address, {"mobile": "+44 (7700) 900-124"}, follow=True).content.decode()
        assert "Is +447700900124 yours?" in asked
        assert "Wait a minute" in browser.post(address, {"mobile": "07700 900125"}).content.decode()
        (text,) = notify.taken
    assert text["to"] == "+447700900124"
    code = text["words"]["body"].split()[0]
    agreed.notify()
    expand_all()
    assert not [row for row in by_text() if row.recipient_user == lano]
    other = f"{(int(code) + 1) % 1000000:06}"
    assert "not the code" in browser.post(address, {"code": other}).content.decode()
    assert "The number is yours" in browser.post(address, {"code": f" {code} "}, follow=True).content.decode()
    assert "No code waits" in browser.post(address, {"code": code}).content.decode()
    due = agreed.event("evidence_due").planned_on
    assert due
    remind.remind(at=datetime(due.year, due.month, due.day, 9, tzinfo=LONDON), now=timezone.now())
    (waiting,) = [row for row in by_text() if row.recipient_user == lano]
    browser.post(reverse("text-messages-stop"))
    waiting.refresh_from_db()
    assert waiting.status == Status.SUPERSEDED
    assert not TextNumber.objects.filter(user=lano).exists()
    assert TextNumber.objects.filter(user=agreed.people["dcs"]).exists()


def test_a_code_is_good_for_minutes_and_a_few_tries(agreed: World, settings: Settings) -> None:
    lano, now = agreed.people["lano"], timezone.now()
    with at_notify(settings) as notify:
        texts.ask(user=lano, mobile=MOBILE, now=now)
        code = notify.taken[-1]["words"]["body"].split()[0]
        with pytest.raises(Refused, match="does not hold any more"):
            texts.confirm(user=lano, code=code, now=now + texts.GOOD_FOR + timedelta(seconds=1))
        for _ in range(texts.TRIES):
            assert not texts.confirm(user=lano, code="wrong", now=now)
        with pytest.raises(Refused, match="does not hold any more"):
            texts.confirm(user=lano, code=code, now=now)
        notify.faults = [notify_api.BROKEN]
        with pytest.raises(Refused, match="could not be sent"):
            texts.ask(user=lano, mobile=MOBILE, now=now + texts.BETWEEN)


def test_where_none_are_sent_the_page_is_there_for_who_agreed_alone(
    agreed: World, settings: Settings
) -> None:
    settings.TEXT_CHANNEL = "none"
    assert page(agreed.people["dcs"]).get(reverse("text-messages")).status_code == 200
    lano = page(agreed.people["lano"])
    assert lano.get(reverse("text-messages")).status_code == 404
    assert "Text messages" not in lano.get(reverse("you")).content.decode()


def test_the_database_keeps_numbers_and_texts_in_order(agreed: World) -> None:
    with pytest.raises(IntegrityError, match="text_number_is_a_uk_mobile"), transaction.atomic():
        TextNumber.objects.update(mobile="07700900123")
    with pytest.raises(IntegrityError, match="text_number_confirmed_without_code"), transaction.atomic():
        TextNumber.objects.update(code_hash="x")
    agreed.notify()
    expand_all()
    with pytest.raises(IntegrityError, match="outbox_queued_has_an_address"), transaction.atomic():
        OutboxMessage.objects.filter(channel=Channel.TEXT).update(recipient_mobile="")
    with pytest.raises(IntegrityError, match="outbox_once"), transaction.atomic():
        OutboxMessage.objects.filter(channel=Channel.TEXT).update(channel=Channel.EMAIL)
