"""Confidential papers of closed cases: they are deleted, and the case's history says so."""

from collections import defaultdict
from collections.abc import Sequence

from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from inspections.actions.record import record
from inspections.models import CaseEvent, Paper, Revisit, TimelineEvent
from inspections.workflow import State
from revisits.privacy.disposing import Doing, delete_rows


def rows() -> QuerySet[Paper]:
    """Papers of closed cases, dated by the publication of the re-visit's letter."""
    published = TimelineEvent.objects.filter(
        revisit=OuterRef("revisit"), code="published", done_on__isnull=False
    )
    closed = Paper.objects.filter(revisit__state=State.CLOSED).select_related("revisit")
    return closed.annotate(
        dated_on=Coalesce(
            Subquery(published.values("done_on")[:1]), "revisit__outcome__published_on", "revisit__last_day"
        )
    )


def reference(paper: Paper) -> str:
    """Never its title, which may say too much."""
    return f"{paper.revisit}: {paper.get_kind_display().lower()} of {paper.added_at:%-d %B %Y}"


def dispose(papers: Sequence[Paper], doing: Doing) -> None:
    """Delete them, under the locks of their cases."""
    of_case: dict[int, list[Paper]] = defaultdict(list)
    for paper in papers:
        of_case[paper.revisit_id].append(paper)
    cases = Revisit.objects.select_for_update().filter(pk__in=of_case).order_by("pk")
    for case in cases:
        delete_rows(of_case[case.pk], doing)
        number = len(of_case[case.pk])
        words = "confidential paper was" if number == 1 else "confidential papers were"
        text = f"{number} {words} disposed of, {doing.period}. Approved by {doing.approved_by}."
        record(
            case,
            CaseEvent.Kind.DISPOSED,
            by=doing.approved_by,
            at=doing.at,
            text=text,
            data={"papers": number},
        )
