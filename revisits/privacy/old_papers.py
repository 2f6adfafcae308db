"""Confidential papers of closed cases: they are deleted, and the case's history says so."""

from collections.abc import Sequence

from django.db.models import QuerySet

from inspections.models import Paper
from revisits.privacy.closed_cases import by_case, of_closed, say
from revisits.privacy.disposing import Doing, delete_rows


def rows() -> QuerySet[Paper]:
    """Papers of closed cases, dated by the publication of the re-visit's letter."""
    return of_closed(Paper.objects.select_related("revisit"))


def reference(paper: Paper) -> str:
    """Never its title, which may say too much."""
    return f"{paper.revisit}: {paper.get_kind_display().lower()} of {paper.added_at:%-d %B %Y}"


def dispose(papers: Sequence[Paper], doing: Doing) -> None:
    """Delete them, under the locks of their cases."""
    for case, theirs in by_case(papers):
        delete_rows(theirs, doing)
        words = "confidential paper was" if len(theirs) == 1 else "confidential papers were"
        say(case, f"{len(theirs)} {words}", doing, papers=len(theirs))
