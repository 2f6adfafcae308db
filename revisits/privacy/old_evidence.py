"""Evidence of closed cases: it goes with its versions, readings and files, and the case's history says so."""

from collections.abc import Sequence

from django.db.models import QuerySet

from inspections.models import EvidenceDocument
from revisits.files.disposing import dispose as dispose_of_file
from revisits.files.models import StoredFile
from revisits.privacy.closed_cases import by_case, of_closed, say
from revisits.privacy.disposing import Doing, delete_rows


def rows() -> QuerySet[EvidenceDocument]:
    """Evidence in closed cases, dated by the publication of the re-visit's letter."""
    return of_closed(EvidenceDocument.objects.select_related("revisit", "given_by"))


def reference(document: EvidenceDocument) -> str:
    """Never its title, which may say too much."""
    return f"{document.revisit}: evidence {document.pk} given for {document.given_by}"


def dispose(documents: Sequence[EvidenceDocument], doing: Doing) -> None:
    """Delete them under the locks of their cases; the bytes of their files go once that is committed."""
    for case, theirs in by_case(documents):
        files = list(StoredFile.objects.filter(evidence__document__in=theirs))
        delete_rows(theirs, doing)
        for stored in files:
            dispose_of_file(stored)
        words = "document of evidence was" if len(theirs) == 1 else "documents of evidence were"
        say(case, f"{len(theirs)} {words}", doing, evidence=len(theirs))
