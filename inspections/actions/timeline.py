"""The timeline of one case: computed by the engine, set by hand, done."""

from datetime import date, datetime

from django.db import transaction

from inspections import policies, queries, workflow
from inspections.actions.moving import take
from inspections.actions.record import poke, record
from inspections.models import CaseEvent, Holiday, Revisit, TimelineEvent
from inspections.timeline import explain, schedule
from inspections.workflow import BEFORE, OPEN_STATES, State
from revisits.accounts.models import User
from revisits.acting import acting

# As what a DATE_MOVED tells that the visit ends on another day; it is no event of the timeline.
LAST_DAY = "last_day"
COMPUTED = ["day", "computed_on", "computed_time", "until", "explanation"]


def mark_stale(revisit: Revisit) -> None:
    """Have a worker compute the timeline again: now if the broker lives, at the next sweep if not."""
    Revisit.objects.filter(pk=revisit.pk).update(timeline_stale=True)
    poke("inspections.compute_timeline", revisit.pk)


@transaction.atomic
def compute_timeline(*, revisit_id: int, at: datetime) -> list[TimelineEvent]:
    """Bring one case's timeline up to date under its lock, all of it or nothing; returns what moved.

    Does nothing where nothing is stale, so a second run is free. Done events stay as they are; what was
    set by hand keeps its date, and only learns what the guidance would say now.
    """
    revisit = Revisit.objects.select_for_update().filter(pk=revisit_id, timeline_stale=True).first()
    if revisit is None:
        return []
    moved: list[TimelineEvent] = []
    if revisit.days and revisit.state in OPEN_STATES:
        last_day = revisit.last_day
        moved = _apply(revisit, _propose(revisit), at)
        if last_day and last_day != revisit.last_day:
            _record_last_day(revisit, last_day, at)
    revisit.timeline_stale = False
    revisit.save(update_fields=["timeline_stale", "last_day"])
    return moved


def _propose(revisit: Revisit) -> tuple[schedule.ProposedEvent, ...]:
    assert revisit.days
    calendar = queries.calendar()
    if revisit.state in BEFORE:
        revisit.last_day = calendar.last_day(revisit.first_day, revisit.days)
    draft = revisit.timeline.filter(code="draft_sent").first()
    return schedule.propose(
        revisit.first_day,
        revisit.days,
        calendar,
        open_meeting=revisit.has_open_meeting,
        draft_sent_on=(draft.done_on or draft.override_on) if draft else None,
    )


def _apply(
    revisit: Revisit, proposed: tuple[schedule.ProposedEvent, ...], at: datetime
) -> list[TimelineEvent]:
    rows = {(row.code, row.occurrence): row for row in revisit.timeline.all()}
    new, changed, moved = [], [], []
    for event in proposed:
        row = rows.pop((event.code, event.occurrence), None)
        values = _values(event)
        if row is None:
            new.append(TimelineEvent(revisit=revisit, code=event.code, occurrence=event.occurrence, **values))
        elif not row.done_on and values != {name: getattr(row, name) for name in COMPUTED}:
            if not row.is_overridden and row.computed_on != event.on:
                _record_move(row, event, at)
                moved.append(row)
            for name, value in values.items():
                setattr(row, name, value)
            changed.append(row)
    TimelineEvent.objects.bulk_create(new)
    TimelineEvent.objects.bulk_update(changed, COMPUTED)
    TimelineEvent.objects.filter(pk__in=[row.pk for row in rows.values() if not row.done_on]).delete()
    return moved


def _values(event: schedule.ProposedEvent) -> dict[str, object]:
    return {
        "day": event.day,
        "computed_on": event.on,
        "computed_time": event.time,
        "until": event.until,
        "explanation": event.explanation,
    }


def _record_move(row: TimelineEvent, event: schedule.ProposedEvent, at: datetime) -> None:
    before, to = row.computed_on, event.on
    text = f"{row.title}: {_said(before)} became {_said(to)}."
    data: dict[str, object] = {
        "code": row.code,
        "occurrence": row.occurrence,
        "from": _iso(before),
        "from_time": row.computed_time,
        "to": _iso(to),
        "time": event.time,
    }
    if why := _new_holidays(row, event):
        data["holidays"] = why
    if gone := _withdrawn_holidays(row, event):
        data["withdrawn"] = gone
    record(row.revisit, CaseEvent.Kind.DATE_MOVED, by=None, at=at, text=text, data=data)


def _new_holidays(row: TimelineEvent, event: schedule.ProposedEvent) -> list[str]:
    """The bank holidays that were working days when the date was counted before, from the same anchor."""
    steps = event.steps
    if steps is None or row.computed_on is None or explain.spoken(steps.anchor) not in row.explanation:
        return []
    first, last = sorted((steps.anchor, row.computed_on))
    counted = [(day, name) for day, name in steps.holidays if first <= day <= last]
    new = [(day, name) for day, name in counted if f"{name} ({explain.spoken(day)})" not in row.explanation]
    return [f"{name}, {explain.spoken(day)}" for day, name in new]


def _withdrawn_holidays(row: TimelineEvent, event: schedule.ProposedEvent) -> list[str]:
    """The bank holidays past which the date was counted before, and which are none any more."""
    found = Holiday.objects.filter(withdrawn=True).order_by("on")
    said = [(f"{each.name} ({explain.spoken(each.on)})", each) for each in found]
    return [
        f"{each.name}, {explain.spoken(each.on)}"
        for words, each in said
        if words in row.explanation and words not in event.explanation
    ]


def _record_last_day(revisit: Revisit, before: date, at: datetime) -> None:
    """A bank holiday on an on-site day: the visit ends later, which all who were told its days hear."""
    after = revisit.last_day
    text = f"Last on-site day: {_said(before)} became {_said(after)}."
    data = {"code": LAST_DAY, "from": _iso(before), "to": _iso(after)}
    record(revisit, CaseEvent.Kind.DATE_MOVED, by=None, at=at, text=text, data=data)


def _said(day: date | None) -> str:
    return f"{day:%A %-d %B %Y}" if day else "no date"


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


@transaction.atomic
def override_date(
    *,
    event: TimelineEvent,
    on: date,
    time: str,
    reason: str,
    by: User | None,
    at: datetime,
    edition: str | None = None,
) -> TimelineEvent:
    """Set a date that departs from the guidance's default. `time` is a label of `timeline.times`.

    Raises Refused, and EventChanged if the event is no longer the `edition` that the person saw.
    """
    event = _locked(event)
    policies.check_override(event)
    policies.check_same(event, edition)
    before = event.planned_on
    event.override_on, event.override_time, event.override_reason = on, time, reason
    event.overridden_by, event.overridden_at = by, at
    with acting(why=reason):
        event.save()
    text = f"{event.title}: {_said(before)} became {_said(on)}. Reason: {reason}"
    data = {
        "code": event.code,
        "occurrence": event.occurrence,
        "from": _iso(before),
        "to": _iso(on),
        "time": time,
        "reason": reason,
    }
    record(event.revisit, CaseEvent.Kind.DATE_OVERRIDDEN, by=by, at=at, text=text, data=data)
    _follow(event)
    return event


@transaction.atomic
def remove_override(*, event: TimelineEvent, by: User, at: datetime) -> TimelineEvent:
    """Go back to the guidance's date."""
    event = _locked(event)
    policies.check_override(event)
    if not event.is_overridden:
        return event
    before, event.override_on, event.override_time, event.override_reason = event.override_on, None, "", ""
    event.overridden_by = event.overridden_at = None
    event.save()
    text = f"{event.title}: {_said(before)} went back to {_said(event.computed_on)}."
    data = {
        "code": event.code,
        "occurrence": event.occurrence,
        "from": _iso(before),
        "to": _iso(event.computed_on),
    }
    record(event.revisit, CaseEvent.Kind.OVERRIDE_REMOVED, by=by, at=at, text=text, data=data)
    _follow(event)
    return event


@transaction.atomic
def mark_done(*, event: TimelineEvent, done_on: date, by: User, at: datetime) -> TimelineEvent:
    """Record that an event happened on a day; moves the case on where the workflow says so."""
    event = _locked(event)
    policies.check_done(event, done_on, at.date())
    return complete(event, done_on=done_on, by=by, at=at)


def complete(event: TimelineEvent, *, done_on: date, by: User | None, at: datetime) -> TimelineEvent:
    """The rows of a doing; the caller has checked that it may happen, in its own transaction. `by`: None for a job."""
    event.done_on, event.done_by, event.recorded_at = done_on, by, at
    event.save()
    text = f"{event.title}: done on {_said(done_on)}."
    record(
        event.revisit,
        CaseEvent.Kind.EVENT_DONE,
        by=by,
        at=at,
        text=text,
        data={"code": event.code, "on": done_on.isoformat()},
    )
    follow_what_is_done(event.revisit, by=by, at=at)
    _follow(event)
    return event


def follow_what_is_done(revisit: Revisit, *, by: User | None, at: datetime) -> None:
    """Move the case on by everything that is done; events may be recorded in another order than they happened."""
    done = frozenset(revisit.timeline.filter(done_on__isnull=False).values_list("code", flat=True))
    while transition := workflow.set_off_by(State(revisit.state), done):
        take(revisit, transition, by=by, at=at)


@transaction.atomic
def reopen(*, event: TimelineEvent, by: User, at: datetime) -> TimelineEvent:
    """Take back a doing that was recorded by mistake; the stage of the case stays.

    Raises Refused where the doing brought the case to its stage: `take_back` undoes both.
    """
    event = _locked(event)
    if not event.done_on:
        return event
    policies.check_reopen(event)
    return undo(event, by=by, at=at)


def undo(event: TimelineEvent, *, by: User, at: datetime) -> TimelineEvent:
    """The rows of taking a doing back; the caller has checked that it may happen, in its own transaction."""
    event.done_on = event.done_by = event.recorded_at = None
    event.save()
    record(
        event.revisit,
        CaseEvent.Kind.EVENT_REOPENED,
        by=by,
        at=at,
        text=f"{event.title}: not done after all.",
        data={"code": event.code},
    )
    mark_stale(event.revisit)
    return event


def _locked(event: TimelineEvent) -> TimelineEvent:
    """The event as it stands, under its case's lock: the same lock, in the same order, as the computing job."""
    revisit = Revisit.objects.select_for_update().get(pk=event.revisit_id)
    fresh = revisit.timeline.get(pk=event.pk)
    fresh.revisit = revisit
    return fresh


def _follow(event: TimelineEvent) -> None:
    """Dates that hang on this one are computed anew: comments are due ten working days after the draft (G25)."""
    if event.code == "draft_sent":
        mark_stale(event.revisit)
