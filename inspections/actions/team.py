"""The team of a case."""

from datetime import datetime

from django.db import transaction

from inspections import team_policies
from inspections.actions.record import record
from inspections.models import CaseEvent, Revisit, TeamMember
from inspections.parts import Part
from revisits.accounts.models import User
from revisits.acting import acting


@transaction.atomic
def add_member(
    *,
    revisit: Revisit,
    user: User,
    role: str,
    reason: str,
    by: User,
    at: datetime,
    experience: str = "",
    on_initial_inspection: bool = False,
) -> TeamMember:
    """Give a person a part in the case; a new lead takes over from the one before, who stays as HMI (G6, G7).

    Raises Refused, too where somebody new to the area comes without reason or LA SEND experience. That a person
    carried out the initial inspection is kept with it, and known the next time.
    """
    revisit, part = locked(revisit), Part(role)
    inspection = revisit.wsoa.inspection
    inspected = on_initial_inspection or inspection.inspectors.filter(pk=user.pk).exists()
    team_policies.check_joins(revisit, user, part, on=at.date())
    team_policies.check_names_lead(revisit, part, by)
    team_policies.check_known(part, inspected=inspected, reason=reason, experience=experience)
    if on_initial_inspection:
        inspection.inspectors.add(user)
    if part == Part.LEAD:
        _lead_becomes_hmi(revisit, by=by, at=at)
    asked = {"on_initial_inspection": inspected, "reason": reason, "experience": experience}
    with acting(why=reason):
        member = TeamMember.objects.create(
            revisit=revisit, user=user, role=part, added_by=by, added_at=at, **asked
        )
    data = {"person": user.pk, "part": role, "reason": reason, "experience": experience}
    text = f"{user} joined as {part.label}.{said(reason, experience)}"
    record(revisit, CaseEvent.Kind.TEAM_CHANGED, by=by, at=at, text=text, data=data)
    return member


@transaction.atomic
def remove_member(*, member: TeamMember, by: User, at: datetime) -> None:
    """Take a person out of the case; a notified one keeps a lead HMI and a CQC inspector (G6). The row stays."""
    revisit = locked(member.revisit)
    member.refresh_from_db()
    team_policies.check_leaves(revisit, member)
    end(member, by=by, at=at)
    text = f"{member.user} left; was {member.get_role_display()}."
    data = {"person": member.user_id, "part": member.role}
    record(revisit, CaseEvent.Kind.TEAM_CHANGED, by=by, at=at, text=text, data=data)


def locked(revisit: Revisit) -> Revisit:
    """The case under the lock that everything about its team takes first."""
    cases = Revisit.objects.select_related("area")
    return cases.select_for_update(of=("self",)).get(pk=revisit.pk)


def end(member: TeamMember, *, by: User, at: datetime) -> None:
    """End a part. Call it with the case locked."""
    member.removed_by, member.removed_at = by, at
    member.save(update_fields=["removed_by", "removed_at"])


def said(reason: str, experience: str) -> str:
    """What the history says of somebody new to the area."""
    told = [("Reason", reason), ("LA SEND experience", experience)]
    return "".join(f" {what}: {text.strip()}" for what, text in told if text.strip())


def _lead_becomes_hmi(revisit: Revisit, *, by: User, at: datetime) -> None:
    """The part as lead ends, and one as HMI begins, on the same grounds: whoever chose them did so before."""
    lead = revisit.team.filter(role=Part.LEAD).first()
    if lead:
        end(lead, by=by, at=at)
        lead.pk, lead.role, lead.added_at = None, Part.HMI, at
        lead.removed_by = lead.removed_at = None
        lead.save(force_insert=True)
