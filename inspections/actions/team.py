"""The team of a case."""

from datetime import datetime

from django.db import transaction

from inspections.actions.record import record
from inspections.models import CaseEvent, Revisit, TeamMember
from inspections.policies import Refused
from inspections.workflow import State
from revisits.accounts.models import User
from revisits.acting import acting

Role = TeamMember.Role


@transaction.atomic
def add_member(
    *,
    revisit: Revisit,
    user: User,
    role: str,
    reason: str,
    by: User,
    at: datetime,
    on_initial_inspection: bool = False,
) -> TeamMember:
    """Give a person a part in the case; a new lead takes over from the one before (G6, G7)."""
    revisit = Revisit.objects.select_for_update().get(pk=revisit.pk)
    if revisit.team.filter(user=user).exists():
        raise Refused(f"{user} has a part in this case already.")
    with acting(why=reason):
        if role == Role.LEAD:
            revisit.team.filter(role=Role.LEAD).update(role=Role.HMI)
        member = TeamMember.objects.create(
            revisit=revisit, user=user, role=role, reason=reason, on_initial_inspection=on_initial_inspection
        )
    record(
        revisit,
        CaseEvent.Kind.TEAM_CHANGED,
        by=by,
        at=at,
        text=f"{user} joined as {member.get_role_display()}.",
    )
    return member


@transaction.atomic
def remove_member(*, member: TeamMember, by: User, at: datetime) -> None:
    """Take a person out of the case; a notified one keeps a lead HMI and a CQC inspector (G6)."""
    revisit = Revisit.objects.select_for_update().get(pk=member.revisit_id)
    needed = member.role in (Role.LEAD, Role.CQC) and revisit.team.filter(role=member.role).count() == 1
    if needed and revisit.state != State.PLANNED:
        raise Refused(f"{member.user} is the only {member.get_role_display()}: add another first (G6).")
    member.delete()
    record(
        revisit,
        CaseEvent.Kind.TEAM_CHANGED,
        by=by,
        at=at,
        text=f"{member.user} left; was {member.get_role_display()}.",
    )
