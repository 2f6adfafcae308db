"""Telling the area that a re-visit is coming (G8): the formal start of a case."""

from datetime import datetime

from django.db import transaction

from inspections import policies
from inspections.actions.information import ask_standing
from inspections.actions.moving import move
from inspections.actions.record import record
from inspections.actions.timeline import complete, follow_what_is_done
from inspections.models import CaseEvent, Revisit
from inspections.workflow import Event
from revisits.accounts.models import User


@transaction.atomic
def notify(*, revisit: Revisit, by: User, at: datetime, note: str = "") -> CaseEvent:
    """Notify DCS, LANO, health and forum, and ask for information (GT).

    Raises Refused where it is too late or the team is incomplete. The notices themselves are written from the
    CaseEvent, one for each recipient. `note` is a free paragraph of the lead HMI's, at most one for all.
    """
    revisit = Revisit.objects.select_for_update().get(pk=revisit.pk)
    policies.check_notify(revisit)
    event = revisit.timeline.filter(code="notify", done_on__isnull=True).first()
    if event:
        event.revisit = revisit
        complete(event, done_on=at.date(), by=by, at=at)
    move(revisit=revisit, event=Event.NOTIFY, by=by, at=at)
    follow_what_is_done(revisit, by=by, at=at)
    ask_standing(revisit=revisit, by=by, at=at)
    return record(
        revisit,
        CaseEvent.Kind.NOTIFIED,
        by=by,
        at=at,
        text="The notices were handed to the post.",
        data={"note": note},
    )
