"""Finding people and invitations: searched, narrowed, in a fixed number of statements whatever their number."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.urls import reverse

from revisits.accounts.models import Invitation, Membership, User

IN_FORCE, ENDED, CLOSED, INVITED = "in_force", "ended", "closed", "invited"
STANDINGS = {
    IN_FORCE: "With a role in force",
    ENDED: "With none in force",
    CLOSED: "Account closed",
    INVITED: "Invited, not yet accepted",
}
TAGS = {"open": "yellow", "expired": "orange", "accepted": "green", "revoked": "grey"}


@dataclass(frozen=True)
class Line:
    """One line of the list: `roles` are pairs of role and body, `tag` a word and its colour."""

    name: str
    email: str
    address: str
    roles: list[tuple[str, str]] = field(default_factory=list)
    tag: tuple[str, str] | None = None


def people(rows: QuerySet[User], *, q: str, role: str, standing: str, now: datetime) -> QuerySet[User]:
    """Those that match: by name, address or body; a role in force; how they stand today."""
    held = Membership.objects.on(now.date()).filter(user=OuterRef("pk")).order_by()
    wanted = held.filter(role=role) if role else held
    if standing == CLOSED:
        rows = rows.filter(is_active=False)
    elif standing == ENDED:
        rows = rows.filter(~Exists(held), is_active=True)
    elif standing == IN_FORCE:
        rows = rows.filter(Exists(wanted), is_active=True)
    if role and standing != IN_FORCE:
        rows = rows.filter(Exists(Membership.objects.filter(user=OuterRef("pk"), role=role).order_by()))
    if q:
        bodies = Membership.objects.filter(user=OuterRef("pk"), organisation__name__icontains=q).order_by()
        rows = rows.filter(Q(name__icontains=q) | Q(email__icontains=q) | Exists(bodies))
    return rows.order_by("name", "pk")


def invitations(
    rows: QuerySet[Invitation], *, q: str, role: str, state: str, now: datetime
) -> QuerySet[Invitation]:
    """Those that match, the newest first; `state` as `Invitation.state` says it, or empty for all."""
    unanswered = Q(accepted_at=None, revoked_at=None)
    states: dict[str, Q] = {
        "open": unanswered & Q(expires_at__gt=now),
        "expired": unanswered & Q(expires_at__lte=now),
        "accepted": Q(accepted_at__isnull=False),
        "revoked": Q(revoked_at__isnull=False),
    }
    rows = rows.filter(states.get(state, Q()))
    if role:
        rows = rows.filter(role=role)
    if q:
        rows = rows.filter(Q(name__icontains=q) | Q(email__icontains=q) | Q(organisation__name__icontains=q))
    return rows.select_related("organisation", "invited_by", "area", "revisit__area")


def lines(rows: list[Any], now: datetime) -> list[Line]:
    """Rows of one page as lines."""
    return [_invited(row, now) if isinstance(row, Invitation) else _person(row) for row in rows]


def with_roles(rows: QuerySet[User], now: datetime) -> QuerySet[User]:
    """People with their roles in force, read together."""
    held = Membership.objects.on(now.date()).select_related("organisation").order_by("role", "pk")
    return rows.prefetch_related(Prefetch("memberships", held, to_attr="held"))


def _person(person: User) -> Line:
    held: list[Membership] = person.held  # type: ignore[attr-defined]
    roles = dict.fromkeys((row.get_role_display(), row.organisation.name) for row in held)
    tag = None if person.is_active else ("Closed", "grey")
    return Line(person.name, person.email or "", reverse("person", args=[person.pk]), list(roles), tag)


def _invited(row: Invitation, now: datetime) -> Line:
    state = row.state(now)
    address = reverse("invitations") + f"?q={row.email}"
    roles = [(row.get_role_display(), row.organisation.name)]
    return Line(row.name, row.email, address, roles, (f"Invitation {state}", TAGS[state]))
