"""The start of the area's and the forum's portal: what is next, where to go, and whom to ask."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from inspections import access, contacts, information, meeting_access, plan_access, requests, schedule, to_do
from inspections.addresses import address
from inspections.information import Status
from inspections.meetings import of_case
from inspections.models import Revisit, TeamMember
from inspections.question_states import SetState
from inspections.to_do import Task
from inspections.workflow import OVER, State
from revisits import clock
from revisits.accounts.models import Organisation, User
from revisits.accounts.permissions import Permission
from revisits.accounts.roles import Role

Kind = Organisation.Kind
Parts = Callable[[User, Revisit], Iterator["Part"]]
# Parts that layers above add to the page.
_MORE: list[Parts] = []
# Whom the people of a body ask at home: their nominated officers, or the forum's own.
OFFICERS = {Kind.FORUM: (Role.PCF,)}
AREAS_OFFICERS = (Role.LANO, Role.HEALTH_OFFICER)


@dataclass(frozen=True)
class Part:
    """A part of the portal: a link, and one line of how it stands."""

    title: str
    address: str
    hint: str = ""


@dataclass(frozen=True)
class Contact:
    """Somebody to ask. `email` is empty where none is on file."""

    role: str
    name: str
    email: str


def parts(person: User, case: Revisit) -> list[Part]:
    """Where a person of the area goes from its page: each function tells what it has for them, or nothing."""
    found: list[Parts] = [
        *_MORE,
        _evidence,
        _requests,
        _arrangements,
        _meetings,
        _questions,
        _letter,
        _deferral,
    ]
    if case.stopped:
        # What was arranged does not take place; what was given, and the letter, stay.
        found = [_evidence, _letter]
    return [part for each in found for part in each(person, case)]


def adds(parts: Parts) -> Parts:
    """Register parts that a layer above has for the area's page; they stand first."""
    _MORE.append(parts)
    return parts


def next_task(person: User, case: Revisit, now: datetime) -> Task | None:
    """The first thing of theirs in this case that is late, or due within two weeks."""
    events = to_do.tasks_for(person, now).filter(revisit=case)[:1]
    return next(iter(to_do.tasks(person, events, now)), None)


def people(person: User, case: Revisit, on: date) -> list[Contact]:
    """The lead HMI and the CQC inspector, then the officers of the person's own side."""
    led = case.team.filter(role__in=(TeamMember.Role.LEAD, TeamMember.Role.CQC)).select_related("user")
    team = sorted(led, key=lambda member: member.role != TeamMember.Role.LEAD)
    inspectors = [
        Contact(member.get_role_display(), member.user.name, member.user.email or "") for member in team
    ]
    bodies = access.bodies_for(person, Permission.VIEW_AREA_DATES, case)
    own = {role for body in bodies for role in OFFICERS.get(Kind(body.kind), AREAS_OFFICERS)}
    officers = [each for each in contacts.area_contacts(case, on=on) if each.role in own]
    return inspectors + [Contact(each.role_label, each.name, each.email) for each in officers]


def _evidence(person: User, case: Revisit) -> Iterator[Part]:
    """What their side is asked for and gave, for those who may read it."""
    if not access.bodies_for(person, Permission.READ_OWN_EVIDENCE, case):
        return
    standing = information.standing_of(access.items(person), case, clock.now())
    late = sum(each.status == Status.LATE for each in standing)
    waiting = sum(each.status in (Status.LATE, Status.NOT_BEGUN) for each in standing)
    said = f"{waiting} of {len(standing)} still to do" + (f", {late} late" if late else "")
    if case.state in OVER:  # nothing of it is asked for any more
        said = f"{waiting} of {len(standing)} not answered"
    hint = said if waiting else "Everything is answered"
    if not case.stopped:
        yield Part("What we need from you", address("area-needs", case.reference), hint)
    number = access.evidence(person).filter(revisit=case).count()
    given = f"{number} document" if number == 1 else f"{number} documents"
    yield Part("What you have given", address("area-evidence", case.reference), given)


def _requests(person: User, case: Revisit) -> Iterator[Part]:
    """Further requests to their side (G17), once there is one."""
    found = requests.rows(requests.requests(person).filter(revisit=case), clock.now())
    if not found:
        return
    waiting = sum(row.standing in (requests.Standing.WAITS, requests.Standing.LATE) for row in found)
    unread = sum(row.unread for row in found)
    said = f"{waiting} of {len(found)} still to answer" if waiting else "Everything is answered"
    hint = said + (f", {unread} with a new message" if unread else "")
    yield Part("Further requests", address("area-requests", case.reference), hint)


def _arrangements(person: User, case: Revisit) -> Iterator[Part]:
    """The schedule of the on-site days and the session with children (G9, G12), for those who may see them."""
    if not access.bodies_for(person, Permission.VIEW_ARRANGEMENTS, case):
        return
    number = case.sessions.filter(removed_at=None).count()
    agreed = schedule.newest_agreement(case)
    said = f"version {agreed.number} is agreed" if agreed else "not agreed yet"
    hint = f"{number} session{'' if number == 1 else 's'}, {said}" if number else "Nothing is planned yet"
    yield Part("Schedule of the on-site days", address("area-schedule", case.reference), hint)
    groups = case.childrens_sessions.count()
    shared = case.childrens_questions.filter(shared_at__isnull=False).exists()
    arranged = f"{groups} group{'' if groups == 1 else 's'} arranged"
    hint = f"{arranged}; the inspectors' questions are {'here' if shared else 'not shared yet'}"
    yield Part("Meeting children and young people", address("area-children", case.reference), hint)


def _questions(person: User, case: Revisit) -> Iterator[Part]:
    """The questions for parents, for the forum alone (G11, G16)."""
    if access.bodies_for(person, Permission.AGREE_QUESTIONS, case):
        waiting = access.question_sets(person).filter(revisit=case, state=SetState.SHARED).count()
        hint = f"{waiting} to comment on or agree" if waiting else "Nothing waits for you"
        yield Part("Questions for parents and carers", address("area-questions", case.reference), hint)


def _letter(person: User, case: Revisit) -> Iterator[Part]:
    """The letter to parents, for those who send it on."""
    if bodies := access.bodies_for(person, Permission.LOG_CIRCULATION, case):
        newest = case.letters.filter(kind="parents").order_by("-version").first()
        hint = "Send it on, and log it" if newest else "Not issued yet"
        if newest and newest.circulations.filter(body__in=bodies).exists():
            hint = "You sent it on: see the log"
        elif newest and case.state in OVER:
            hint = "You logged nothing"
        if case.stopped:
            hint = "Its dates no longer hold: do not send it on"
        yield Part("Letter to parents and carers", address("area-circulation", case.reference), hint)


def _meetings(person: User, case: Revisit) -> Iterator[Part]:
    """The meetings of their side, and for the forum who registered for the open one (G11, G20)."""
    sides = meeting_access.sides_of(person, case)
    number = sum(bool(meeting.sides & sides) for meeting in of_case(case))
    yield Part("Meetings", address("area-meetings", case.reference), f"{number} with you")
    if meeting_access.sees_registrations(person, case):
        registered = case.registrations.filter(withdrawn_at=None).count()
        if not (registered or case.has_open_meeting):
            return
        hint = f"{registered} registered" if registered else "Nobody has registered yet"
        yield Part("Who comes to the open meeting", address("registrations", case.reference), hint)


def _deferral(person: User, case: Revisit) -> Iterator[Part]:
    """To ask that the visit be deferred, from the notice to the first day; and what became of it, for who asked."""
    if not access.bodies_for(person, Permission.ASK_DEFERRAL, case):
        return
    asked = plan_access.deferrals(person).filter(revisit=case).first()
    hint = "In exceptional circumstances alone: Ofsted decides, and confirms it in writing"
    if asked:
        hint = f"You asked on {asked.asked_on:%-d %B %Y}: {asked.get_decision_display().lower()}"
    if asked or case.state == State.NOTIFIED:
        yield Part("Ask to defer the re-visit", address("area-defer", case.reference), hint)
