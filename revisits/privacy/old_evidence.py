"""Evidence of closed cases: it goes with its versions, readings and files, and the case's history says so."""

from collections import defaultdict
from collections.abc import Sequence

from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from inspections.actions.record import record
from inspections.models import CaseEvent, EvidenceDocument, Revisit, TimelineEvent
from inspections.workflow import State
from revisits.files.disposing import dispose as dispose_of_file
from revisits.files.models import StoredFile
from revisits.privacy.disposing import Doing, delete_rows


def rows() -> QuerySet[EvidenceDocument]:
    """Evidence in closed cases, dated by the publication of the re-visit's letter."""
    published = TimelineEvent.objects.filter(
        revisit=OuterRef("revisit"), code="published", done_on__isnull=False
    )
    closed = EvidenceDocument.objects.filter(revisit__state=State.CLOSED).select_related(
        "revisit", "given_by"
    )
    return closed.annotate(
        dated_on=Coalesce(
            Subquery(published.values("done_on")[:1]), "revisit__outcome__published_on", "revisit__last_day"
        )
    )


def reference(document: EvidenceDocument) -> str:
    """Never its title, which may say too much."""
    return f"{document.revisit}: evidence {document.pk} given for {document.given_by}"


def dispose(documents: Sequence[EvidenceDocument], doing: Doing) -> None:
    """Delete them under the locks of their cases; the bytes of their files go once that is committed."""
    of_case: dict[int, list[EvidenceDocument]] = defaultdict(list)
    for document in documents:
        of_case[document.revisit_id].append(document)
    for case in Revisit.objects.select_for_update().filter(pk__in=of_case).order_by("pk"):
        files = list(StoredFile.objects.filter(evidence__document__in=of_case[case.pk]))
        delete_rows(of_case[case.pk], doing)
        for stored in files:
            dispose_of_file(stored)
        _say(case, len(of_case[case.pk]), doing)


def _say(case: Revisit, number: int, doing: Doing) -> None:
    words = "document of evidence was" if number == 1 else "documents of evidence were"
    record(
        case,
        CaseEvent.Kind.DISPOSED,
        by=doing.approved_by,
        at=doing.at,
        text=f"{number} {words} disposed of, {doing.period}. Approved by {doing.approved_by}.",
        data={"evidence": number},
    )
