"""Disposing of what was approved, a batch at a time: killed at any line, it goes on where it stopped."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Count

from revisits.acting import acting
from revisits.privacy.disposing import Doing
from revisits.privacy.models import Disposal, DisposalItem
from revisits.privacy.schedules import SCHEDULES, Schedule

BATCH = 100
Outcome = DisposalItem.Outcome


def dispose(*, disposal_id: int, at: datetime) -> None:
    """Dispose of everything on an approved list; harmless where it is done or not approved."""
    while dispose_batch(disposal_id=disposal_id, at=at):
        pass


@transaction.atomic
def dispose_batch(*, disposal_id: int, at: datetime) -> bool:
    """Dispose of the next rows and note it, together or not at all; whether there may be more.

    Each row is looked at again under its lock: what is held by now, or no longer due, stays.
    """
    disposal = (
        Disposal.objects.select_for_update(of=("self",)).select_related("approved_by").get(pk=disposal_id)
    )
    if disposal.state != Disposal.State.APPROVED:
        return False
    items = list(disposal.items.filter(outcome=Outcome.WAITING).order_by("pk")[:BATCH])
    if not items:
        _finish(disposal, at)
        return False
    assert disposal.approved_by, "the database sees to it"
    schedule = SCHEDULES[disposal.record_type]
    due, free = _look_again(schedule, disposal, [item.key for item in items], at)
    if free:
        doing = Doing(disposal.approved_by, disposal.period, at)
        with acting(person=disposal.approved_by_id, why=disposal.reason):
            schedule.dispose([*free.values()], doing)
    for item in items:
        item.outcome = _outcome(item.key, due, free)
    DisposalItem.objects.bulk_update(items, ["outcome"])
    return True


def _look_again(
    schedule: Schedule, disposal: Disposal, keys: list[str], at: datetime
) -> tuple[set[str], dict[str, Any]]:
    """The keys of rows that are due still, and the rows of them that no hold keeps, locked."""
    period = schedule.period
    if period is None:
        return set(), {}
    cutoff = min(disposal.cutoff, period.cutoff(at.date()))
    rows = schedule.model._base_manager.select_for_update().filter(pk__in=keys).order_by("pk")
    locked = list(rows.values_list("pk", flat=True))
    due = schedule.due(cutoff).filter(pk__in=locked)
    free = schedule.free(cutoff).filter(pk__in=locked)
    return {str(pk) for pk in due.values_list("pk", flat=True)}, {str(row.pk): row for row in free}


def _outcome(key: str, due: set[str], free: dict[str, Any]) -> Outcome:
    if key in free:
        return Outcome.DISPOSED
    return Outcome.HELD if key in due else Outcome.NOT_DUE


def _finish(disposal: Disposal, at: datetime) -> None:
    counted = disposal.items.order_by().values_list("outcome").annotate(Count("pk"))
    outcomes = dict(counted)
    gone = outcomes.pop(Outcome.DISPOSED, 0)
    disposal.state, disposal.disposed_at = Disposal.State.DONE, at
    disposal.disposed, disposal.spared = gone, sum(outcomes.values())
    disposal.save(update_fields=["state", "disposed_at", "disposed", "spared"])
