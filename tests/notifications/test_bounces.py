"""What providers report by the webhook, and what follows from it."""

import json
import time
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import Error, IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from inspections.policies import Refused
from notifications.channels import Outcome
from notifications.domain import bounces, claims, deliver
from notifications.models import ClearedBounce, DeliveryReport, OutboxMessage
from notifications.models.outbox import Channel, Status
from notifications.webhook import proof
from notifications.webhook.reading import MAIL
from revisits.accounts.models import AccountMail
from tests.notifications.conftest import NOTICE_DAY, World, expand_all, rows

TOKEN, SECRET = "t" * 32, "s" * 32
Kind = DeliveryReport.Kind


@pytest.fixture
def on(settings: Settings) -> Iterator[None]:
    settings.NOTIFY_CALLBACK_TOKEN, settings.DELIVERY_WEBHOOK_SECRET = TOKEN, SECRET
    settings.SUPPORT_EMAIL = "support@ofsted.example"
    yield


@pytest.fixture
def sent(world: World, on: None) -> OutboxMessage:
    """The director's notice, which was sent."""
    world.notify()
    expand_all()
    OutboxMessage.objects.update(status=Status.SENT, sent_at=NOTICE_DAY, next_attempt_at=None, attempts=1)
    return next(row for row in rows("notify") if row.recipient_role == "dcs")


def event(row: OutboxMessage, kind: str = "bounced", said: str = "", **more: Any) -> dict[str, Any]:
    return {
        "id": f"report-{kind}",
        "message_id": row.message_id.strip("<>"),
        "kind": kind,
        "said": said,
        **more,
    }


def post(body: bytes, **headers: str) -> int:
    address = reverse("delivery-webhook")
    strict = Client(enforce_csrf_checks=True)
    return strict.post(address, body, content_type="application/json", headers=headers).status_code


def signed(*events: dict[str, Any], at: float | None = None, secret: str = SECRET) -> int:
    body = json.dumps({"events": events}).encode()
    timestamp = str(int(at or time.time()))
    signature = proof.sign(secret, timestamp=timestamp, body=body)
    return post(body, **{"X-Revisits-Timestamp": timestamp, "X-Revisits-Signature": signature})


def receipt(row: OutboxMessage, status: str, token: str = TOKEN, **more: Any) -> int:
    """As GOV.UK Notify sends it."""
    told = {
        "id": "740e5834-3a29-46b4-9a6f-16142fde533a", "reference": row.message_id, "to": row.recipient_email,
        "status": status, "created_at": "2022-05-03T08:00:00.000000Z", "completed_at": None, "sent_at": None,
        "notification_type": "email", "template_id": "f33517ff-2a88-4f6e-b855-c550268ce08a", "template_version": 1,
    }  # fmt: skip
    return post(json.dumps(told | more).encode(), Authorization=f"Bearer {token}")


def test_off_until_a_secret_is_set_each_way_by_itself(world: World, settings: Settings) -> None:
    assert Client().get(reverse("delivery-webhook")).status_code == 404
    assert signed() == 404
    settings.DELIVERY_WEBHOOK_SECRET = SECRET
    assert signed() == 202
    assert post(b"{}", Authorization=f"Bearer {TOKEN}") == 404
    assert Client().get(reverse("delivery-webhook")).status_code == 405


def test_whoever_does_not_know_the_secret_or_comes_late_is_refused_and_changes_nothing(
    sent: OutboxMessage,
) -> None:
    assert signed(event(sent), secret="x" * 32) == 403
    assert signed(event(sent), at=time.time() - proof.WINDOW - 5) == 403
    assert signed(event(sent), at=time.time() + proof.WINDOW + 5) == 403
    assert receipt(sent, "permanent-failure", token="wrong") == 403
    assert post(b"{}") == 403
    for timestamp in ("", "soon", "١٢", "9" * 40):
        headers = {"X-Revisits-Timestamp": timestamp, "X-Revisits-Signature": "é"}
        assert not proof.is_signed(
            SECRET, timestamp=timestamp, body=b"", signature=headers["X-Revisits-Signature"], now=0
        )
    assert not DeliveryReport.objects.exists()


def test_what_cannot_be_read_is_said_so(sent: OutboxMessage) -> None:
    assert signed(event(sent, kind="lost")) == 400
    assert signed(event(sent, unknown="field")) == 400
    assert receipt(sent, "exploded") == 400
    assert post(b"[", Authorization=f"Bearer {TOKEN}") == 400


def test_a_bounce_fails_its_message_names_the_address_and_tells_support_once(sent: OutboxMessage) -> None:
    said = f"550 5.1.1 <{sent.recipient_email}> unknown"
    assert signed(event(sent, said=said)) == 202
    assert signed(event(sent, said=said)) == 202
    (report,) = DeliveryReport.objects.all()
    assert (report.kind, report.address, report.said) == (
        "bounced",
        "dcs@example.org",
        "550 5.1.1 <the address> unknown",
    )
    sent.refresh_from_db()
    assert (sent.status, sent.last_error) == ("failed", "Bounced: 550 5.1.1 <the address> unknown")
    assert (sent.sent_at, bool(sent.failed_at)) == (NOTICE_DAY, True)
    found = bounces.bouncing(["DCS@example.org", "lano@example.org", ""])
    assert list(found) == ["dcs@example.org"]
    assert found["dcs@example.org"].startswith("A message to this address bounced on ")
    mail = AccountMail.objects.get(recipient="support@ofsted.example")
    assert "could not be delivered" in mail.subject and "/delivery/" in mail.text
    assert "dcs" not in mail.text


def test_unknown_messages_are_taken_and_forgotten(
    sent: OutboxMessage, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    assert signed({**event(sent), "message_id": "<somebody-elses@secret.example>"}) == 202
    assert receipt(sent, "delivered", reference=None) == 202
    assert not DeliveryReport.objects.exists()
    assert "not ours" in caplog.text and "secret.example" not in caplog.text


@pytest.mark.parametrize(
    ("status", "kind", "after"),
    [
        ("delivered", "delivered", "sent"),
        ("permanent-failure", "bounced", "failed"),
        ("temporary-failure", "undelivered", "failed"),
        ("technical-failure", "undelivered", "failed"),
    ],
)
def test_receipts_of_notify_are_read_as_it_writes_them(
    sent: OutboxMessage, status: str, kind: str, after: str
) -> None:
    assert receipt(sent, status) == 202
    sent.refresh_from_db()
    assert (DeliveryReport.objects.get().kind, sent.status) == (kind, after)
    # Only one that does not exist bounces: a full mailbox may be written to again.
    assert bool(bounces.bouncing([sent.recipient_email])) == (kind == "bounced")


def test_a_bounce_that_overtakes_the_mark_is_not_undone_by_it(world: World, on: None) -> None:
    world.notify()
    expand_all()
    now = timezone.now()
    (row,) = claims.claim(Channel.EMAIL, now=now, size=1)
    assert signed(event(row)) == 202
    claims.mark(row, Outcome(), now=now, sent_at=NOTICE_DAY)
    row.refresh_from_db()
    assert (row.status, row.claim) == ("failed", None)


def test_the_office_clears_an_address_with_a_reason_until_it_bounces_again(
    sent: OutboxMessage, world: World
) -> None:
    signed(event(sent))
    report, by, now = DeliveryReport.objects.get(), world.people["support"], timezone.now()
    with pytest.raises(Refused, match="Say how you know"):
        bounces.clear(report=report, reason=" ", by=by, at=now)
    bounces.clear(report=report, reason="Their mailbox was moved", by=by, at=now)
    assert not bounces.bouncing([sent.recipient_email])
    with pytest.raises(Refused, match="cleared already"):
        bounces.clear(report=report, reason="Again", by=by, at=now)
    assert deliver.try_again(pk=sent.pk, now=now)
    signed(event(sent, id="another"))
    assert bounces.bouncing([sent.recipient_email])


def test_a_message_that_bounced_is_tried_again_at_the_new_address(sent: OutboxMessage) -> None:
    signed(event(sent))
    assert sent.recipient_user
    sent.recipient_user.email = "new@example.org"
    sent.recipient_user.save()
    assert deliver.try_again(pk=sent.pk, now=timezone.now())
    sent.refresh_from_db()
    assert (sent.recipient_email, sent.status, sent.failed_at, sent.sent_at) == (
        "new@example.org",
        "waiting",
        None,
        None,
    )
    assert not bounces.bouncing(["new@example.org"])


def test_complaints_stop_what_is_optional_alone(sent: OutboxMessage) -> None:
    assert signed(event(sent, kind="complaint")) == 202
    sent.refresh_from_db()
    assert sent.status == "sent"
    assert bounces.complained(["DCS@example.org", "lano@example.org"]) == {"dcs@example.org"}
    assert not bounces.bouncing(["dcs@example.org"])


def test_the_database_keeps_reports_as_they_are(sent: OutboxMessage, world: World) -> None:
    signed(event(sent))
    report = DeliveryReport.objects.get()
    values = {"outbox": sent, "kind": "bounced", "received_at": timezone.now()}
    cleared = {"report": report, "cleared_by": world.people["support"], "cleared_at": timezone.now()}
    for wrong, name in (
        (
            lambda: DeliveryReport.objects.create(source=MAIL, source_id=report.source_id, **values),
            "delivery_report_once",
        ),
        (
            lambda: DeliveryReport.objects.create(source=MAIL, source_id="", **values),
            "delivery_report_has_its_id",
        ),
        (lambda: ClearedBounce.objects.create(reason="", **cleared), "cleared_bounce_has_its_reason"),
    ):
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            wrong()
    done = ClearedBounce.objects.create(reason="x", **cleared)
    for changing in (
        lambda: DeliveryReport.objects.update(kind="delivered"),
        lambda: DeliveryReport.objects.all().delete(),
        lambda: ClearedBounce.objects.filter(pk=done.pk).update(reason="y"),
    ):
        with (
            pytest.raises(Error, match="pgtrigger"),
            transaction.atomic(),
        ):
            changing()
    assert DeliveryReport.objects.update(address="") == 1
    with connection.cursor() as cursor:
        cursor.execute("SELECT address FROM notifications_deliveryreport")
        assert cursor.fetchall() == [("",)]


def test_a_report_an_hour_after_another_tells_support_again(sent: OutboxMessage, world: World) -> None:
    now = timezone.now()
    for row, minutes in zip(rows("notify"), (0, 59, 121), strict=False):
        reported = bounces.Reported(MAIL, row.message_id, row.message_id, Kind.BOUNCED)
        assert bounces.record(reported, now=now + timedelta(minutes=minutes))
    assert AccountMail.objects.count() == 2
