"""Who may see the schedule, the sessions with children and messages on requests (`revisits.accounts.visibility`)."""

from django.db.models import Q, QuerySet

from inspections import access
from inspections.models import (
    ChildrensQuestions,
    ChildrensSession,
    RequestMessage,
    ScheduleAgreement,
    ScheduleComment,
    SessionSlot,
)
from revisits.accounts.access import Person
from revisits.accounts.permissions import Permission
from revisits.accounts.visibility import rule


def _arranged(person: Person) -> Q:
    """Re-visits whose arrangements a person may see: staff with the case, and the area's bodies but for the forum."""
    theirs = access.told(person, Permission.VIEW_ARRANGEMENTS).values("pk")
    return Q(revisit__in=access.cases(person).values("pk")) | Q(revisit__in=theirs)


@rule(SessionSlot)
def sessions(person: Person) -> QuerySet[SessionSlot]:
    """The schedule (G12): nothing of it is the forum's, which has its own meeting."""
    return SessionSlot.objects.filter(_arranged(person))


@rule(ScheduleAgreement)
def agreements(person: Person) -> QuerySet[ScheduleAgreement]:
    return ScheduleAgreement.objects.filter(_arranged(person))


@rule(ScheduleComment)
def comments(person: Person) -> QuerySet[ScheduleComment]:
    return ScheduleComment.objects.filter(_arranged(person))


@rule(ChildrensSession)
def groups(person: Person) -> QuerySet[ChildrensSession]:
    return ChildrensSession.objects.filter(_arranged(person))


@rule(ChildrensQuestions)
def questions(person: Person) -> QuerySet[ChildrensQuestions]:
    """For the area once they are shared (G9); before that for staff with the case."""
    theirs = access.told(person, Permission.VIEW_ARRANGEMENTS).values("pk")
    shared = Q(revisit__in=theirs, shared_at__isnull=False)
    return ChildrensQuestions.objects.filter(Q(revisit__in=access.cases(person).values("pk")) | shared)


@rule(RequestMessage)
def messages(person: Person) -> QuerySet[RequestMessage]:
    """Of the requests that a person may see: the team, and the side that was asked (G17)."""
    return RequestMessage.objects.filter(item__in=access.items(person).values("pk"))
