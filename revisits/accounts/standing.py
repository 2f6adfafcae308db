"""How a person stands with the program: whether they belong to it today, and their second factor.

Read with the person in one statement, at each request: nothing of it is cached, so nothing can be out of date.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.expressions import Combinable

from revisits import clock
from revisits.accounts.models import Membership, User
from revisits.accounts.roles import SECOND_FACTOR

# Recovery codes alone are no second factor: they stand in for one that was lost.
FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)

# What other apps want to know of a person on every page, by the name of the attribute: no statement of its own.
_ALSO: dict[str, Callable[[], Combinable]] = {}

# Marks in the statement, where no real value can be taken for them.
A_DAY, A_PERSON = date.min, -1


@dataclass(frozen=True)
class Standing:
    """`belongs`: active, and with a membership in force (or the first administrator, who has none yet)."""

    belongs: bool
    needs_second_factor: bool
    has_second_factor: bool

    @property
    def must_set_up(self) -> bool:
        return self.needs_second_factor and not self.has_second_factor


def read_also(name: str, expression: Callable[[], Combinable]) -> None:
    """Have `read` annotate a person with `expression` as `name`. For the `ready` of an app."""
    _ALSO[name] = expression


def with_standing(on: date) -> QuerySet[User]:
    """People with what `of` needs."""
    held = Membership.objects.on(on).filter(user=OuterRef("pk")).order_by()
    factors = Authenticator.objects.filter(user=OuterRef("pk"), type__in=FACTORS)
    return User.objects.annotate(
        is_member=Exists(held),
        needs_factor=Exists(held.filter(role__in=SECOND_FACTOR)),
        has_factor=Exists(factors),
        **{name: expression() for name, expression in _ALSO.items()},
    )


def read(pk: int, on: date) -> User | None:
    """The person with what `of` needs, in one statement that is put together once for each process.

    Putting it together takes several times longer than running it, and every request runs it.
    """
    sql, marked = _statement()
    given = {A_DAY: on, A_PERSON: pk}
    return next(iter(User.objects.raw(sql, [given.get(value, value) for value in marked])), None)


@cache
def _statement() -> tuple[str, tuple[Any, ...]]:
    """The statement, and its values with marks where the day and the person belong."""
    sql, marked = with_standing(A_DAY).filter(pk=A_PERSON).order_by().query.sql_with_params()
    return sql, marked


def of(person: User) -> Standing:
    """How they stand; read now unless they were read by `read`."""
    found = person if hasattr(person, "is_member") else read(person.pk, clock.today())
    member, needs, has = (getattr(found, name, False) for name in ("is_member", "needs_factor", "has_factor"))
    return Standing(
        belongs=person.is_active and (member or person.is_superuser),
        needs_second_factor=needs or person.is_superuser,
        has_second_factor=has,
    )
