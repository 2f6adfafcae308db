"""An app for processes under test: it takes files of the purpose "notes", and can be held while it does."""

import time
from datetime import datetime
from pathlib import Path

from django.apps import AppConfig


class NotesConfig(AppConfig):
    name = "tests.processes.notes"

    def ready(self) -> None:
        from revisits.accounts.models import User
        from revisits.files.models import StoredFile
        from revisits.files.receivers import Target, receiver

        @receiver("notes")
        class Notes:
            def may(self, person: User, target: Target) -> None:
                return None

            def received(self, *, stored: StoredFile, target: Target, by: User, at: datetime) -> str:
                """Waits inside the transaction as long as the file is there that the target names."""
                gate = Path(target.get("gate", "/nowhere"))
                while gate.exists():
                    gate.with_suffix(".reached").touch()
                    time.sleep(0.02)
                return f"/receipts/{stored.pk}/"
