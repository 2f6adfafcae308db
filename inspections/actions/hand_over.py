"""Handing cases over to a colleague, many in one go."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from inspections import team_policies
from inspections.actions.record import record
from inspections.actions.team import end, locked, said
from inspections.models import CaseDraft, CaseEvent, Revisit, TeamMember
from inspections.policies import Refused
from revisits.accounts.models import User


@dataclass(frozen=True)
class Moved:
    """A part that ended, its case, and the LA SEND experience asked of who follows; empty where none was."""

    revisit: Revisit
    part: TeamMember
    experience: str

    def facts(self) -> dict[str, Any]:
        """What a message says of it."""
        return {
            "area": self.revisit.area_name,
            "reference": self.revisit.reference,
            "first_day": self.revisit.first_day.isoformat(),
            "part": self.part.get_role_display(),
            "role": self.part.role,
        }


@transaction.atomic
def hand_over(
    *,
    parts: Sequence[TeamMember],
    to: User,
    reason: str,
    by: User,
    at: datetime,
    experience: str = "",
    drafts: Sequence[CaseDraft] = (),
) -> list[CaseEvent]:
    """Move these parts, all of one person, to `to`: all or none, each with its event; cases being set up go along.

    Where `to` did not carry out a case's initial inspection, `reason` and `experience` are kept with the part (G6).
    Raises Refused, naming the case, where one of them cannot go. The first event carries what all of them say, so
    that whoever is concerned is told once.
    """
    if not reason.strip():
        raise Refused("Say why the cases are handed over.")
    moved = [_move(part, to, reason, experience, by=by, at=at) for part in sorted(parts, key=_in_order)]
    CaseDraft.objects.filter(pk__in=[draft.pk for draft in drafts]).update(owner=to)
    together = [each.facts() for each in moved]
    events: list[CaseEvent] = []
    for each, facts in zip(moved, together, strict=True):
        part = each.part
        data = {"from": part.user_id, "to": to.pk, "reason": reason, "case": facts}
        if not events:
            data["together"] = together
        text = f"{part.user}, {facts['part']}, handed over to {to}.{said(reason, each.experience)}"
        events.append(record(each.revisit, CaseEvent.Kind.HANDED_OVER, by=by, at=at, text=text, data=data))
    return events


def _in_order(part: TeamMember) -> int:
    """Two who hand over at once lock the cases in the same order."""
    return part.revisit_id


def _move(part: TeamMember, to: User, reason: str, experience: str, *, by: User, at: datetime) -> Moved:
    revisit = locked(part.revisit)
    part = TeamMember.everybody.select_related("user").get(pk=part.pk)
    inspected = revisit.wsoa.inspection.inspectors.filter(pk=to.pk).exists()
    own = revisit.team.filter(user=to).first()
    try:
        team_policies.check_takes_over(revisit, part, to, on=at.date())
        asked = not inspected and not (own and own.experience)
        team_policies.check_known(part.role, inspected=not asked, reason=reason, experience=experience)
    except Refused as refusal:
        raise Refused(f"{revisit.area_name}, {revisit.reference}: {refusal}") from None
    end(part, by=by, at=at)
    if own:
        end(own, by=by, at=at)
    TeamMember.objects.create(
        revisit=revisit,
        user=to,
        role=part.role,
        on_initial_inspection=inspected,
        reason="" if inspected else reason,
        experience="" if inspected else experience or (own.experience if own else ""),
        added_by=by,
        added_at=at,
    )
    return Moved(revisit, part, experience if asked and part.on_site else "")
