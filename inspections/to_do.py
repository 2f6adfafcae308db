"""What needs doing: the events that are a person's, late first, across their cases."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from django.db.models import F, Q, QuerySet

from inspections import access, queries
from inspections.addresses import address
from inspections.models import TeamMember, TimelineEvent
from inspections.models.timeline_event import Status
from inspections.templatetags.cases import when
from inspections.timeline.schedule import EVENTS
from inspections.workflow import GOING_ON, OVER, STOPPED, State
from revisits.accounts import access as held
from revisits.accounts.models import Membership, User
from revisits.accounts.permissions import Permission
from revisits.accounts.roles import Role
from revisits.statements import KEY, Statement, write

AHEAD = timedelta(days=14)
Part = TeamMember.Role
# Whose an event is, by the part that a person has in the case, or by their role in the area. Directors have one alone,
# to comment on the draft: `letters.accuracy_waiting` tells them of it, once it is theirs to read.
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
}
# The pages on which staff do what is done by nothing but being recorded there; the rest is marked on the timeline.
DONE_ON = {
    **dict.fromkeys(("leaders_meeting", "kit", "judgement_meeting", "feedback"), "on-site"),
    **dict.fromkeys(("draft_sent", "comments_due", "response_told"), "accuracy"),
    **dict.fromkeys(("final_sent", "published"), "final-letter"),
    "questions_agreed": "questions",
}


@dataclass(frozen=True, slots=True)
class Task:
    """An event that waits for this person, how it stands now, and where they do something about it."""

    title: str
    area: str
    address: str
    when: str
    status: Status


def codes(owners: set[str]) -> list[str]:
    """The events of any of these owners (codes of `timeline.events.OWNERS`)."""
    return [rule.code for rule in EVENTS if owners & set(rule.owners)]


COLUMNS = ("role", "revisit__state", "revisit")


@dataclass(frozen=True)
class OpenPart:
    """A part that somebody has in a case that is not over: which, at what stage, and the id of the case."""

    role: TeamMember.Role
    state: State
    revisit: int


def open_parts(user: User) -> list[OpenPart]:
    """Of staff; nobody else has a part in a case. One query, written once for whoever sees every case."""
    if not held.may(user, Permission.VIEW_CASES):
        return []
    found = (
        _open_parts().rows({KEY: user.pk})
        if held.everywhere(user, Permission.VIEW_CASES)
        else _open(access.team(user), user.pk).values_list(*COLUMNS)
    )
    return [OpenPart(Part(role), State(state), revisit) for role, state, revisit in found]


def _open(team: QuerySet[TeamMember], user: int) -> QuerySet[TeamMember]:
    states = (*GOING_ON, State.POSTPONED)
    return team.filter(user=user, revisit__state__in=states, revisit__historical=False).order_by()


@cache
def _open_parts() -> Statement:
    return write(_open(TeamMember.objects.all(), KEY), *COLUMNS)


def tasks_for(user: User, now: datetime, parts: Iterable[OpenPart] | None = None) -> QuerySet[TimelineEvent]:
    """Undone events of this person that are late, due, or due within two weeks; the earliest first.

    `parts` are their `open_parts`, where these were read before. Each event has `area` and `reference` of its re-visit
    beside its own columns.
    """
    due = TimelineEvent.objects.filter(
        _theirs(user, now, parts), done_on__isnull=True, planned_on__lte=now.date() + AHEAD
    ).exclude(until__lt=now.date())
    columns = {"area": F("revisit__area__name"), "reference": F("revisit__reference")}
    shown = due.only(*queries.SHOWN)
    return shown.annotate(**columns).order_by("planned_on", "id")


def tasks(user: User, events: Iterable[Any], now: datetime) -> list[Task]:
    """Events of `tasks_for` as this person reads them at `now`."""
    return [
        Task(event.title, event.area, _address(user, event), when(event), event.status(now))
        for event in events
    ]


def _address(user: User, event: Any) -> str:
    if not held.may(user, Permission.VIEW_CASES):
        if event.code == "questions_agreed" and held.may(user, Permission.AGREE_QUESTIONS):
            return address("area-questions", event.reference)
        return address("area-needs" if event.code == "evidence_due" else "area-case", event.reference)
    if page := DONE_ON.get(event.code):
        return address(page, event.reference)
    if event.code == "notify" and held.may(user, Permission.NOTIFY):
        return address("notify", event.reference)
    return f"{address('timeline', event.reference)}#event-{event.pk}"


def _theirs(user: User, now: datetime, parts: Iterable[OpenPart] | None) -> Q:
    if held.may(user, Permission.VIEW_CASES):
        return _of_staff(user, open_parts(user) if parts is None else parts)
    roles = Membership.objects.on(now.date()).filter(user=user).values_list("role", flat=True)
    owners = set().union(*(OWNS_AS_ROLE.get(Role(role), set()) for role in roles))
    # Once the visit is over the area is asked for nothing more that stands on the timeline for it.
    theirs = access.area_cases(user).exclude(state__in=(*STOPPED, *OVER))
    return Q(code__in=codes(owners), revisit__in=theirs.values("pk"))


def _of_staff(user: User, parts: Iterable[OpenPart]) -> Q:
    """By keys, which are few: as subqueries they would cost more to put together than to answer.

    Of a postponed visit the one thing to do is to notify its area again, once its new days are set.
    """
    mine = Q(pk__in=[])
    cases = defaultdict(list)
    for each in parts:
        cases[each.role, each.state == State.POSTPONED].append(each.revisit)
    for (part, postponed), theirs in cases.items():
        owned = codes(OWNS_AS_PART[part])
        mine |= Q(code__in=[code for code in owned if not postponed or code == "notify"], revisit__in=theirs)
    if grants := held.held(user, Permission.WORK_ON_ANY_CASE):
        worked = queries.open_cases().filter(access.within(grants)).exclude(state__in=STOPPED)
        mine |= Q(code__in=codes({"support"}), revisit__in=worked.values("pk"))
    return mine
