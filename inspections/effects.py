"""What other on-site days, or another bank holiday, would do to a case: worked out beforehand, nothing is written."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from inspections import queries
from inspections.models import Revisit, TimelineEvent
from inspections.timeline import schedule
from inspections.timeline.working_days import WorkingCalendar
from inspections.workflow import BEFORE, OPEN_STATES, State

Key = tuple[str, int]
# What stays as it was done when a visit begins anew: nobody agrees or is shown the same questions twice.
STAYS_DONE = ("questions_agreed", "cyp_questions")


@dataclass(frozen=True)
class Move:
    """One event whose date changes; `after` is None where it falls away, `before` where it is new."""

    title: str
    before: date | None
    after: date | None


@dataclass
class Effect:
    """What moves, what stays although its default date would move, and the last on-site day before and after."""

    revisit: Revisit
    last_before: date | None
    last_after: date
    moves: list[Move] = field(default_factory=list)
    done: list[TimelineEvent] = field(default_factory=list)
    by_hand: list[TimelineEvent] = field(default_factory=list)

    @property
    def anything(self) -> bool:
        """Whether a date moves, or the visit ends on another day."""
        return bool(self.moves) or self.last_before != self.last_after


def of_days(revisit: Revisit, first_day: date, days: int) -> Effect:
    """What these on-site days would do. ValueError unless `days` is 2, 3 or 4 (G19)."""
    anew = revisit.state == State.POSTPONED and not revisit.has_new_days
    return _effect(revisit, revisit.timeline.all(), first_day, days, queries.calendar(), anew=anew)


def of_holiday(on: date, name: str) -> list[Effect]:
    """What a bank holiday that is not there yet would do to open cases; those that it leaves alone are left out."""
    calendar = queries.calendar()
    if on in calendar.holidays:
        return []
    return _of_calendar(WorkingCalendar({**calendar.holidays, on: name}))


def of_withdrawal(on: date) -> list[Effect]:
    """What it would do to open cases if a bank holiday were none after all."""
    calendar = queries.calendar()
    return _of_calendar(WorkingCalendar({day: name for day, name in calendar.holidays.items() if day != on}))


def _of_calendar(then: WorkingCalendar) -> list[Effect]:
    found = Revisit.objects.filter(state__in=OPEN_STATES, historical=False, days__isnull=False)
    cases = found.select_related("area").prefetch_related("timeline").order_by("first_day", "pk")
    effects = (_effect(case, case.timeline.all(), case.first_day, case.days or 0, then) for case in cases)
    return [effect for effect in effects if effect.anything]


def _effect(
    revisit: Revisit,
    events: Iterable[TimelineEvent],
    first_day: date,
    days: int,
    calendar: WorkingCalendar,
    *,
    anew: bool = False,
) -> Effect:
    """`anew`: a postponed visit gets new days, for which all but STAYS_DONE is done and set again."""
    rows = {(row.code, row.occurrence): row for row in events}
    draft = rows.get(("draft_sent", 1))
    proposed = schedule.propose(
        first_day,
        days,
        calendar,
        open_meeting=revisit.has_open_meeting,
        draft_sent_on=(draft.done_on or draft.override_on) if draft else None,
    )
    before_visit = revisit.state in BEFORE
    moved_days = (first_day, days) != (revisit.first_day, revisit.days)
    last = calendar.last_day(first_day, days) if before_visit or moved_days else revisit.last_day or first_day
    effect = Effect(revisit, revisit.last_day, last)
    for event in proposed:
        row = rows.pop((event.code, event.occurrence), None)
        _sort(effect, event, row, anew=anew and event.code not in STAYS_DONE)
    gone = (row for row in rows.values() if not row.done_on)
    effect.moves += [Move(row.title, row.planned_on, None) for row in gone if row.planned_on]
    return effect


def _sort(effect: Effect, event: schedule.ProposedEvent, row: TimelineEvent | None, *, anew: bool) -> None:
    if row is None:
        if event.on:
            effect.moves.append(Move(_title(event), None, event.on))
    elif row.computed_on == event.on and not (anew and row.is_overridden):
        return
    elif row.done_on and not anew:
        effect.done.append(row)
    elif row.is_overridden and not anew:
        effect.by_hand.append(row)
    else:
        effect.moves.append(Move(row.title, row.planned_on, event.on))


def _title(event: schedule.ProposedEvent) -> str:
    return f"{event.title}, day {event.day}" if event.rule.anchor == "each day" else event.title
