"""Reminding somebody of a formal notice that they have not opened."""

from contextlib import suppress
from datetime import datetime

from django.db import transaction

from inspections.actions.record import record
from inspections.models import CaseEvent, Revisit
from inspections.policies import Refused
from inspections.timeline.times import LONDON
from inspections.workflow import ENDED
from notifications.access import may_be_told
from notifications.domain import distribution
from notifications.domain.distribution import Line
from notifications.models import OutboxMessage
from notifications.models.outbox import Status
from revisits.accounts.models import User


@transaction.atomic
def chase_notice(*, notice: OutboxMessage, by: User, at: datetime) -> CaseEvent:
    """Remind the recipient of `notice` to open it: one message for each chase.

    Raises Refused where they have opened it, cannot be reached, were reminded today, or a later notice took its place.
    """
    revisit = Revisit.objects.select_for_update().get(pk=notice.revisit_id)
    line = check_chase(revisit, notice, at)
    text = f"{line.row.recipient_name} was reminded of “{line.row.subject}”."
    data = {"outbox": line.row.pk}
    return record(revisit, CaseEvent.Kind.NOTICE_CHASED, by=by, at=at, text=text, data=data)


@transaction.atomic
def chase_everybody(*, revisit: Revisit, by: User, at: datetime) -> int:
    """Remind whoever may be reminded now; returns how many."""
    found = 0
    for line in distribution.lines(revisit):
        with suppress(Refused):
            chase_notice(notice=line.row, by=by, at=at)
            found += 1
    return found


def check_chase(revisit: Revisit, notice: OutboxMessage, now: datetime) -> Line:
    """The line of the log that may be chased."""
    line = next((line for line in distribution.lines(revisit) if line.row.pk == notice.pk), None)
    if line is None or not line.newest:
        raise Refused("A later notice took its place.")
    if revisit.state in ENDED:
        raise Refused("This re-visit is closed: nobody is chased any more.")
    if line.row.opened_at:
        opened = line.row.opened_at.astimezone(LONDON)
        raise Refused(f"{line.row.recipient_name} opened it on {opened:%-d %B %Y at %H:%M}.")
    if line.row.standing.status != Status.SENT or not line.row.recipient_user_id:
        raise Refused("They cannot be reminded by e-mail of what did not reach them by e-mail.")
    if not may_be_told(line.row):
        raise Refused("This person may no longer see the re-visit.")
    if line.chased and distribution.chased_on(line, now):
        chased = line.chased.at.astimezone(LONDON)
        raise Refused(f"{line.chased.by} reminded them today, at {chased:%H:%M}.")
    return line
