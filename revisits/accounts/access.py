"""What a person holds: permissions, in which organisations, and for which area or case.

Every answer is read once for each person object and day, then kept on it: a page asks many times.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cache

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest

from revisits import clock
from revisits.accounts.models.membership import Membership
from revisits.accounts.models.user import User
from revisits.accounts.permissions import Permission
from revisits.accounts.roles import PERMISSIONS, Role
from revisits.statements import DAY, KEY, Statement, write

Person = User | AnonymousUser


@dataclass(frozen=True)
class Grant:
    """A permission as one membership gives it: the ids of its organisation, and of its one area or case if any."""

    organisation: int
    area: int | None = None
    revisit: int | None = None

    @property
    def everywhere(self) -> bool:
        """Whether it applies wherever the organisation has business."""
        return self.area is None and self.revisit is None

    def covers(self, *, area: int, revisit: int) -> bool:
        """Whether it applies to this case of this area."""
        return self.area in (None, area) and self.revisit in (None, revisit)


Grants = dict[Permission, frozenset[Grant]]


def signed_in(request: HttpRequest) -> User:
    """The person who signed in, for views that nobody else reaches."""
    assert isinstance(request.user, User), "a view without sign-in has nobody to act for"
    return request.user


def grants(person: Person, *, on: date | None = None) -> Grants:
    """Each permission that a person holds on a day, as their memberships give it."""
    if not isinstance(person, User) or not person.is_active:
        return {}
    on = on or clock.today()
    kept: dict[date, Grants] = person.__dict__.setdefault("_grants", {})
    if on not in kept:
        kept[on] = _read(person, on)
    return kept[on]


def may(person: Person, permission: Permission) -> bool:
    """Whether a person holds a permission in any organisation today."""
    return permission in grants(person)


def held(person: Person, permission: Permission) -> frozenset[Grant]:
    """Where a person holds a permission today; empty where nowhere."""
    return grants(person).get(permission, frozenset())


def covers(person: Person, permission: Permission, *, area: int, revisit: int) -> bool:
    """Whether a person holds a permission today for this case of this area, by their ids."""
    return any(grant.covers(area=area, revisit=revisit) for grant in held(person, permission))


def everywhere(person: Person, permission: Permission) -> bool:
    """Whether a person holds a permission today in a role that is not for one area or case alone."""
    return any(grant.everywhere for grant in held(person, permission))


def _read(person: User, on: date) -> Grants:
    found: dict[Permission, set[Grant]] = defaultdict(set)
    for role, *place in _memberships().rows({KEY: person.pk, DAY: on}):
        for permission in PERMISSIONS[Role(role)]:
            found[permission].add(Grant(*place))
    return {permission: frozenset(places) for permission, places in found.items()}


@cache
def _memberships() -> Statement:
    """What a person is on a day, and where: every page asks."""
    theirs = Membership.objects.on(DAY).filter(user=KEY).order_by()
    return write(theirs, "role", "organisation_id", "area_id", "revisit_id")
