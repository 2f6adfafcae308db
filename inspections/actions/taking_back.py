"""Taking a re-visit back to the stage before, with the reason: the step was recorded by mistake, or too early."""

from datetime import datetime

from django.db import transaction

from inspections.actions.moving import move
from inspections.actions.timeline import undo
from inspections.models import Revisit
from inspections.policies import Refused
from inspections.workflow import State, Transition, undone_with, way_back
from revisits.accounts.models import User


@transaction.atomic
def take_back(*, revisit: Revisit, seen: str, reason: str, by: User, at: datetime) -> Transition:
    """Go back one stage, from the one that the person saw; the doing that led there is undone with it.

    Raises Refused where the case has moved meanwhile, nothing leads back, the person may not or there is no reason.
    """
    revisit = Revisit.objects.select_for_update().get(pk=revisit.pk)
    if revisit.state != seen:
        raise Refused(f"The re-visit has moved on: it is at the stage “{revisit.get_state_display()}” now.")
    back = way_back(State(revisit.state))
    if back is None:
        raise Refused(f"From the stage “{revisit.get_state_display()}” nothing is taken back here.")
    row = move(revisit=revisit, event=back.event, by=by, at=at, reason=reason)
    event = revisit.timeline.filter(code=undone_with(row) or "", done_on__isnull=False).first()
    if event:
        event.revisit = revisit
        undo(event, by=by, at=at)
    return row
