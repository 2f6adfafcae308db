"""Changes of plan: a visit is put off, taken up again on other days, or called off, and everybody told hears why."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from inspections.actions.moving import move
from inspections.actions.record import record
from inspections.effects import STAYS_DONE
from inspections.models import CaseEvent, Revisit, TimelineEvent
from inspections.workflow import Event
from revisits.accounts.models import User
from revisits.acting import acting

DONE = ("done_on", "done_by", "recorded_at")
BY_HAND = ("override_on", "override_time", "override_reason", "overridden_by", "overridden_at")


@transaction.atomic
def postpone(
    *,
    revisit: Revisit,
    reason: str,
    by: User | None,
    at: datetime,
    data: Mapping[str, Any] | None = None,
) -> CaseEvent:
    """Put a visit off that was told: nothing of it falls due until the area is notified of new dates.

    Everybody told is told why, in these words, and so is the public; `data` goes with the event that tells them.
    Raises Refused where the table has no such row, the person may not, or there is no reason.
    """
    move(revisit=revisit, event=Event.POSTPONE, by=by, at=at, reason=reason)
    return tell_stopped(revisit, CaseEvent.Kind.POSTPONED, by=by, at=at, data=data)


@transaction.atomic
def cancel(*, revisit: Revisit, reason: str, by: User | None, at: datetime) -> CaseEvent:
    """Call a visit off for good; told as `postpone`. Raises Refused as it does."""
    move(revisit=revisit, event=Event.CANCEL, by=by, at=at, reason=reason)
    return tell_stopped(revisit, CaseEvent.Kind.CANCELLED, by=by, at=at)


def tell_stopped(
    revisit: Revisit,
    kind: CaseEvent.Kind,
    *,
    by: User | None,
    at: datetime,
    data: Mapping[str, Any] | None = None,
) -> CaseEvent:
    """The cause of the messages. It carries what was told, for the days may change before they are written."""
    first, last = revisit.told_first_day, revisit.told_last_day
    days = f"{_said(first)} to {_said(last)}" if last else _said(first)
    text = f"The visit of {days}. Reason: {revisit.stopped_why}"
    carried = {**told(revisit, revisit.stopped_why), **(data or {})}
    return record(revisit, kind, by=by, at=at, text=text, data=carried)


def told(revisit: Revisit, reason: str) -> dict[str, Any]:
    """What the messages about a change of plan say, as JSON."""
    days = (revisit.told_first_day, revisit.told_last_day)
    return {"reason": reason, "on_site": [day.isoformat() if day else None for day in days]}


def begin_anew(revisit: Revisit, *, by: User | None, at: datetime) -> None:
    """A postponed visit has new days: what was done for the earlier ones is to be done again, on its new date.

    So are dates set by hand, which were those of the earlier days. What was done and set stays in the history. Call it
    with the case locked, when its first new days are set.
    """
    earlier = [
        event for event in revisit.timeline.exclude(code__in=STAYS_DONE) if event.done_on or event.override_on
    ]
    if not earlier:
        return
    said = [_was(event) for event in earlier]
    for event in earlier:
        _clear(event)
    with acting(why=f"New on-site days after the postponement: {revisit.stopped_why}"):
        TimelineEvent.objects.bulk_update(earlier, [*DONE, *BY_HAND])
    text = f"To be done again for the new days: {'; '.join(said)}."
    data = {"codes": [event.code for event in earlier]}
    record(revisit, CaseEvent.Kind.EVENT_REOPENED, by=by, at=at, text=text, data=data)


def notify_again(revisit: Revisit, *, by: User | None, at: datetime) -> TimelineEvent | None:
    """The event of notifying, to be done once more; None where the timeline has none."""
    event = revisit.timeline.filter(code="notify").first()
    if event and event.done_on:
        was = _was(event)
        _clear(event)
        event.save()
        text = f"To be done again: {was}."
        record(revisit, CaseEvent.Kind.EVENT_REOPENED, by=by, at=at, text=text, data={"codes": [event.code]})
    return event


def _was(event: TimelineEvent) -> str:
    if event.done_on:
        return f"{event.title} (done on {_said(event.done_on)})"
    assert event.override_on
    return f"{event.title} (set by hand to {_said(event.override_on)})"


def _said(day: date) -> str:
    return f"{day:%-d %B %Y}"


def _clear(event: TimelineEvent) -> None:
    event.done_on = event.done_by = event.recorded_at = None
    event.override_on, event.override_time, event.override_reason = None, "", ""
    event.overridden_by = event.overridden_at = None
