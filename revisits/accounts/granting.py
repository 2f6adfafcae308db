"""Who may give whom which role: every refusal is one sentence for the person who asked.

The office (APPOINT) gives roles at all bodies. Outside it a person brings others into their own organisation alone,
into roles that may do no more than theirs, and no further than their own role reaches.
"""

from datetime import date

from django.db.models import Model

from revisits.accounts.access import Grant
from revisits.accounts.kinds import Kind
from revisits.accounts.models import Membership, Organisation, User
from revisits.accounts.permissions import Permission
from revisits.accounts.refusal import Refused
from revisits.accounts.roles import BRINGS_IN, PERMISSIONS, WORKS_AT, Role

# What ties a body to its areas: names of relations, since areas lie a layer above.
AREAS_OF = {
    Kind.LOCAL_AUTHORITY: ("areas_as_authority",),
    Kind.FORUM: ("areas_as_forum",),
    Kind.HEALTH: ("areas_as_health_body", "predecessors__areas_as_health_body"),
}


def check_may_grant(
    *,
    by: User | None,
    role: str,
    organisation: Organisation,
    area: Model | None = None,
    revisit: Model | None = None,
    on: date,
    to: User | None = None,
) -> None:
    """Refused unless `by` may give this role at this body, for this area or case, on that day; to `to`, if known.

    `by` is None for the program itself, from its command line.
    """
    asked = Membership(organisation=organisation, role=Role(role), area_id=_id(area), revisit_id=_id(revisit))
    check_makes_sense(asked, on)
    if by is None:
        return
    if to is not None and to.pk == by.pk:
        raise Refused("Nobody gives themselves a role: ask a colleague.")
    bringing = [own for own in by.memberships.on(on) if brings_in(own, asked)] if by.is_active else []
    if not bringing:
        raise Refused(f"You may not give the role {asked.get_role_display()} at {organisation}.", "role")
    if not any(_reaches_as_far(own, asked) for own in bringing):
        raise Refused("Your own role is for one area or case: you cannot give one that reaches further.")


def check_may_end(*, by: User | None, membership: Membership, on: date) -> None:
    """Refused unless `by` could give this membership: whoever may bring in may send away, but not themselves."""
    if by is None:
        return
    if membership.user_id == by.pk:
        raise Refused("Nobody ends their own role: ask a colleague.")
    own = [own for own in by.memberships.on(on) if brings_in(own, membership)] if by.is_active else []
    if not any(_reaches_as_far(each, membership) for each in own):
        raise Refused(
            f"You may not end the role {membership.get_role_display()} at {membership.organisation}."
        )


def check_may_close(*, by: User, user: User, on: date) -> None:
    """Refused unless `by` is of the office, for everywhere, and could give every role that the person holds."""
    if by.pk == user.pk:
        raise Refused("Nobody closes their own account: ask a colleague.")
    own = [each for each in by.memberships.on(on) if by.is_active and not (each.area_id or each.revisit_id)]
    brought = [
        BRINGS_IN[Role(each.role)] for each in own if Permission.APPOINT in PERMISSIONS[Role(each.role)]
    ]
    held = {Role(role) for role in user.memberships.on(on).values_list("role", flat=True)}
    if not any(held <= roles for roles in brought):
        raise Refused(f"You may not close or open the account of {user}.")


def check_makes_sense(asked: Membership, on: date) -> None:
    """Refused unless the body has such a role, still has its duties, and has to do with the area or case."""
    role, body = Role(asked.role), asked.organisation
    if Kind(body.kind) not in WORKS_AT[role]:
        raise Refused(
            f"{role.label} is no role at {body}, which is: {body.get_kind_display()}.", "organisation"
        )
    if body.is_succeeded(on):
        raise Refused(f"{body} was succeeded by {body.succeeded_by}: give the role there.", "organisation")
    if asked.area_id and asked.revisit_id:
        raise Refused("A role applies to an area or to a case: name one of them.", "revisit")
    if role == Role.REPRESENTATIVE and not asked.revisit_id:
        raise Refused("A representative is named for one case: name it (G24).", "revisit")
    area = _area_id(asked)
    if area and not _has_to_do_with(body, area):
        raise Refused(f"{body} has nothing to do with that area.", "revisit" if asked.revisit_id else "area")


def may_bring_in(person: User, on: date) -> frozenset[Role]:
    """The roles that a person may give to somebody somewhere."""
    held = person.memberships.on(on).values_list("role", flat=True)
    return frozenset[Role]().union(*(BRINGS_IN.get(Role(role), frozenset()) for role in held))


def brings_in(own: Membership, asked: Membership) -> bool:
    """Whether one membership lets its holder bring somebody into this role at this body, wherever it may reach."""
    mine, theirs = Role(own.role), Role(asked.role)
    if theirs not in BRINGS_IN.get(mine, frozenset()):
        return False
    if Permission.APPOINT in PERMISSIONS[mine]:
        return True
    return own.organisation_id == asked.organisation_id and PERMISSIONS[theirs] <= PERMISSIONS[mine]


def _reaches_as_far(own: Membership, asked: Membership) -> bool:
    """Whether the area or case of the second lies within that of the first."""
    grant = Grant(own.organisation_id, own.area_id, own.revisit_id)
    if grant.everywhere:
        return True
    area = _area_id(asked)
    if asked.revisit_id and area:
        return grant.covers(area=area, revisit=asked.revisit_id)
    return grant.area is not None and grant.area == area


def _area_id(asked: Membership) -> int | None:
    """The area that it is for, be it by its case."""
    return asked.revisit.area_id if asked.revisit else asked.area_id


def _has_to_do_with(body: Organisation, area: int) -> bool:
    """National bodies work everywhere; the area's own in their areas, and in those of bodies that they succeeded."""
    ways = AREAS_OF.get(Kind(body.kind))
    if ways is None:
        return True
    return any(Organisation.objects.filter(pk=body.pk, **{way: area}).exists() for way in ways)


def _id(thing: Model | None) -> int | None:
    return None if thing is None else thing.pk
