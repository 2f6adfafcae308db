"""Import published outcomes of finished re-visits from a JSON file, all or nothing."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from inspections.importing.errors import ImportFailed
from inspections.importing.outcomes import import_outcomes
from revisits import clock
from revisits.commands import ReadyCommand


class Command(ReadyCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            result = import_outcomes(options["file"].read_text(encoding="utf-8"), at=clock.now())
        except (OSError, UnicodeDecodeError) as error:
            raise CommandError(f"{options['file']}: cannot be read ({error})") from None
        except ImportFailed as error:
            raise CommandError(f"Nothing was imported.\n{error}") from None
        self.stdout.write(f"{len(result.created)} imported, {len(result.known)} there already.")
