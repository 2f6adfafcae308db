"""Suspending all re-visits in one action, case by case behind it; and taking one up again."""

import logging
from collections.abc import Callable
from datetime import date, datetime

from django.db import transaction

from inspections import plan_policies, suspending, workflow
from inspections.actions.moving import take
from inspections.actions.plans import tell_stopped
from inspections.actions.record import poke, record
from inspections.models import CaseEvent, Revisit, SuspendedCase, Suspension
from inspections.workflow import BEFORE, Event, State
from revisits.accounts.models import User
from revisits.acting import acting

log = logging.getLogger(__name__)


@transaction.atomic
def suspend_all(*, from_day: date, reason: str, by: User, at: datetime) -> Suspension:
    """Decide it, and write down which cases it reaches; a worker goes through them one by one.

    Raises Refused where there is no such case. The reason is read by everybody told and by the public.
    """
    cases = list(suspending.reached(from_day).select_for_update(of=("self",)).values_list("pk", flat=True))
    plan_policies.check_suspend_all(cases)
    with acting(why=reason):
        suspension = Suspension.objects.create(from_day=from_day, reason=reason, decided_by=by, decided_at=at)
        SuspendedCase.objects.bulk_create(SuspendedCase(suspension=suspension, revisit_id=pk) for pk in cases)
    poke("inspections.suspend_cases")
    return suspension


def suspend_waiting(*, at: Callable[[], datetime]) -> int:
    """Reach every case that waits, each in a transaction of its own; one that fails does not hold up the others."""
    reached = 0
    for pk in SuspendedCase.objects.filter(done_at=None).order_by("pk").values_list("pk", flat=True):
        try:
            reached += suspend_case(pk=pk, at=at())
        except Exception:
            log.exception("suspended case %s cannot be reached", pk)
    return reached


@transaction.atomic
def suspend_case(*, pk: int, at: datetime) -> bool:
    """Suspend one case, once, under its lock; False where somebody else did. A visit that is over is left alone.

    What is told bears the moment of the decision.
    """
    revisit = Revisit.objects.select_for_update().get(suspensions=pk)
    held = SuspendedCase.objects.select_related("suspension__decided_by").get(pk=pk)
    if held.done_at:
        return False
    if revisit.state in (*BEFORE, State.ON_SITE):
        _suspend(revisit, held.suspension)
    else:
        held.left_alone = f"It was at the stage “{revisit.get_state_display()}” by then."
    held.done_at = max(at, held.suspension.decided_at)
    held.save(update_fields=["done_at", "left_alone"])
    return True


def _suspend(revisit: Revisit, suspension: Suspension) -> None:
    by, at = suspension.decided_by, suspension.decided_at
    data = {"planned": revisit.state == State.PLANNED, "reason": suspension.why}
    record(revisit, CaseEvent.Kind.SUSPENDED, by=by, at=at, text=suspension.why, data=data)
    if revisit.state in (State.PLANNED, State.POSTPONED):
        return
    row = workflow.advance(State(revisit.state), Event.POSTPONE)
    take(revisit, row, by=by, at=at, reason=suspension.why)
    tell_stopped(revisit, CaseEvent.Kind.POSTPONED, by=by, at=at)


@transaction.atomic
def take_up(*, revisit: Revisit, by: User, at: datetime) -> SuspendedCase:
    """Let one case go on: a planned one may be notified, a postponed one gets new days and is notified again.

    Nobody outside is told by this. Raises Refused where it is not suspended, or not reached yet.
    """
    revisit = Revisit.objects.select_for_update().get(pk=revisit.pk)
    held = plan_policies.check_take_up(revisit)
    held.taken_up_at, held.taken_up_by = max(at, held.done_at or at), by
    held.save(update_fields=["taken_up_at", "taken_up_by"])
    record(revisit, CaseEvent.Kind.TAKEN_UP, by=by, at=at, text=f"{held.suspension}: this one goes on.")
    return held
