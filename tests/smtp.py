"""A real SMTP server for tests, on a free port, that can be told to misbehave."""

import asyncio
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from functools import partial

from aiosmtpd.smtp import SMTP, Envelope, Session


@dataclass
class Received:
    """One message that the server took."""

    to: list[str]
    raw: bytes

    @property
    def message(self) -> EmailMessage:
        return message_from_bytes(self.raw, _class=EmailMessage, policy=policy.default)

    @property
    def message_id(self) -> str:
        return str(self.message["Message-ID"])

    @property
    def text(self) -> str:
        """As a mail program shows it: lines that go on are joined again (RFC 3676)."""
        return self.lines.replace(" \r\n", " ").replace(" \n", " ")

    @property
    def lines(self) -> str:
        """As it came."""
        body = self.message.get_body(("plain",))
        return body.get_content() if body else ""


Answer = Callable[[str], str | None]


def _accept(address: str) -> str | None:
    return None


@dataclass
class Post:
    """What arrived, and how the server answers.

    `recipient` and `content` get a recipient's address and give an SMTP answer, or None for yes. While
    `hangs` is set, the server keeps a message and says nothing (`hanging` tells that it is so far). `drops`
    more messages are kept, and the line cut before the answer. An answer takes `slowness` seconds.
    """

    port: int = 0
    received: list[Received] = field(default_factory=list)
    recipient: Answer = _accept
    content: Answer = _accept
    drops: int = 0
    slowness: float = 0
    hanging: threading.Event = field(default_factory=threading.Event)
    hangs: bool = False

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"

    def to(self, address: str) -> list[Received]:
        return [mail for mail in self.received if address in mail.to]

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if answer := self.recipient(address):
            return answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        if answer := self.content(envelope.rcpt_tos[0]):
            return answer
        raw = envelope.content
        assert isinstance(raw, bytes)
        self.received.append(Received(list(envelope.rcpt_tos), raw))
        await asyncio.sleep(self.slowness)
        while self.hangs:
            self.hanging.set()
            await asyncio.sleep(0.02)
        if self.drops:
            self.drops -= 1
            assert isinstance(server.transport, asyncio.WriteTransport)
            server.transport.abort()
        return "250 OK"


@contextmanager
def smtp_server(port: int = 0) -> Iterator[Post]:
    """A Post at 127.0.0.1, on a free port unless one is given, in a thread of its own."""
    post, loop = Post(), asyncio.new_event_loop()
    factory = partial(SMTP, post, hostname="sink", loop=loop)
    server = loop.run_until_complete(loop.create_server(factory, "127.0.0.1", port))
    post.port = server.sockets[0].getsockname()[1]
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    try:
        yield post
    finally:
        post.hangs = False
        loop.call_soon_threadsafe(server.close)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(5)
