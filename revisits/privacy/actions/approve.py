"""Approving a list of what is due."""

from datetime import datetime

from django.db import transaction

from inspections.actions.record import poke
from inspections.policies import Refused
from revisits.accounts.models import User
from revisits.privacy import policies
from revisits.privacy.models import Disposal
from revisits.privacy.schedules import SCHEDULES


@transaction.atomic
def approve(*, disposal: Disposal, edition: int, reason: str, by: User, at: datetime) -> int:
    """Let a list go, as it was read; a worker disposes of it. Returns how many rows were left out.

    Nobody approves the disposal of data on themselves: those rows leave the list, and come back on the next one
    for somebody else. Raises Refused where that leaves nothing.
    """
    current = (
        Disposal.objects.select_for_update(of=("self",)).select_related("approved_by").get(pk=disposal.pk)
    )
    policies.check_approve(current, edition)
    left_out = _leave_out_own(current, by)
    current.state = Disposal.State.APPROVED
    current.approved_by, current.approved_at, current.reason = by, at, reason
    current.save(update_fields=["state", "approved_by", "approved_at", "reason"])
    poke("privacy.dispose", current.pk)
    return left_out


def _leave_out_own(disposal: Disposal, by: User) -> int:
    schedule = SCHEDULES[disposal.record_type]
    own = schedule.due(disposal.cutoff).filter(schedule.concerning(by.pk))
    keys = [str(pk) for pk in own.values_list("pk", flat=True)]
    left_out, _ = disposal.items.filter(key__in=keys).delete()
    if not disposal.items.exists():
        raise Refused("Everything on this list is about you: somebody else must approve it.")
    return left_out
