"""Who may take which part in a case, by the roles that they hold, and what is asked of whoever takes one."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from inspections.models import Revisit, TeamMember
from revisits.accounts.models import Membership, User
from revisits.accounts.roles import Role

Part = TeamMember.Role

# Which of a person's roles fits which part of the case (G6, G7).
FITTING: dict[Part, frozenset[Role]] = {
    Part.LEAD: frozenset({Role.LEAD_HMI}),
    Part.HMI: frozenset({Role.HMI, Role.LEAD_HMI}),
    Part.CQC: frozenset({Role.CQC_INSPECTOR}),
    Part.QA_OFSTED: frozenset({Role.SENIOR_HMI}),
    Part.QA_CQC: frozenset({Role.CQC_QA}),
}
INSPECTING = frozenset().union(*(FITTING[part] for part in TeamMember.ON_SITE))
ANY_PART = frozenset().union(*FITTING.values())


@dataclass(frozen=True, kw_only=True)
class Joining:
    """A person for a part of a new case. `reason` and `experience` are for whoever is new to the area (G6)."""

    user: User
    role: Part
    reason: str = ""
    experience: str = ""


def holders(*roles: Role, on: date, revisit: Revisit | None = None) -> QuerySet[User]:
    """Whoever holds one of the roles on a day, for this case if one is given."""
    held = Membership.objects.on(on).filter(role__in=roles)
    if revisit:
        held = held.covering(area=revisit.area_id, revisit=revisit.pk)
    return User.objects.filter(is_active=True, pk__in=held.values("user"))


def fits(user: User, part: Part, *, on: date, revisit: Revisit) -> bool:
    """Whether one of the person's roles fits the part in this case on that day."""
    return holders(*FITTING[part], on=on, revisit=revisit).filter(pk=user.pk).exists()


def asks_reason(part: str, *, inspected: bool) -> bool:
    """G6: of whoever is on site and did not carry out the initial inspection. Quality assurance is another matter."""
    return part in TeamMember.ON_SITE and not inspected
