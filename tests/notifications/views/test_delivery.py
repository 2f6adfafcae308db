"""The office's page about delivery, the alert on its home page, and what a case's notices say of it."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from notifications.domain import bounces
from notifications.models import DeliveryReport, OutboxMessage
from notifications.models.outbox import Status
from tests.notifications.conftest import NOTICE_DAY, World, expand_all, rows

DELIVERY = "delivery"


@pytest.fixture
def failed(world: World) -> World:
    """Of four notices one failed, one bounced, one may have come twice, and one is sent."""
    world.notify()
    expand_all()
    OutboxMessage.objects.update(status=Status.SENT, sent_at=NOTICE_DAY, next_attempt_at=None, attempts=1)
    first, second, third, _ = rows("notify")
    OutboxMessage.objects.filter(pk=first.pk).update(
        status=Status.FAILED, failed_at=timezone.now(), last_error="451 Come back later", attempts=24
    )
    bounces.record(
        bounces.Reported("mail", "1", second.message_id, DeliveryReport.Kind.BOUNCED, "550 no such person"),
        now=timezone.now(),
    )
    OutboxMessage.objects.filter(pk=third.pk).update(unsure_attempts=1)
    return world


def office(world: World, role: str = "support") -> Client:
    browser = Client()
    browser.force_login(world.people[role])
    return browser


def text(browser: Client, name: str, *args: object) -> str:
    return browser.get(reverse(name, args=args)).content.decode()


def test_the_office_sees_what_failed_why_and_what_bounces(failed: World) -> None:
    shown = text(office(failed), DELIVERY)
    for words in (
        "451 Come back later",
        "after 24 attempts",
        "Bounced: 550 no such person",
        "Try all 2 again",
    ):
        assert words in shown
    assert "1 message: sending broke off" in shown
    assert shown.count("It works again") == 1
    home = text(office(failed), "home")
    assert "2 messages could not be delivered." in home and reverse(DELIVERY) in home
    assert "could not be delivered" not in text(office(failed, "lead_hmi"), "home")


def test_the_notices_of_a_case_say_what_may_have_come_twice_and_what_bounced(failed: World) -> None:
    shown = text(office(failed, "lead_hmi"), "notices", failed.revisit.reference)
    assert "1 of them may have come twice." in shown
    assert shown.count("it may have arrived twice, as the same message") == 1
    assert "Bounced for good, reported" in shown


def test_trying_again_and_setting_aside_settle_the_alert(failed: World) -> None:
    browser = office(failed)
    first, second, *_ = rows("notify")
    answer = browser.post(reverse("delivery-set-aside"), {"message": first.pk}, follow=True)
    assert "1 message is set aside." in answer.content.decode()
    first.refresh_from_db()
    assert (first.status, first.last_error) == ("set_aside", "451 Come back later")
    answer = browser.post(reverse("delivery-try-again"), follow=True)
    assert "1 message is queued again." in answer.content.decode()
    second.refresh_from_db()
    assert (second.status, second.attempts) == ("waiting", 0)
    answer = browser.post(reverse("delivery-try-again"), {"message": second.pk}, follow=True)
    assert "Nothing was changed" in answer.content.decode()
    assert "could not be delivered" not in text(browser, "home")
    for name in ("delivery-try-again", "delivery-set-aside"):
        assert browser.post(reverse(name), {"message": "x"}).status_code == 404
    assert browser.post(reverse("delivery-set-aside")).status_code == 404


def test_an_address_is_cleared_with_a_reason_beside_its_field(failed: World) -> None:
    browser, report = office(failed), DeliveryReport.objects.get()
    address = reverse("delivery-clear", args=[report.pk])
    assert report.address in browser.get(address).content.decode()
    assert "Say how you know" in browser.post(address, {"reason": " "}).content.decode()
    answer = browser.post(address, {"reason": "Their mailbox was moved"}, follow=True)
    assert f"{report.address} counts as working again." in answer.content.decode()
    assert browser.get(address).status_code == 404
    assert not bounces.bouncing([report.address])
    assert report.cleared.cleared_by == failed.people["support"]


@pytest.mark.parametrize("role", ["lead_hmi", "lano", "dcs", "pcf", "senior_hmi"])
def test_nobody_else_finds_any_of_it(failed: World, role: str) -> None:
    browser = office(failed, role)
    assert browser.get(reverse(DELIVERY)).status_code == 404
    assert browser.get(reverse("delivery-clear", args=[DeliveryReport.objects.get().pk])).status_code == 404
    for name in ("delivery-try-again", "delivery-set-aside"):
        assert browser.post(reverse(name), {"message": rows("notify")[0].pk}).status_code == 404
