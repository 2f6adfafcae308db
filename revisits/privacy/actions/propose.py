"""Listing what is due."""

from datetime import date, datetime

from django.db import transaction

from revisits import retention
from revisits.privacy.models import Disposal, DisposalItem
from revisits.privacy.schedules import Schedule

# A list that a person can answer for. What is left over is on the next one.
MOST = 5000


@transaction.atomic
def propose(*, schedule: Schedule, at: datetime) -> Disposal | None:
    """Bring the open proposal of a record type in line with what is due; None where nothing is.

    It may run twice: there is one open list a type. A list that was approved stays as it was approved.
    """
    period = schedule.period
    found = _due(schedule, period.cutoff(at.date())) if period else {}
    disposal = _open(schedule, period, found, at)
    if disposal is None or disposal.state != Disposal.State.PROPOSED:
        return disposal
    if not found or not period:
        disposal.delete()
        return None
    changed = _bring_in_line(disposal, found)
    disposal.cutoff, disposal.refreshed_at = period.cutoff(at.date()), at
    disposal.period = retention.in_words(schedule.record_type, period)
    disposal.edition += changed
    disposal.save(update_fields=["cutoff", "period", "refreshed_at", "edition"])
    return disposal


def _due(schedule: Schedule, cutoff: date) -> dict[str, DisposalItem]:
    found = {}
    for row in schedule.free(cutoff)[:MOST]:
        case, person = schedule.place(row)
        found[str(row.pk)] = DisposalItem(
            key=str(row.pk),
            reference=schedule.reference(row)[:200],
            dated_on=row.dated_on,
            case=case,
            person=person,
        )
    return found


def _open(
    schedule: Schedule, period: retention.Period | None, found: dict[str, DisposalItem], at: datetime
) -> Disposal | None:
    """The open list of the type, locked; made where something is due and there is none."""
    still_open = Disposal.objects.select_for_update().exclude(state=Disposal.State.DONE)
    disposal = still_open.filter(record_type=schedule.record_type).first()
    if disposal or not found or not period:
        return disposal
    values = {
        "cutoff": period.cutoff(at.date()),
        "period": retention.in_words(schedule.record_type, period),
        "proposed_at": at,
        "refreshed_at": at,
        "edition": 0,
    }
    made, _ = Disposal.objects.get_or_create(
        record_type=schedule.record_type, state=Disposal.State.PROPOSED, defaults=values
    )
    return Disposal.objects.select_for_update().get(pk=made.pk)


def _bring_in_line(disposal: Disposal, found: dict[str, DisposalItem]) -> bool:
    """Add what has become due, drop what no longer is; whether anything changed."""
    listed = dict(disposal.items.values_list("key", "pk"))
    gone = [pk for key, pk in listed.items() if key not in found]
    new = [item for key, item in found.items() if key not in listed]
    for item in new:
        item.disposal = disposal
    disposal.items.filter(pk__in=gone).delete()
    DisposalItem.objects.bulk_create(new, batch_size=1000)
    return bool(gone or new)
