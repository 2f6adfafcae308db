"""Notes of closed cases: they go with their versions and tags, and the case's history says so."""

from collections import defaultdict
from collections.abc import Sequence

from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from inspections.actions.record import record
from inspections.models import CaseEvent, EvidenceNote, Revisit, TimelineEvent
from inspections.workflow import State
from revisits.privacy.disposing import Doing, delete_rows


def rows() -> QuerySet[EvidenceNote]:
    """Notes of closed cases, dated by the publication of the re-visit's letter."""
    published = TimelineEvent.objects.filter(
        revisit=OuterRef("revisit"), code="published", done_on__isnull=False
    )
    closed = EvidenceNote.objects.filter(revisit__state=State.CLOSED).select_related("revisit")
    return closed.annotate(
        dated_on=Coalesce(
            Subquery(published.values("done_on")[:1]), "revisit__outcome__published_on", "revisit__last_day"
        )
    )


def reference(note: EvidenceNote) -> str:
    """Never its title, which may say too much."""
    return f"{note.revisit}: note of {note.written_at:%-d %B %Y}"


def dispose(notes: Sequence[EvidenceNote], doing: Doing) -> None:
    """Delete them under the locks of their cases, with the tags that nothing has any more."""
    of_case: dict[int, list[EvidenceNote]] = defaultdict(list)
    for note in notes:
        of_case[note.revisit_id].append(note)
    for case in Revisit.objects.select_for_update().filter(pk__in=of_case).order_by("pk"):
        delete_rows(of_case[case.pk], doing)
        case.tags.filter(taggings=None).delete()
        number = len(of_case[case.pk])
        words = "inspectors' note was" if number == 1 else "inspectors' notes were"
        record(
            case,
            CaseEvent.Kind.DISPOSED,
            by=doing.approved_by,
            at=doing.at,
            text=f"{number} {words} disposed of, {doing.period}. Approved by {doing.approved_by}.",
            data={"notes": number},
        )
