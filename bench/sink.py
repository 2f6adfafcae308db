"""Takes files of the purpose "bench", and does nothing with them."""

from datetime import datetime

from django.apps import AppConfig


class SinkConfig(AppConfig):
    name = "bench"

    def ready(self) -> None:
        from revisits.accounts.models import User
        from revisits.files.models import StoredFile
        from revisits.files.receivers import Target, receiver

        @receiver("bench")
        class Sink:
            def may(self, person: User, target: Target) -> None:
                return None

            def received(self, *, stored: StoredFile, target: Target, by: User, at: datetime) -> str:
                return f"/{stored.pk}/"
