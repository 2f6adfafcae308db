"""Write the letter to parents of a re-visit to a file: .pdf, .html or .txt, by its ending."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from inspections.models import Revisit
from letters.composing import parents
from letters.composing.text import LetterText
from letters.facts import parents_facts
from letters.models import Letter
from letters.rendering.formats import format_for, render
from revisits.commands import ReadyCommand


class Command(ReadyCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("reference")
        parser.add_argument("-o", "--output", type=Path, required=True, metavar="FILE")
        parser.add_argument("--large-print", action="store_true", help="18 point and larger (.pdf and .html)")

    def handle(self, *args: Any, **options: Any) -> None:
        target: Path = options["output"]
        try:
            wanted = format_for(target.suffix, large_print=options["large_print"])
        except ValueError as error:
            raise CommandError(str(error)) from None
        content = render(self._text(options["reference"]), wanted)
        try:
            target.write_bytes(content)
        except OSError as error:
            raise CommandError(f"{target}: cannot be written ({error.strerror})") from None
        self.stdout.write(f"{target}: {len(content):,} bytes")

    def _text(self, reference: str) -> LetterText:
        """The issued letter, or the draft where none was issued yet."""
        revisit = Revisit.objects.filter(reference=reference, historical=False).first()
        if revisit is None:
            raise CommandError(f"There is no re-visit “{reference}” with a letter.")
        issued = revisit.letters.filter(kind=Letter.Kind.PARENTS).first()
        return issued.composed if issued else parents.preview(parents_facts(revisit))
