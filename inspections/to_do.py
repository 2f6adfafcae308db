"""What needs doing: the events that are a person's, late first, across their cases."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import F, Q, QuerySet

from inspections import access, queries
from inspections.models import TeamMember, TimelineEvent
from inspections.models.timeline_event import Status
from inspections.timeline.schedule import EVENTS
from revisits.accounts import access as held
from revisits.accounts.models import Membership, User
from revisits.accounts.permissions import Permission
from revisits.accounts.roles import Role

AHEAD = timedelta(days=14)
Part = TeamMember.Role
# Whose an event is, by the part that a person has in the case, or by their role in the area.
OWNS_AS_PART = {
    Part.LEAD: {"lead", "team"},
    Part.HMI: {"team"},
    Part.CQC: {"cqc", "team"},
    Part.QA_OFSTED: {"qa"},
    Part.QA_CQC: {"qa"},
}
OWNS_AS_ROLE = {
    Role.LANO: {"lano"},
    Role.AREA_CONTRIBUTOR: {"lano"},
    Role.HEALTH_OFFICER: {"health"},
    Role.PCF: {"pcf"},
    Role.DCS: {"dcs"},
    Role.HEALTH_CHIEF_EXECUTIVE: {"health_ce"},
}


@dataclass(frozen=True)
class Task:
    """An event that waits for this person, and how it stands now."""

    event: TimelineEvent
    status: Status


def codes(owners: set[str]) -> list[str]:
    """The events of any of these owners (codes of `timeline.events.OWNERS`)."""
    return [rule.code for rule in EVENTS if owners & set(rule.owners)]


def tasks_for(user: User, now: datetime) -> QuerySet[TimelineEvent]:
    """Undone events of this person that are late, due, or due within two weeks; the earliest first.

    Each has `area` and `reference` of its re-visit beside its own columns.
    """
    due = TimelineEvent.objects.filter(
        _theirs(user, now), done_on__isnull=True, planned_on__lte=now.date() + AHEAD
    )
    columns = {"area": F("revisit__area__name"), "reference": F("revisit__reference")}
    return due.annotate(**columns).defer("explanation").order_by("planned_on", "id")


def with_status(events: list[TimelineEvent], now: datetime) -> list[Task]:
    return [Task(event, event.status(now)) for event in events]


def _theirs(user: User, now: datetime) -> Q:
    if held.may(user, Permission.VIEW_CASES):
        return _of_staff(user)
    roles = Membership.objects.on(now.date()).filter(user=user).values_list("role", flat=True)
    owners = set().union(*(OWNS_AS_ROLE.get(Role(role), set()) for role in roles))
    return Q(code__in=codes(owners), revisit__in=access.area_cases(user).values("pk"))


def _of_staff(user: User) -> Q:
    """By keys, which are few: as subqueries they would cost more to put together than to answer."""
    mine = Q(pk__in=[])
    parts = TeamMember.objects.filter(user=user, revisit__in=queries.open_cases()).order_by()
    cases = defaultdict(list)
    for part, revisit in parts.values_list("role", "revisit"):
        cases[Part(part)].append(revisit)
    for part, theirs in cases.items():
        mine |= Q(code__in=codes(OWNS_AS_PART[part]), revisit__in=theirs)
    if held.may(user, Permission.WORK_ON_ANY_CASE):
        mine |= Q(code__in=codes({"support"}), revisit__in=queries.open_cases().values("pk"))
    return mine
