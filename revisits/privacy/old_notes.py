"""Notes of closed cases: they go with their versions and tags, and the case's history says so."""

from collections.abc import Sequence

from django.db.models import QuerySet

from inspections.models import EvidenceNote
from revisits.privacy.closed_cases import by_case, of_closed, say
from revisits.privacy.disposing import Doing, delete_rows


def rows() -> QuerySet[EvidenceNote]:
    """Notes of closed cases, dated by the publication of the re-visit's letter."""
    return of_closed(EvidenceNote.objects.select_related("revisit"))


def reference(note: EvidenceNote) -> str:
    """Never its title, which may say too much."""
    return f"{note.revisit}: note of {note.written_at:%-d %B %Y}"


def dispose(notes: Sequence[EvidenceNote], doing: Doing) -> None:
    """Delete them under the locks of their cases, with the tags that nothing has any more."""
    for case, theirs in by_case(notes):
        delete_rows(theirs, doing)
        case.tags.filter(taggings=None).delete()
        words = "inspectors' note was" if len(theirs) == 1 else "inspectors' notes were"
        say(case, f"{len(theirs)} {words}", doing, notes=len(theirs))
