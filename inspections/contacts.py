"""Whom a case writes to: the people of the area's organisations, by their role, on a day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from inspections.models import LocalArea, Revisit
from revisits.accounts.models import Membership, Organisation
from revisits.accounts.roles import Role


@dataclass(frozen=True)
class Contact:
    """One person or mailbox. `email` is empty where none is on file: the sender is shown that beforehand."""

    role: str
    name: str
    email: str
    user_id: int | None

    @property
    def role_label(self) -> str:
        return Role(self.role).label


AUTHORITY_ROLES = (Role.DCS, Role.LANO)
HEALTH_ROLES = (Role.HEALTH_CHIEF_EXECUTIVE, Role.HEALTH_OFFICER)
FORUM_ROLES = (Role.PCF,)


def area_contacts(revisit: Revisit, *, on: date) -> list[Contact]:
    """DCS, LANO, health leaders and forum (G8, G10), one entry a person; the forum's mailbox where nobody is named."""
    area = revisit.area
    found = list(_people(revisit, on))
    forum = area.forum
    if forum and not any(contact.role == Role.PCF for contact in found):
        found.append(Contact(Role.PCF, forum.name, forum.email, None))
    return list({(contact.user_id, contact.email): contact for contact in reversed(found)}.values())[::-1]


def forum_people(revisit: Revisit, *, on: date) -> list[Contact]:
    """Whoever answers for the forum with an account of their own; empty where there is no forum, or nobody of it."""
    return [contact for contact in _people(revisit, on) if contact.role in FORUM_ROLES]


def _people(revisit: Revisit, on: date) -> Iterator[Contact]:
    area = revisit.area
    places: list[tuple[tuple[Role, ...], list[int | None]]] = [
        (AUTHORITY_ROLES, [area.authority_id]),
        (HEALTH_ROLES, [*_in_force(area)]),
        (FORUM_ROLES, [area.forum_id]),
    ]
    for roles, organisations in places:
        held = (
            Membership.objects.on(on)
            .covering(area=area.pk, revisit=revisit.pk)
            .filter(role__in=roles, organisation__in=[pk for pk in organisations if pk], user__is_active=True)
        )
        people = list(held.select_related("user").order_by("user__name"))
        for membership in sorted(people, key=lambda row: roles.index(Role(row.role))):
            user = membership.user
            yield Contact(membership.role, user.name, user.email or "", user.pk)


def _in_force(area: LocalArea) -> list[int]:
    """The area's health bodies and whoever succeeded them (CCGs became ICBs in July 2022)."""
    bodies = Organisation.objects.filter(areas_as_health_body=area)
    return [
        pk for body in bodies.select_related("succeeded_by") for pk in (body.pk, body.succeeded_by_id) if pk
    ]
