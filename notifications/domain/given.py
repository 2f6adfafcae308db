"""Messages about what the area and its forum give and are asked for (G12, G14, G15, G17).

Never a title or a word of it: what was given or asked for is read after signing in, by those who may.
"""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.urls import reverse

from inspections.contacts import Contact
from inspections.models import CaseEvent, EvidenceVersion, InformationItem, TeamMember
from notifications.cause import Cause
from notifications.domain import audience, forum
from notifications.domain.facts import common
from revisits.accounts import access
from revisits.accounts.models import Membership, Organisation
from revisits.accounts.permissions import Permission
from revisits.accounts.roles import PERMISSIONS, Role

Facts = dict[str, Any]
Kind, Bodies = CaseEvent.Kind, Organisation.Kind
# Who answers for a body of the area when evidence is asked for or given.
OFFICERS = {
    Bodies.LOCAL_AUTHORITY: Role.LANO,
    Bodies.HEALTH: Role.HEALTH_OFFICER,
    Bodies.FORUM: Role.PCF,
}
GIVERS = [role for role, held in PERMISSIONS.items() if Permission.ADD_EVIDENCE in held]


def officers(cause: Cause, *kinds: str) -> list[Contact]:
    """The nominated officers of the area's bodies of these kinds; of the forum its people, or its mailbox."""
    roles = {OFFICERS[Bodies(kind)] for kind in kinds}
    return [contact for contact in audience.area(cause) if contact.role in roles]


def arrangers(cause: Cause) -> list[Contact]:
    """The nominated officers of the authority and of health."""
    return officers(cause, Bodies.LOCAL_AUTHORITY, Bodies.HEALTH)


def lead_and_givers(cause: Cause) -> list[Contact]:
    """The lead HMI, whoever gave it, and the nominated officers of the body for which it was given."""
    version = _version(cause)
    if version is None:
        return []
    body = version.document.given_by
    held = Membership.objects.on(cause.at.date()).filter(
        user=version.added_by, organisation=body, role__in=GIVERS, user__is_active=True
    )
    giver = [Contact(row.role, row.user.name, row.user.email or "", row.user_id) for row in held[:1]]
    return _once([*forum.lead(cause), *giver, *officers(cause, body.kind)])


def evidence(cause: Cause, contact: Contact) -> Facts | None:
    """For which body it was given, and where its reader finds it. None where it is gone."""
    version = _version(cause)
    if version is None:
        return None
    staff = contact.role == Role.LEAD_HMI
    page = reverse("evidence", args=[cause.revisit.reference])
    if not staff:
        page = reverse("area-receipt", args=[cause.revisit.reference, version.pk])
    return common(cause, contact) | {
        "said": cause.happened[0].text,
        "body": version.document.given_by,
        "team": staff,
        "link": settings.SITE_URL + page,
    }


def received(cause: Cause, contact: Contact) -> Facts | None:
    """Evidence that came in time; None for the answer to a further request, of which another message tells."""
    return None if cause.happened[0].data.get("late") or _answers(cause) else evidence(cause, contact)


def late(cause: Cause, contact: Contact) -> Facts | None:
    """Evidence that came late: it was accepted. None for what came in time."""
    return evidence(cause, contact) if cause.happened[0].data.get("late") else None


def withdrawn(cause: Cause, contact: Contact) -> Facts | None:
    """Evidence that was withdrawn after an inspector had read it; None where nobody had."""
    data = cause.happened[0].data
    if not data.get("read"):
        return None
    page = reverse("evidence", args=[cause.revisit.reference])
    return common(cause, contact) | {"said": cause.happened[0].text, "link": settings.SITE_URL + page}


def asked(cause: Cause) -> list[Contact]:
    """The nominated officers of the side that was asked, or of the body that was asked in particular."""
    found = [contact for item in _items(cause) for contact in _of_item(cause, item)]
    return _once(found)


def team(cause: Cause) -> list[Contact]:
    """The lead HMI, and the inspector who asked."""
    return _once([*forum.lead(cause), *_askers(cause)])


def the_other_side(cause: Cause) -> list[Contact]:
    """Of a message on a request or on the schedule: those to whom it was written."""
    writer = cause.happened[0].by
    if writer is None or not access.may(writer, Permission.VIEW_CASES):
        return team(cause)
    return asked(cause) if _items(cause) else arrangers(cause)


def request(cause: Cause, contact: Contact) -> Facts | None:
    """How many things were asked for, and where they are; None where they are gone."""
    items = [
        item for item in _items(cause) if contact.role == Role.LEAD_HMI or _concerns(cause, item, contact)
    ]
    if not items:
        return None
    outside = bool(audience.side(contact))
    return common(cause, contact) | {
        "number": len(items),
        "further": items[0].is_further,
        "due": items[0].due_at if len(items) == 1 else None,
        "closed": items[0].closed_at is not None,
        "who": cause.happened[0].by,
        "said": cause.happened[0].text,
        "link": settings.SITE_URL + _page(cause, items, outside=outside),
    }


def message(cause: Cause, contact: Contact) -> Facts:
    """Who wrote, on what, and where it is read: never the words."""
    items, reference = _items(cause), cause.revisit.reference
    outside = bool(audience.side(contact))
    page = _page(cause, items, outside=outside) if items else _schedule(reference, outside=outside)
    return common(cause, contact) | {
        "who": cause.happened[0].by,
        "on_schedule": not items,
        "link": settings.SITE_URL + page,
    }


def declared_none(cause: Cause, contact: Contact) -> Facts:
    page = reverse("evidence", args=[cause.revisit.reference])
    return common(cause, contact) | {"said": cause.happened[0].text, "link": settings.SITE_URL + page}


def _version(cause: Cause) -> EvidenceVersion | None:
    found = EvidenceVersion.objects.select_related("added_by", "document__given_by", "document__item")
    return found.filter(pk=cause.happened[0].data["version"]).first()


def _answers(cause: Cause) -> bool:
    """Whether it is the first that was given for a further request."""
    version = _version(cause)
    item = version.document.item if version else None
    return bool(version and item and item.is_further and version.number == 1)


def _items(cause: Cause) -> list[InformationItem]:
    asked_for = [event.data["item"] for event in cause.happened if "item" in event.data]
    return list(InformationItem.objects.filter(pk__in=asked_for).select_related("body").order_by("pk"))


def _of_item(cause: Cause, item: InformationItem) -> list[Contact]:
    if item.side == InformationItem.Side.FORUM:
        return officers(cause, Bodies.FORUM)
    return (officers(cause, item.body.kind) if item.body else []) or arrangers(cause)


def _concerns(cause: Cause, item: InformationItem, contact: Contact) -> bool:
    return any(each.user_id == contact.user_id for each in [*_of_item(cause, item), *_askers(cause)])


def _askers(cause: Cause) -> Iterator[Contact]:
    """Whoever of the team asked for it, while they are on the team."""
    people = [item.asked_by_id for item in _items(cause) if item.asked_by_id]
    for row in cause.revisit.team.filter(user__in=people, role__in=TeamMember.ON_SITE).select_related("user"):
        role = audience.PARTS[TeamMember.Role(row.role)]
        yield Contact(role, row.user.name, row.user.email or "", row.user_id)


def _page(cause: Cause, items: list[InformationItem], *, outside: bool) -> str:
    reference = cause.revisit.reference
    if len(items) == 1 and items[0].is_further:
        return reverse("area-request" if outside else "request", args=[reference, items[0].pk])
    if items[0].is_further:
        return reverse("area-requests" if outside else "requests", args=[reference])
    return reverse("area-needs" if outside else "evidence", args=[reference])


def _schedule(reference: str, *, outside: bool) -> str:
    return reverse("area-schedule" if outside else "schedule", args=[reference])


def _once(contacts: list[Contact]) -> list[Contact]:
    """Each person or mailbox once, as the first that they are."""
    return list({(each.user_id, each.email): each for each in reversed(contacts)}.values())[::-1]
