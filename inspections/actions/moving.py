"""Moving a re-visit along the rows of the workflow's table: the one place that writes its state."""

from datetime import datetime

from django.db import transaction

from inspections import access, guards, workflow
from inspections.actions.record import record
from inspections.models import CaseEvent, Revisit
from inspections.policies import Refused
from inspections.workflow import STOPPED, Event, NotAllowedNow, State, Transition
from revisits.accounts.models import User
from revisits.acting import acting

# What stands beside the stage of a visit that is postponed or cancelled; and its days.
BESIDE = ("stopped_at", "stopped_why", "stopped_first_day", "stopped_last_day")
DAYS = ("first_day", "last_day", "days")


@transaction.atomic
def move(*, revisit: Revisit, event: Event, by: User | None, at: datetime, reason: str = "") -> Transition:
    """Take the row of the table for an event, under the lock of the case; `revisit.state` follows.

    `by` is None where a job acts. Raises Refused where the table has no such row, the person may not, a reason is
    missing or a guard does not hold.
    """
    # The state as it stands under the lock, whatever was read before.
    held = Revisit.objects.select_for_update().get(pk=revisit.pk)
    try:
        row = workflow.advance(State(held.state), event)
    except NotAllowedNow as refusal:
        raise Refused(str(refusal)) from None
    if by is not None and not access.may(by, row.permission, held):
        raise Refused(f"You may not do this: it needs the permission to {row.permission}.")
    if row.needs_reason and not reason.strip():
        raise Refused("Say why: the reason stays in the case's history.", "reason")
    guards.check(held, row)
    take(held, row, by=by, at=at, reason=reason)
    revisit.refresh_from_db(fields=["state", *DAYS, *BESIDE])
    return row


def take(revisit: Revisit, row: Transition, *, by: User | None, at: datetime, reason: str = "") -> None:
    """Write down a row that the caller found and checked, under the lock of the case."""
    revisit.state = row.target
    beside = _stop(revisit, row, at=at, why=reason)
    with acting(why=reason):
        revisit.save(update_fields=["state", *beside])
    text = f"{row.source.label} became {row.target.label}." + (f" Reason: {reason}" if reason else "")
    data = {"from": row.source, "to": row.target, "event": row.event} | ({"reason": reason} if reason else {})
    record(revisit, CaseEvent.Kind.STATE_CHANGED, by=by, at=at, text=text, data=data)


def _stop(revisit: Revisit, row: Transition, *, at: datetime, why: str) -> list[str]:
    """What stands beside the stage of a visit that does not take place, or does again: the columns that it sets.

    The days are those that were told: of a case that was never notified none, and of one that is cancelled once it was
    postponed those that stand there already.
    """
    if row.target in STOPPED:
        revisit.stopped_at, revisit.stopped_why = at, why.strip()
        if row.source not in (State.PLANNED, State.POSTPONED):
            revisit.stopped_first_day, revisit.stopped_last_day = revisit.first_day, revisit.last_day
    elif row.source in STOPPED:
        revisit.stopped_at = revisit.stopped_first_day = revisit.stopped_last_day = None
        revisit.stopped_why = ""
    else:
        return []
    return list(BESIDE)
