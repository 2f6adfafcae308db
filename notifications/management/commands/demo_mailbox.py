"""`manage.py demo_mailbox`: receives the demo's mail by SMTP."""

import asyncio
from contextlib import suppress
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from notifications.mailbox.server import serve


class Command(BaseCommand):
    help = "Receive the demo's mail by SMTP and keep it for the demo mailbox page. In the demo only."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default=settings.EMAIL_HOST, help="address to listen on")
        parser.add_argument("--port", type=int, default=settings.EMAIL_PORT, help="port to listen on")

    def handle(self, *args: Any, host: str, port: int, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError(
                "The demo mailbox belongs to the demo: set DEMO=on, or send to a real SMTP server."
            )
        try:
            with suppress(KeyboardInterrupt):
                asyncio.run(serve(host, port))
        except OSError as error:
            raise CommandError(f"Cannot receive mail at {host}:{port}: {error.strerror}.") from error
