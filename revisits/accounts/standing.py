"""How a person stands with the program: whether they belong to it today, and their second factor.

Read with the person in one statement, at each request: nothing of it is cached, so nothing can be out of date.
"""

from dataclasses import dataclass
from datetime import date

from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef, QuerySet

from revisits import clock
from revisits.accounts.models import Membership, User
from revisits.accounts.roles import SECOND_FACTOR

# Recovery codes alone are no second factor: they stand in for one that was lost.
FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


@dataclass(frozen=True)
class Standing:
    """`belongs`: active, and with a membership in force (or the first administrator, who has none yet)."""

    belongs: bool
    needs_second_factor: bool
    has_second_factor: bool

    @property
    def must_set_up(self) -> bool:
        return self.needs_second_factor and not self.has_second_factor


def with_standing(on: date) -> QuerySet[User]:
    """People with what `of` needs."""
    held = Membership.objects.on(on).filter(user=OuterRef("pk")).order_by()
    factors = Authenticator.objects.filter(user=OuterRef("pk"), type__in=FACTORS)
    return User.objects.annotate(
        is_member=Exists(held),
        needs_factor=Exists(held.filter(role__in=SECOND_FACTOR)),
        has_factor=Exists(factors),
    )


def of(person: User) -> Standing:
    """How they stand; read now unless they were read by `with_standing`."""
    read = person if hasattr(person, "is_member") else with_standing(clock.today()).get(pk=person.pk)
    member, needs, has = (getattr(read, name) for name in ("is_member", "needs_factor", "has_factor"))
    return Standing(
        belongs=person.is_active and (member or person.is_superuser),
        needs_second_factor=needs or person.is_superuser,
        has_second_factor=has,
    )
