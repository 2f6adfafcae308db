"""Telling the area that a re-visit is coming (G8): the formal start of a case, and again after a postponement."""

from datetime import datetime

from django.db import transaction

from inspections import policies
from inspections.actions import plans
from inspections.actions.information import ask_standing
from inspections.actions.moving import move
from inspections.actions.record import record
from inspections.actions.timeline import complete, compute_timeline, follow_what_is_done
from inspections.models import CaseEvent, Revisit, TimelineEvent
from inspections.workflow import Event, State
from revisits.accounts.models import User


@transaction.atomic
def notify(
    *, revisit: Revisit, by: User, at: datetime, note: str = "", quality_on_site: bool | None = None
) -> CaseEvent:
    """Notify DCS, LANO, health and forum, and ask for information (GT); of a postponed visit, of its new dates.

    Raises Refused where it is too late or the team is incomplete. The notices themselves are written from the
    CaseEvent, one for each recipient. `note` is a free paragraph of the lead HMI's, at most one for all;
    `quality_on_site` says whether quality assurance visits, None while that is open (G7).
    """
    revisit = Revisit.objects.select_for_update().get(pk=revisit.pk)
    policies.check_notify(revisit, at.date())
    again = revisit.state == State.POSTPONED
    event = _again(revisit, by, at) if again else revisit.timeline.filter(code="notify").first()
    if event and not event.done_on:
        event.revisit = revisit
        complete(event, done_on=at.date(), by=by, at=at)
    move(revisit=revisit, event=Event.RENOTIFY if again else Event.NOTIFY, by=by, at=at)
    follow_what_is_done(revisit, by=by, at=at)
    revisit.quality_on_site = quality_on_site
    revisit.save(update_fields=["quality_on_site"])
    ask_standing(revisit=revisit, by=by, at=at)
    return record(
        revisit,
        CaseEvent.Kind.NOTIFIED,
        by=by,
        at=at,
        text="The notices were handed to the post.",
        data={"note": note, "quality_on_site": quality_on_site} | ({"again": True} if again else {}),
    )


def _again(revisit: Revisit, by: User, at: datetime) -> TimelineEvent | None:
    """Dates that moved meanwhile are told by the notice: the timeline is brought up to date before it."""
    compute_timeline(revisit_id=revisit.pk, at=at)
    revisit.refresh_from_db()
    return plans.notify_again(revisit, by=by, at=at)
