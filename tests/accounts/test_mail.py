"""Mail about accounts: no page waits for it, nothing is lost, and a copy of the database opens nothing."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from cryptography.fernet import InvalidToken
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from pytest_django import Settings

from revisits.accounts import mail
from revisits.accounts.models import AccountMail
from revisits.accounts.sealing import seal, unseal
from revisits.accounts.tasks import deliver_mail, tidy
from tests.smtp import Post, smtp_server

pytestmark = pytest.mark.django_db
TO = "lead@example.org"
LINK = "https://revisits.example/sign-in/reset/1-abc/"


@pytest.fixture
def post(settings: Settings) -> Iterator[Post]:
    with smtp_server() as found:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", found.port, 5
        yield found


@pytest.fixture
def row() -> AccountMail:
    context = {"user": {"name": "The & lead"}, "password_reset_url": LINK}
    return mail.write("account/email/password_reset_key", TO, context)


def test_a_mail_arrives_once_and_its_words_are_forgotten(post: Post, row: AccountMail) -> None:
    deliver_mail()
    deliver_mail()
    (got,) = post.received
    assert (got.to, got.message_id, got.message["Subject"]) == ([TO], row.message_id, "Choose a new password")
    assert "Dear The & lead" in got.text
    assert LINK in got.text
    row.refresh_from_db()
    assert row.sent_at
    assert row.sealed_text == ""


def test_until_then_the_link_is_sealed(row: AccountMail) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT accounts_accountmail::text FROM accounts_accountmail")
        (stored,) = cursor.fetchone()
    assert "reset" not in stored
    assert LINK in row.text


def test_a_dead_server_loses_nothing_and_the_log_tells_nothing(
    post: Post, row: AccountMail, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    settings.EMAIL_PORT = 1
    now = timezone.now()
    assert mail.deliver_due(now) == 0
    row.refresh_from_db()
    assert (row.attempts, row.last_error) == (1, "ConnectionRefusedError")
    assert mail.deliver_due(now) == 0  # its turn comes later
    row.refresh_from_db()
    assert row.attempts == 1
    settings.EMAIL_PORT = post.port
    assert mail.deliver_due(now + timedelta(minutes=1)) == 1
    assert LINK in post.received[0].text
    assert LINK not in caplog.text


def test_a_mail_whose_link_is_dead_by_now_is_given_up(post: Post, row: AccountMail) -> None:
    post.recipient = lambda address: "450 not now"
    now = row.created_at
    for minutes in range(0, 140, 11):
        mail.deliver_due(now + timedelta(minutes=minutes))
    row.refresh_from_db()
    assert row.given_up_at
    assert row.sealed_text == ""
    assert mail.deliver_due(now + timedelta(days=1)) == 0
    assert not post.received


def test_an_earlier_key_still_opens_and_a_strange_one_does_not(settings: Settings) -> None:
    sealed = seal("text")
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "x" * 50
    assert unseal(sealed) == "text"
    settings.SECRET_KEY_FALLBACKS = []
    with pytest.raises(InvalidToken):
        unseal(sealed)


def test_a_waiting_mail_has_its_words_and_a_finished_one_has_none(row: AccountMail) -> None:
    now = timezone.now()
    for wrong, name in (
        ({"sealed_text": ""}, "account_mail_forgets_its_words"),
        ({"sent_at": now}, "account_mail_forgets_its_words"),
        ({"sent_at": now, "given_up_at": now, "sealed_text": ""}, "account_mail_sent_or_given_up"),
    ):
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            AccountMail.objects.filter(pk=row.pk).update(**wrong)


def test_the_record_of_old_mail_is_tidied_away(row: AccountMail) -> None:
    long_ago = timezone.now() - timedelta(days=31)
    AccountMail.objects.update(created_at=long_ago)
    tidy()
    assert AccountMail.objects.exists()  # it still waits
    AccountMail.objects.update(sent_at=long_ago, sealed_text="")
    tidy()
    assert not AccountMail.objects.exists()
