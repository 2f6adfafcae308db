"""What a person holds: permissions, and the organisations that they hold them in.

Every answer is read once for each person object and day, then kept on it: a page asks many times.
"""

from collections import defaultdict
from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest

from revisits import clock
from revisits.accounts.models.user import User
from revisits.accounts.permissions import Permission
from revisits.accounts.roles import PERMISSIONS, Role

Grants = dict[Permission, frozenset[int]]
Person = User | AnonymousUser


def signed_in(request: HttpRequest) -> User:
    """The person who signed in, for views that nobody else reaches."""
    assert isinstance(request.user, User), "a view without sign-in has nobody to act for"
    return request.user


def grants(person: Person, *, on: date | None = None) -> Grants:
    """Each permission that a person holds, with the ids of the organisations they hold it in."""
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


def organisations(person: Person, permission: Permission) -> frozenset[int]:
    """Ids of the organisations in which a person holds a permission today."""
    return grants(person).get(permission, frozenset())


def _read(person: User, on: date) -> Grants:
    held: dict[Permission, set[int]] = defaultdict(set)
    memberships = person.memberships.all()
    for role, organisation in memberships.on(on).order_by().values_list("role", "organisation_id"):
        for permission in PERMISSIONS[Role(role)]:
            held[permission].add(organisation)
    return {permission: frozenset(ids) for permission, ids in held.items()}
