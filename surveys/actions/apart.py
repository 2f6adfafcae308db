"""What was set apart as part of a flood: taken in after all, or left apart, with a reason; nothing is deleted."""

from datetime import datetime

from django.db import transaction

from inspections.actions.record import record
from inspections.models import CaseEvent, Revisit
from inspections.policies import Refused
from revisits.accounts.models import User
from surveys.models import Response, Survey

LONGEST = 100
LEFT = "Left apart: {reason}"


@transaction.atomic
def decide(
    *, revisit: Revisit, apart_why: str, seen: int, take_in: bool, reason: str, by: User, at: datetime
) -> int:
    """Take in, or leave, all that was set apart for one reason; returns how many.

    Raises Refused without a reason, and where more came, or somebody decided, since `seen` of them were shown.
    """
    reason = " ".join(reason.split())[:LONGEST]
    if not reason:
        raise Refused("Say why, in a sentence.", "reason")
    revisit = Revisit.objects.select_for_update().get(pk=revisit.pk)
    found = Response.objects.filter(
        survey__revisit=revisit, state=Response.State.APART, apart_why=apart_why
    ).select_for_update()
    number = len(found)
    if number != seen or not number:
        raise Refused("There are others by now: look again, then decide.")
    if take_in:
        found.update(state=Response.State.SENT, apart_why="")
        Survey.objects.filter(revisit=revisit, closed_at__isnull=False).update(recount=True)
    else:
        found.update(apart_why=LEFT.format(reason=reason))
    done = "are counted after all" if take_in else "stay set apart"
    text = f"{number} answers that were set apart {done}. {apart_why} Reason: {reason}"
    data = {"number": number, "taken_in": take_in, "why": apart_why, "reason": reason}
    record(revisit, CaseEvent.Kind.SURVEY_APART, by=by, at=at, text=text, data=data)
    return number
