"""The demo's post office, through its own socket."""

import asyncio
import smtplib
import socket
import threading
from collections.abc import Iterator
from email.message import EmailMessage

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from pytest_django import Settings

from notifications.mailbox.server import serve
from notifications.models import DemoMail
from tests.patience import PATIENCE
from tests.ports import free_port


@pytest.fixture
def port() -> int:
    return free_port()


@pytest.fixture
def mailbox(port: int, transactional_db: None) -> Iterator[int]:
    """The server on a port, in a thread."""
    loop, started = asyncio.new_event_loop(), threading.Event()

    async def run() -> None:
        ready = asyncio.Event()
        task = asyncio.create_task(serve("127.0.0.1", port, ready))
        await ready.wait()
        tasks.append(task)
        started.set()
        try:
            await task
        except asyncio.CancelledError:
            return

    tasks: list[asyncio.Task[None]] = []
    thread = threading.Thread(target=lambda: loop.run_until_complete(run()), daemon=True)
    thread.start()
    assert started.wait(PATIENCE)
    yield port
    loop.call_soon_threadsafe(tasks[0].cancel)
    thread.join(PATIENCE)


def a_mail() -> EmailMessage:
    mail = EmailMessage()
    mail["Subject"], mail["From"] = "Re-visit of Sefton: ŵ", "Re-visits <no-reply@revisits.example>"
    mail["To"], mail["Message-ID"] = "Dcs@Example.org", "<1@example.org>"
    mail.set_content("Hello")
    mail.add_attachment(b"%PDF-1.7", maintype="application", subtype="pdf", filename="letter.pdf")
    return mail


def test_what_comes_in_is_kept_as_it_came(mailbox: int) -> None:
    with smtplib.SMTP("127.0.0.1", mailbox) as line:
        line.send_message(a_mail())
    kept = DemoMail.objects.get()
    assert (kept.subject, kept.recipients) == ("Re-visit of Sefton: ŵ", ["dcs@example.org"])
    assert kept.message["Message-ID"] == "<1@example.org>"
    (part,) = kept.message.iter_attachments()
    assert part.get_content() == b"%PDF-1.7"


def test_a_mail_that_cannot_be_kept_is_not_acknowledged(mailbox: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE notifications_demomail RENAME TO away")
    try:
        with smtplib.SMTP("127.0.0.1", mailbox) as line, pytest.raises(smtplib.SMTPDataError) as refused:
            line.send_message(a_mail())
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE away RENAME TO notifications_demomail")
    assert refused.value.smtp_code == 451


def test_the_command_refuses_outside_the_demo(settings: Settings) -> None:
    settings.DEMO = False
    with pytest.raises(CommandError, match="belongs to the demo"):
        call_command("demo_mailbox")


def test_a_taken_port_is_said(settings: Settings) -> None:
    settings.DEMO = True
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(CommandError, match=f"Cannot receive mail at 127.0.0.1:{port}"):
            call_command("demo_mailbox", host="127.0.0.1", port=port)
