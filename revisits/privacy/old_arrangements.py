"""How visits of closed cases were arranged: schedules, sessions with children, messages; all of a case goes at once."""

from collections.abc import Sequence

from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from inspections.actions.record import record
from inspections.models import (
    CaseEvent,
    ChildrensQuestions,
    ChildrensSession,
    RequestMessage,
    RequestReading,
    Revisit,
    ScheduleAgreement,
    ScheduleComment,
    SessionSlot,
    TimelineEvent,
)
from inspections.workflow import State
from revisits.privacy.disposing import Doing, delete_rows

# In the order in which they go: what was said of a session before the session. By the path to their case.
MODELS = {
    RequestMessage: "item__revisit",
    RequestReading: "item__revisit",
    ScheduleComment: "revisit",
    ScheduleAgreement: "revisit",
    ChildrensSession: "revisit",
    ChildrensQuestions: "revisit",
    SessionSlot: "revisit",
}


def rows() -> QuerySet[Revisit]:
    """Closed cases of which something is left, dated by the publication of the re-visit's letter."""
    published = TimelineEvent.objects.filter(revisit=OuterRef("pk"), code="published", done_on__isnull=False)
    left = Revisit.objects.none()
    closed = Revisit.objects.filter(state=State.CLOSED)
    for model, path in MODELS.items():
        left |= closed.filter(Exists(model._default_manager.filter(**{path: OuterRef("pk")})))
    return left.annotate(
        dated_on=Coalesce(Subquery(published.values("done_on")[:1]), "outcome__published_on", "last_day")
    )


def reference(revisit: Revisit) -> str:
    return f"{revisit}: schedule, sessions with children and messages"


def dispose(cases: Sequence[Revisit], doing: Doing) -> None:
    """Delete what is left, under the locks of the cases."""
    for case in Revisit.objects.select_for_update().filter(pk__in=[case.pk for case in cases]).order_by("pk"):
        for model, path in MODELS.items():
            if found := list(model._default_manager.filter(**{path: case})):
                delete_rows(found, doing)
        text = f"Schedule, sessions with children and messages were disposed of, {doing.period}. "
        text += f"Approved by {doing.approved_by}."
        record(case, CaseEvent.Kind.DISPOSED, by=doing.approved_by, at=doing.at, text=text)
