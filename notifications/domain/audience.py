"""Who gets a message: by their role in the case, on the day of its cause."""

from collections.abc import Iterator, Mapping
from datetime import date

from inspections import draft_list
from inspections.contacts import AUTHORITY_ROLES, FORUM_ROLES, HEALTH_ROLES, Contact, area_contacts
from inspections.meetings import arranged
from inspections.models import CaseEvent, Revisit, TeamMember
from letters import accuracy
from letters.accuracy_access import rounds
from notifications.access import may_be_told
from notifications.cause import Cause
from notifications.domain.recipients import recipient_key
from notifications.models import OutboxMessage
from revisits.accounts.models import Membership, User
from revisits.accounts.roles import Role
from revisits.accounts.visibility import may_see

AUTHORITY, HEALTH, FORUM = "authority", "health", "forum"
SIDES = {
    **dict.fromkeys(AUTHORITY_ROLES, AUTHORITY),
    **dict.fromkeys(HEALTH_ROLES, HEALTH),
    **dict.fromkeys(FORUM_ROLES, FORUM),
}

Part = TeamMember.Role
# Who of the team answers for an event, by its owner in the timeline; the role that they are written to as.
TEAM_OWNERS = {
    "lead": {Part.LEAD: Role.LEAD_HMI},
    "team": {Part.LEAD: Role.LEAD_HMI},
    "cqc": {Part.CQC: Role.CQC_INSPECTOR},
    "qa": {Part.QA_OFSTED: Role.SENIOR_HMI, Part.QA_CQC: Role.CQC_QA},
}
# As whom each part is written to.
PARTS = {
    Part.LEAD: Role.LEAD_HMI,
    Part.HMI: Role.HMI,
    Part.CQC: Role.CQC_INSPECTOR,
    Part.QA_OFSTED: Role.SENIOR_HMI,
    Part.QA_CQC: Role.CQC_QA,
}
# What tells people outside that there is an outcome, or that its letter was corrected.
OF_THE_OUTCOME = ("outcome_published", "outcome_told", "letter_corrected")
AREA_OWNERS = {
    "lano": Role.LANO,
    "health": Role.HEALTH_OFFICER,
    "pcf": Role.PCF,
    "dcs": Role.DCS,
    "health_ce": Role.HEALTH_CHIEF_EXECUTIVE,
}


def side(contact: Contact) -> str:
    """Whose person a contact of the area is: AUTHORITY, HEALTH or FORUM; empty for the inspectorates' own."""
    return SIDES.get(Role(contact.role), "")


def area(cause: Cause) -> list[Contact]:
    """DCS, LANO, health leaders and forum (G8, G10)."""
    return area_contacts(cause.revisit, on=cause.at.date())


def area_if_notified(cause: Cause) -> list[Contact]:
    """The area's contacts, if they had their notice before it happened; nobody otherwise.

    Of a visit that was put off they hear nothing more until they are notified again.
    """
    told = (CaseEvent.Kind.NOTIFIED, CaseEvent.Kind.POSTPONED, CaseEvent.Kind.CANCELLED)
    before, event = CaseEvent.objects.filter(revisit=cause.revisit, kind__in=told), cause.happened[0]
    if event.pk:  # else it is looked at beforehand
        before = before.filter(pk__lt=event.pk)
    last = before.values_list("kind", flat=True).first()
    return area(cause) if last == CaseEvent.Kind.NOTIFIED else []


def everybody_told(cause: Cause) -> list[Contact]:
    """The whole team; and once the area was notified its contacts, with whoever else was told of a meeting."""
    team = list(_with_parts(cause.revisit, PARTS))
    notices = CaseEvent.objects.filter(revisit=cause.revisit, kind=CaseEvent.Kind.NOTIFIED)
    if not notices.exists():
        return team
    found = [*team, *area(cause), *told_of_meetings(cause)]
    # Each once, as the first that they are.
    return list({recipient_key(contact): contact for contact in reversed(found)}.values())[::-1]


def team_and_support(cause: Cause) -> list[Contact]:
    """The whole team, and inspection support, each person once."""
    found = [*_with_parts(cause.revisit, PARTS), *support(cause.at.date())]
    return list({each.user_id: each for each in reversed(found)}.values())[::-1]


def of_meeting(cause: Cause) -> list[Contact]:
    """The team, and those of the area whom the meeting concerns; nobody of the area before its notice."""
    data = cause.happened[0].data
    meeting = arranged(cause.revisit, data["code"], data["occurrence"])
    if meeting is None:
        return []
    assures = meeting.event is not None and "qa" in meeting.event.rule.owners
    parts = {part: role for part, role in PARTS.items() if assures or part in TeamMember.ON_SITE}
    concerned = [contact for contact in area(cause) if side(contact) in meeting.sides]
    return [*_with_parts(cause.revisit, parts), *concerned]


def told_of_meetings(cause: Cause) -> list[Contact]:
    """Whoever was told of a meeting of the case, as far as they may still see it; the newest address of each."""
    told = OutboxMessage.objects.filter(meetings__revisit=cause.revisit).order_by("pk").distinct()
    newest = {row.recipient_key: row for row in told.select_related("recipient_user")}
    team = set(cause.revisit.team.values_list("user", flat=True))
    return [
        contact
        for row in newest.values()
        if (contact := _still(row)) and (side(contact) or contact.user_id in team)
        if row.recipient_user is None or may_see(row.recipient_user, cause.revisit)
    ]


def told_of_outcome(cause: Cause) -> list[Contact]:
    """Whoever was told that the letter is published or corrected, as far as they may still be told; and the area today.

    The newest address of each.
    """
    told = OutboxMessage.objects.filter(revisit=cause.revisit, message__in=OF_THE_OUTCOME).order_by("pk")
    newest = {row.recipient_key: row for row in told.select_related("recipient_user")}
    before = [contact for row in newest.values() if may_be_told(row) and (contact := _still(row))]
    # Each once, as what they are today.
    return list({recipient_key(contact): contact for contact in [*before, *area(cause)]}.values())


def _still(row: OutboxMessage) -> Contact | None:
    """The recipient of a message under their newest address; None once their name was disposed of."""
    if row.recipient_user:
        return _person(Role(row.recipient_role), row.recipient_user)
    contact = Contact(row.recipient_role, row.recipient_name, row.recipient_email, None)
    return contact if recipient_key(contact) == row.recipient_key else None


def owners(cause: Cause) -> list[Contact]:
    """Whose task the due event is, one entry a person.

    A side that has submitted its comments has nothing left to do (G25): the other one alone is asked.
    """
    assert cause.due
    on = cause.at.date()
    wanted = cause.due.rule.owners
    asked = _of_area(cause, wanted)
    if cause.due.code == "comments_due" and (round_ := accuracy.round_of(cause.revisit)):
        over = {each.side for each in accuracy.standing(round_) if each.submission}
        asked = [contact for contact in asked if side(contact) not in over]
    found = [*team_owners(cause.revisit, wanted), *asked]
    if "support" in wanted:
        found.extend(support(on))
    return list({(contact.user_id, contact.email): contact for contact in found}.values())


def handed_over(cause: Cause) -> list[Contact]:
    """Who took the cases over and who gave them, once for all of them; the lead of each case, once for it (G6)."""
    data = cause.happened[0].data
    concerned = [data["to"], data["from"]]
    role = PARTS[Part(data["case"]["role"])]
    people = User.objects.in_bulk(concerned if "together" in data else [])
    found = [_person(role, people[pk]) for pk in concerned if pk in people]
    leads = cause.revisit.team.filter(role=Part.LEAD).exclude(user__in=concerned).select_related("user")
    return found + [_person(Role.LEAD_HMI, lead.user) for lead in leads]


def _person(role: Role, user: User) -> Contact:
    return Contact(role, user.name, user.email or "", user.pk)


def draft_readers(cause: Cause) -> list[Contact]:
    """Whom the draft was opened to or who was named, as far as they may read it now (G24)."""
    listed = draft_list.readers(cause.revisit).filter(user__in=_told(cause), user__is_active=True)
    return [
        Contact(reads_as(cause, row.user_id), row.user.name, row.user.email or "", row.user_id)
        for row in listed
        if rounds(row.user).filter(version__letter__revisit=cause.revisit).exists()
    ]


def draft_readers_and_lead(cause: Cause) -> list[Contact]:
    """Who was named, and the lead HMI."""
    return [*draft_readers(cause), *team_owners(cause.revisit, ("lead",))]


def _told(cause: Cause) -> list[int]:
    return [person for event in cause.happened for person in event.data.get("readers", [])]


def reads_as(cause: Cause, person: int) -> Role:
    """As a director or chief executive, else as a representative."""
    directors = draft_list.directors(cause.revisit, on=cause.at.date())
    director = directors.filter(user=person).first()
    return Role(director.role) if director else Role.REPRESENTATIVE


def inspectors(cause: Cause, *parts: TeamMember.Role) -> list[Contact]:
    """Whoever has one of these parts in the case now."""
    return list(_with_parts(cause.revisit, {part: PARTS[part] for part in parts}))


def team_owners(revisit: Revisit, wanted: tuple[str, ...]) -> Iterator[Contact]:
    """Those of the team who answer for any of these owners of events."""
    return _with_parts(
        revisit, {part: role for owner in wanted for part, role in TEAM_OWNERS.get(owner, {}).items()}
    )


def _with_parts(revisit: Revisit, parts: Mapping[TeamMember.Role, Role]) -> Iterator[Contact]:
    members = revisit.team.filter(role__in=parts, user__is_active=True) if parts else revisit.team.none()
    for member in sorted(members.select_related("user"), key=lambda member: member.place):
        yield _person(parts[Part(member.role)], member.user)


def _of_area(cause: Cause, wanted: tuple[str, ...]) -> list[Contact]:
    roles = {AREA_OWNERS[owner] for owner in wanted if owner in AREA_OWNERS}
    return [contact for contact in area(cause) if contact.role in roles] if roles else []


def support(on: date) -> Iterator[Contact]:
    """Inspection support, on a day."""
    held = Membership.objects.on(on).filter(role=Role.SUPPORT, user__is_active=True)
    for membership in held.select_related("user"):
        yield _person(Role.SUPPORT, membership.user)
