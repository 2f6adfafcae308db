"""The demo's post office: a real SMTP server that keeps what it receives, for the demo mailbox page."""

import asyncio
import logging
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage

from aiosmtpd.smtp import SMTP, Envelope, Session
from asgiref.sync import sync_to_async
from django.db import Error, close_old_connections

from notifications.models import DemoMail
from revisits import clock

log = logging.getLogger(__name__)
LARGEST = 50 * 1024 * 1024  # bytes
# aiosmtpd tells every line of every conversation.
logging.getLogger("mail.log").setLevel(logging.WARNING)


class Keeper:
    """aiosmtpd's handler: a message is answered with 250 once it is in the database, and not before."""

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        try:
            await sync_to_async(_keep)(envelope)
        except Error as error:
            log.warning("a message could not be kept: %s", error)
            return "451 The mailbox is out of order, try again later"
        return "250 Kept"


def _keep(envelope: Envelope) -> DemoMail:
    close_old_connections()
    content = envelope.content or b""
    raw = content if isinstance(content, bytes) else content.encode()
    return keep(raw, sender=envelope.mail_from or "", recipients=envelope.rcpt_tos, at=clock.now())


def keep(raw: bytes, *, sender: str, recipients: list[str], at: datetime) -> DemoMail:
    """Put one message into the mailbox."""
    message = message_from_bytes(raw, _class=EmailMessage, policy=policy.default)
    return DemoMail.objects.create(
        received_at=at,
        sender=sender,
        recipients=[address.lower() for address in recipients],
        subject=str(message["Subject"] or ""),
        raw=raw,
    )


async def serve(host: str, port: int, ready: asyncio.Event | None = None) -> None:
    """Receive mail at `host` and `port` until cancelled. OSError where the port is taken."""
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(Keeper(), data_size_limit=LARGEST, loop=loop), host, port)
    log.info("the demo mailbox listens on %s:%s", host, port)
    async with server:
        if ready:
            ready.set()
        await server.serve_forever()
