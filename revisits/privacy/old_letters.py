"""Drafts of outcome letters of closed cases: sections with their versions and comments, and what was frozen of them.

The issued letter stays, and so does what its sign-off rests on: the final text.
"""

from collections.abc import Sequence

from django.db.models import Exists, OuterRef, QuerySet

from letters.models import LetterSection, LetterVersion, OutcomeLetter
from revisits.privacy.closed_cases import by_case, of_closed, say
from revisits.privacy.disposing import Doing, delete_rows


def rows() -> QuerySet[OutcomeLetter]:
    """Letters of closed cases of which drafts are left, dated by the publication of the re-visit's letter."""
    sections = LetterSection.objects.filter(letter=OuterRef("pk"))
    left = OutcomeLetter.objects.filter(Exists(sections) | Exists(_drafts().filter(letter=OuterRef("pk"))))
    return of_closed(left.select_related("revisit"))


def reference(letter: OutcomeLetter) -> str:
    return f"{letter.revisit}: drafts of the outcome letter, begun on {letter.started_at:%-d %B %Y}"


def dispose(letters: Sequence[OutcomeLetter], doing: Doing) -> None:
    """Delete them under the locks of their cases."""
    for case, theirs in by_case(letters):
        for rows in (LetterSection.objects.filter(letter__in=theirs), _drafts().filter(letter__in=theirs)):
            if found := list(rows):
                delete_rows(found, doing)
        say(case, "The drafts of the outcome letter were", doing, letters=len(theirs))


def _drafts() -> QuerySet[LetterVersion]:
    return LetterVersion.objects.filter(purpose=LetterVersion.Purpose.QUALITY)
