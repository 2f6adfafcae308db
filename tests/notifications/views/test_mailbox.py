"""The demo mailbox's pages."""

from email.message import EmailMessage

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from notifications.mailbox.server import keep
from notifications.models import DemoMail
from revisits.accounts.models import Membership, User
from revisits.accounts.roles import Role
from tests.factories import make
from tests.notifications.conftest import NOTICE_DAY

ADDRESSES = ["/mailbox/", "/mailbox/{pk}/", "/mailbox/{pk}/html/", "/mailbox/{pk}/attachments/0/"]


def receive(to: str = "dcs@example.org", subject: str = "Notice") -> DemoMail:
    mail = EmailMessage()
    mail["Subject"], mail["To"] = subject, to
    mail.set_content("Dear <b>reader</b>, see https://example.org/letter")
    mail.add_alternative("<script>alert(1)</script><p style='color:red'>Dear reader</p>", subtype="html")
    mail.add_attachment(b"%PDF-1.7", maintype="application", subtype="pdf", filename="letter é.pdf")
    return keep(mail.as_bytes(), sender="a@example.org", recipients=[to], at=NOTICE_DAY)


@pytest.fixture
def reader(db: None, client: Client, settings: Settings) -> Client:
    settings.DEMO = True
    reader = User.objects.create_user("reader@example.org", "Reader")
    make(Membership, user=reader, role=Role.LANO)
    client.force_login(reader)
    return client


def test_list_shows_the_newest_first_and_filters_by_recipient(reader: Client) -> None:
    receive(subject="First")
    receive("LANO@example.org", subject="Second")
    page = reader.get("/mailbox/").content.decode()
    assert page.index("Second") < page.index("First")
    page = reader.get("/mailbox/?to=Lano@example.org").content.decode()
    assert "Second" in page
    assert "First" not in page
    assert (
        "No message for nobody@example.org" in reader.get("/mailbox/?to=nobody@example.org").content.decode()
    )


def queries(reader: Client) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert reader.get("/mailbox/").status_code == 200
    return len(captured)


def test_list_is_paged_and_costs_the_same_however_long(reader: Client) -> None:
    receive()
    few = queries(reader)
    for number in range(29):
        receive(subject=f"Mail {number}")
    assert queries(reader) == few
    first = reader.get("/mailbox/").content.decode()
    assert "Page 1 of 2" in first
    assert "Mail 3<" in reader.get("/mailbox/?page=2").content.decode()
    assert "Mail 3<" not in first


def test_mail_shows_text_escaped_and_html_only_in_a_frame(reader: Client) -> None:
    mail = receive()
    page = reader.get(mail.get_absolute_url()).content.decode()
    assert "Dear &lt;b&gt;reader&lt;/b&gt;" in page
    assert "alert(1)" not in page
    assert f'src="/mailbox/{mail.pk}/html/" sandbox ' in page
    assert "letter é.pdf" in page


def test_html_may_run_and_fetch_nothing(reader: Client) -> None:
    response = reader.get(f"/mailbox/{receive().pk}/html/")
    policy = response.headers["Content-Security-Policy"]
    assert policy.startswith("sandbox; default-src 'none'")
    assert "script" not in policy
    assert "allow-scripts" not in policy


def test_attachment_is_downloaded(reader: Client) -> None:
    mail = receive()
    response = reader.get(f"/mailbox/{mail.pk}/attachments/0/")
    assert response.content == b"%PDF-1.7"
    assert response.headers["Content-Disposition"].startswith(
        "attachment; filename*=utf-8''letter%20%C3%A9.pdf"
    )
    assert reader.get(f"/mailbox/{mail.pk}/attachments/1/").status_code == 404


def test_a_mail_of_text_alone_has_no_html_page(reader: Client) -> None:
    raw = b"Subject: Plain\r\nTo: a@example.org\r\n\r\nHello\r\n"
    mail = keep(raw, sender="", recipients=["a@example.org"], at=NOTICE_DAY)
    assert "<iframe" not in reader.get(mail.get_absolute_url()).content.decode()
    assert reader.get(f"/mailbox/{mail.pk}/html/").status_code == 404


@pytest.mark.parametrize("address", ADDRESSES)
def test_outside_the_demo_there_is_no_mailbox(reader: Client, settings: Settings, address: str) -> None:
    mail = receive()
    assert reader.get(address.format(pk=mail.pk)).status_code == 200
    settings.DEMO = False
    assert reader.get(address.format(pk=mail.pk)).status_code == 404


@pytest.mark.parametrize("address", ADDRESSES)
def test_without_sign_in_nothing_is_shown(client: Client, db: None, settings: Settings, address: str) -> None:
    settings.DEMO = True
    response = client.get(address.format(pk=receive().pk))
    assert response.status_code == 302
    assert "Notice" not in response.content.decode()


def test_nothing_is_changed_by_any_other_method(reader: Client) -> None:
    assert reader.post("/mailbox/").status_code == 405
