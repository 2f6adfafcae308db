"""Drafts of outcome letters of closed cases: sections with their versions and comments, what was accepted as no
identifier, and what was frozen of them with its reviews, the area's comments and the files given with them.

The issued letter stays, and so does what its sign-off rests on: the final text and its reviews.
"""

from collections.abc import Sequence

from django.db.models import Exists, OuterRef, QuerySet

from letters.models import IdentifierDecision, LetterSection, LetterVersion, OutcomeLetter
from revisits.files.disposing import dispose as dispose_of_file
from revisits.files.models import StoredFile
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
    """Delete them under the locks of their cases; the bytes of files with comments go once that is committed."""
    for case, theirs in by_case(letters):
        files = list(StoredFile.objects.filter(with_comment__comment__round__version__letter__in=theirs))
        models = (LetterSection.objects.all(), IdentifierDecision.objects.all(), _drafts())
        for rows in models:
            if found := list(rows.filter(letter__in=theirs)):
                delete_rows(found, doing)
        for stored in files:
            dispose_of_file(stored)
        say(case, "The drafts of the outcome letter were", doing, letters=len(theirs))


def _drafts() -> QuerySet[LetterVersion]:
    return LetterVersion.objects.filter(purpose=LetterVersion.Purpose.QUALITY)
