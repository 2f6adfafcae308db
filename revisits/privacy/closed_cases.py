"""What the disposal of closed cases' rows shares: since when they count, one case after the other, and the history."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any, TypeVar, cast

from django.db.models import Model, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from inspections.actions.record import record
from inspections.models import CaseEvent, Revisit, TimelineEvent
from inspections.workflow import ENDED
from revisits.privacy.disposing import Doing

M = TypeVar("M", bound=Model)


def of_closed(found: QuerySet[M], *, case: str = "revisit") -> QuerySet[M]:
    """Those of closed cases, with `dated_on`: the publication of the re-visit's letter, else its last day.

    `case` is the path to the re-visit; empty for re-visits themselves.
    """
    path = f"{case}__" if case else ""
    published = TimelineEvent.objects.filter(
        revisit=OuterRef(case or "pk"), code="published", done_on__isnull=False
    )
    done_on = Subquery(published.values("done_on")[:1])
    dated_on = Coalesce(done_on, f"{path}outcome__published_on", f"{path}last_day")
    closed = found.filter(**{f"{path}state__in": ENDED})
    return cast("QuerySet[M]", closed.annotate(dated_on=dated_on))


def by_case(rows: Sequence[M]) -> Iterator[tuple[Revisit, list[M]]]:
    """The rows case by case, each case locked, in the order of their keys."""
    of_case: dict[int, list[M]] = defaultdict(list)
    for row in rows:
        of_case[row.revisit_id].append(row)  # type: ignore[attr-defined]  # each has its re-visit
    for case in Revisit.objects.select_for_update().filter(pk__in=of_case).order_by("pk"):
        yield case, of_case[case.pk]


def say(case: Revisit, what: str, doing: Doing, **data: Any) -> None:
    """The case's history tells that something went, and who approved it: "3 notes were"."""
    text = f"{what} disposed of, {doing.period}. Approved by {doing.approved_by}."
    record(case, CaseEvent.Kind.DISPOSED, by=doing.approved_by, at=doing.at, text=text, data=data)
