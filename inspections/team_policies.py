"""May this person take, leave or pass on this part now? Every refusal carries the sentence that is read (G6, G7)."""

from datetime import date

from inspections import access, parts
from inspections.models import Revisit, TeamMember
from inspections.parts import Part
from inspections.policies import Refused
from inspections.workflow import ENDED, State
from revisits.accounts.models import User
from revisits.accounts.permissions import Permission

REASON = "Say why somebody is chosen who did not carry out the initial inspection (G6)."
EXPERIENCE = "Describe their experience of inspecting SEND in local areas (G6)."


def check_joins(revisit: Revisit, user: User, part: Part, *, on: date) -> None:
    """One part a person; a fitting role; and nobody who was ever on the team assures its quality (G7)."""
    if revisit.team.filter(user=user).exists():
        raise Refused(f"{user} has a part in this case already.")
    check_apart(revisit, user, part)
    if not parts.fits(user, part, on=on, revisit=revisit):
        raise Refused(f"{user} is not {part.label} by their role.")


def check_apart(revisit: Revisit, user: User, part: Part) -> None:
    """G7, over the whole life of the case: those who left count too."""
    earlier = TeamMember.everybody.filter(revisit=revisit, user=user)
    assured = {not member.on_site for member in earlier}
    if part in TeamMember.ON_SITE and True in assured:
        raise Refused(f"{user} has assured the quality of this case, so cannot join its team (G7).")
    if part not in TeamMember.ON_SITE and False in assured:
        raise Refused(f"{user} has been on the team of this case, so cannot assure its quality (G7).")


def check_names_lead(revisit: Revisit, part: Part, by: User) -> None:
    """Nobody gives away what is not theirs: the lead names another, or whoever works on any case."""
    lead = revisit.team.filter(role=Part.LEAD).first()
    if part != Part.LEAD or lead is None or lead.user_id == by.pk:
        return
    if Permission.WORK_ON_ANY_CASE not in access.allowed(by, revisit):
        raise Refused("Only the lead HMI or inspection support names another lead (G6).")


def check_known(part: str, *, inspected: bool, reason: str, experience: str) -> None:
    """G6: whoever is new to the area has a reason and LA SEND experience on file."""
    if parts.asks_reason(part, inspected=inspected):
        if not reason.strip():
            raise Refused(REASON)
        if not experience.strip():
            raise Refused(EXPERIENCE)


def check_leaves(revisit: Revisit, member: TeamMember) -> None:
    """A notified case keeps a lead HMI and a CQC inspector (G6)."""
    if member.removed_at:
        raise Refused(f"{member.user} has left this case already.")
    needed = member.role in (Part.LEAD, Part.CQC) and revisit.team.filter(role=member.role).count() == 1
    if needed and revisit.state != State.PLANNED:
        raise Refused(f"{member.user} is the only {member.get_role_display()}: add another first (G6).")


def check_takes_over(revisit: Revisit, member: TeamMember, to: User, *, on: date) -> None:
    """Whether `to` may take this part over; an HMI of the team may become its lead."""
    part = Part(member.role)
    if member.removed_at:
        raise Refused(f"{member.user} has left this case already.")
    if revisit.state in ENDED:
        raise Refused("This case is closed: its team stays as it was.")
    own = revisit.team.filter(user=to).first()
    if own and (own.role, part) != (Part.HMI, Part.LEAD):
        raise Refused(f"{to} has a part in this case already.")
    check_apart(revisit, to, part)
    if not parts.fits(to, part, on=on, revisit=revisit):
        raise Refused(f"{to} is not {part.label} by their role.")
