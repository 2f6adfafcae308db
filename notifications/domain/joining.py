"""Messages to whoever joins or leaves the team of a case (G6, G7)."""

from typing import Any

from inspections.contacts import Contact
from inspections.models import CaseEvent, TeamMember
from notifications.cause import Cause
from notifications.domain import audience, forum
from notifications.domain.facts import common
from revisits.accounts.models import User
from revisits.accounts.roles import Role

Part = TeamMember.Role


def joined(cause: Cause) -> list[Contact]:
    """Whoever joined, but for those who put themselves there; the lead HMI before a new one, and the lead HMI.

    Of a new case everybody on its team.
    """
    event = cause.happened[0]
    if event.by_id is None:
        return []
    if event.kind == CaseEvent.Kind.CREATED:
        found = audience.inspectors(cause, *Part)
    elif _person(cause) is None or "reason" not in event.data:
        return []
    else:
        new = [each for each in audience.inspectors(cause, *Part) if each.user_id == event.data["person"]]
        found = [*new, *_led_before(cause), *forum.lead(cause)]
    others = [each for each in found if each.user_id != event.by_id]
    return list({each.user_id: each for each in reversed(others)}.values())[::-1]


def left(cause: Cause) -> list[Contact]:
    """Whoever was taken off the team, and the lead HMI; nobody who did it."""
    event, person = cause.happened[0], _person(cause)
    if person is None or "reason" in event.data:
        return []
    gone = Contact(audience.PARTS[Part(event.data["part"])], person.name, person.email or "", person.pk)
    found = [*([gone] if person.is_active else []), *forum.lead(cause)]
    return list({each.user_id: each for each in found if each.user_id != event.by_id}.values())


def part(cause: Cause, contact: Contact) -> dict[str, Any]:
    """Who has, or had, which part; and who said so."""
    event, person = cause.happened[0], _person(cause)
    mine = person is None or contact.user_id == person.pk
    name = Part(event.data["part"]).label if person else Role(contact.role).label
    return common(cause, contact) | {
        "mine": mine,
        "person": person,
        "part": name,
        "new_lead": event.data.get("part") == Part.LEAD and not mine,
        "who": event.by,
    }


def _person(cause: Cause) -> User | None:
    return User.objects.filter(pk=cause.happened[0].data.get("person")).first()


def _led_before(cause: Cause) -> list[Contact]:
    """The lead whom a new one follows: HMI of the case from the same moment."""
    event = cause.happened[0]
    if event.data["part"] != Part.LEAD:
        return []
    rows = cause.revisit.team.filter(role=Part.HMI, added_at=event.at, user__is_active=True)
    return [
        Contact(Role.HMI, row.user.name, row.user.email or "", row.user_id)
        for row in rows.select_related("user")
    ]
