"""Compare every stored file with its SHA-256: one line for each that differs or is missing; exit status 1 on any.

It goes on where the last run or the nightly job stopped when given --since, and reads all files without it. Then it
names the bytes in storage that are older than a day and that no row names: nobody can reach them, and they are no
fault. --remove-unnamed deletes them.
"""

import sys
from argparse import ArgumentParser
from datetime import datetime
from typing import Any

from django.core.management.base import CommandError
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from revisits import clock
from revisits.commands import ReadyCommand
from revisits.files.actions import unnamed
from revisits.files.actions.verify import Verified, verify_all
from revisits.files.models import Fault, UnnamedBytes


class Command(ReadyCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--since",
            default="",
            metavar="TIME",
            help="leave out what was verified after, as 2022-05-03T02:30",
        )
        parser.add_argument(
            "--remove-unnamed", action="store_true", help="delete the bytes in storage that no row names"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        looked_at = wrong = 0
        for result in verify_all(since=_since(options["since"]), at=clock.now):
            looked_at += 1
            if words := _words(result):
                wrong += 1
                self.stdout.write(f"{result.file} ({result.file.key}): {words}")
        files = "1 file was" if looked_at == 1 else f"{looked_at} files were"
        self.stdout.write(f"{files} looked at, {wrong} of them faulty.")
        self._unnamed(remove=options["remove_unnamed"])
        if wrong:
            sys.exit(1)

    def _unnamed(self, *, remove: bool) -> None:
        number = unnamed.look(now=timezone.now(), at=clock.now())
        for piece in UnnamedBytes.objects.all():
            self.stdout.write(
                f"No row names {piece.key}: {piece.size} bytes, since {piece.written_at:%Y-%m-%d}"
            )
        if number and remove:
            gone = unnamed.remove(now=timezone.now(), at=clock.now())
            self.stdout.write("1 of them is deleted." if gone == 1 else f"{gone} of them are deleted.")
        elif number:
            self.stdout.write("Give --remove-unnamed to delete them.")


def _since(given: str) -> datetime:
    if not given:
        return clock.now()
    found = parse_datetime(given)
    if found is None:
        raise CommandError(f"--since: {given} is no time like 2022-05-03T02:30")
    return found if timezone.is_aware(found) else timezone.make_aware(found)


def _words(result: Verified) -> str:
    if result.unreadable:
        return f"Storage does not give it ({result.unreadable})"
    return Fault(result.fault).label if result.fault else ""
