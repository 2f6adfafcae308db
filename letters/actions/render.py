"""Rendering what was issued, once for each format."""

import hashlib
from datetime import datetime

from letters.models import Letter, LetterFile
from letters.rendering.formats import ISSUED, render


def render_letter(*, letter: Letter, at: datetime) -> list[LetterFile]:
    """Render the formats that are not there yet. Two workers at once make one file: the first stays."""
    there = set(letter.files.values_list("format", flat=True))
    made = []
    for wanted in ISSUED:
        if wanted.value not in there:
            content = render(letter.composed, wanted)
            made.append(
                LetterFile(
                    letter=letter,
                    format=wanted.value,
                    content=content,
                    sha256=hashlib.sha256(content).hexdigest(),
                    rendered_at=at,
                )
            )
    LetterFile.objects.bulk_create(made, ignore_conflicts=True)
    return made
