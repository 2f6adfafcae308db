"""What the import commands share: a file in, counts or every fault out."""

from argparse import ArgumentParser
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from inspections.importing.cases import Imported
from inspections.importing.errors import ImportFailed
from revisits import clock
from revisits.commands import ReadyCommand


class ImportCommand(ReadyCommand):
    """A command that reads one JSON file; `importing` gets its text and the time, and may raise ImportFailed."""

    importing: Callable[..., Imported]

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        at: datetime = clock.now()
        try:
            result = self.importing(options["file"].read_text(encoding="utf-8"), at=at)
        except (OSError, UnicodeDecodeError) as error:
            raise CommandError(f"{options['file']}: cannot be read ({error})") from None
        except ImportFailed as error:
            raise CommandError(f"Nothing was imported.\n{error}") from None
        self.stdout.write(f"{len(result.created)} imported, {len(result.known)} there already.")
