"""How visits of closed cases were arranged: schedules, sessions with children, messages; all of a case goes at once."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from inspections.models import (
    ChildrensQuestions,
    ChildrensSession,
    RequestMessage,
    RequestReading,
    Revisit,
    ScheduleAgreement,
    ScheduleComment,
    SessionSlot,
)
from revisits.privacy.closed_cases import of_closed, say
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


# Who had to do with each of them, by the path to the person.
PEOPLE = {
    RequestMessage: ("author",),
    RequestReading: ("user",),
    ScheduleComment: ("author",),
    ScheduleAgreement: ("agreed_by",),
    ChildrensSession: ("changed_by",),
    ChildrensQuestions: ("written_by", "shared_by"),
    SessionSlot: ("changed_by", "removed_by", "taken_by__member__user"),
}


def rows() -> QuerySet[Revisit]:
    """Closed cases of which something is left, dated by the publication of the re-visit's letter."""
    left = Q()
    for model, path in MODELS.items():
        left |= Q(Exists(model._default_manager.filter(**{path: OuterRef("pk")})))
    return of_closed(Revisit.objects.filter(left), case="")


def concerns(people: Any) -> Q:
    """Cases in whose arrangements any of these people (keys) took part."""
    found = Q()
    for model, paths in PEOPLE.items():
        of_case = model._default_manager.filter(**{MODELS[model]: OuterRef("pk")})
        for path in paths:
            found |= Q(Exists(of_case.filter(**{f"{path}__in": people})))
    return found


def reference(revisit: Revisit) -> str:
    return f"{revisit}: schedule, sessions with children and messages"


def dispose(cases: Sequence[Revisit], doing: Doing) -> None:
    """Delete what is left, under the locks of the cases."""
    for case in Revisit.objects.select_for_update().filter(pk__in=[case.pk for case in cases]).order_by("pk"):
        for model, path in MODELS.items():
            if found := list(model._default_manager.filter(**{path: case})):
                delete_rows(found, doing)
        say(case, "Schedule, sessions with children and messages were", doing)
