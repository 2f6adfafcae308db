"""As which kind of reader a person meets a re-visit: for what happens next."""

from collections.abc import Iterable

from inspections.models import TeamMember
from inspections.next_steps import Reader
from revisits.accounts import access as held
from revisits.accounts.models import User
from revisits.accounts.permissions import Permission

Part = TeamMember.Role
AS_PART = {
    Part.LEAD: Reader.LEAD,
    Part.HMI: Reader.TEAM,
    Part.CQC: Reader.TEAM,
    Part.QA_OFSTED: Reader.QUALITY,
    Part.QA_CQC: Reader.QUALITY,
}


def of_staff(person: User, team: Iterable[TeamMember]) -> Reader | None:
    """By their part among the members as they were read already; None for staff who have none in this re-visit."""
    for member in team:
        if member.user_id == person.pk:
            return AS_PART[Part(member.role)]
    return Reader.SUPPORT if held.may(person, Permission.WORK_ON_ANY_CASE) else None


def of_area(person: User) -> Reader:
    """By what they may do for their body: read drafts, agree questions, or neither."""
    if held.may(person, Permission.VIEW_DRAFT_DATES):
        return Reader.DIRECTORS
    return Reader.FORUM if held.may(person, Permission.AGREE_QUESTIONS) else Reader.OFFICERS
