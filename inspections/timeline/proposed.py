"""A proposed event, and the sentence that says how its date came about, worked out when asked for."""

from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from inspections.timeline.clocks import (
    COMMENT_DAYS,
    LAST_DAY,
    draft_latest,
    explain_comments_due,
    final_due,
)
from inspections.timeline.events import EventRule
from inspections.timeline.explain import Explanation, explain, spoken
from inspections.timeline.working_days import WorkingCalendar

FIRST_DAY = "day 1"


@dataclass(frozen=True, slots=True)
class Plan:
    """What a schedule was proposed from; shared by its events."""

    calendar: WorkingCalendar
    first_day: date
    days: int
    draft_sent_on: date | None
    sentences: dict[tuple[str, int], str] = field(default_factory=dict, compare=False, repr=False)

    @property
    def last_day(self) -> date:
        return self.calendar.last_day(self.first_day, self.days)


class ProposedEvent(NamedTuple):
    """One event with its default date.

    `occurrence` counts from 1; only `kit` has more, one for each on-site day. `day` is the signed working
    day, or None where the clock does not count from day 1. `on` is None where there is no default date.
    `until` is the last day of a window.
    """

    rule: EventRule
    occurrence: int
    day: int | None
    on: date | None
    until: date | None
    plan: Plan

    @property
    def code(self) -> str:
        return self.rule.code

    @property
    def title(self) -> str:
        return self.rule.title

    @property
    def time(self) -> str:
        """A label of `times`."""
        return self.rule.time

    @property
    def owners(self) -> tuple[str, ...]:
        return self.rule.owners

    @property
    def source(self) -> tuple[str, ...]:
        return self.rule.source

    @property
    def steps(self) -> Explanation | None:
        """How `on` was counted, or None if there is no date."""
        if self.on is None:
            return None
        calendar, first_day = self.plan.calendar, self.plan.first_day
        if self.day is not None:
            return explain(calendar, first_day, FIRST_DAY, self.day - 1 if self.day > 0 else self.day)
        if self.rule.anchor == "draft sent" and self.plan.draft_sent_on:
            return explain_comments_due(self.plan.draft_sent_on, calendar)
        return explain(calendar, self.plan.last_day, LAST_DAY, self.rule.offset or 0)

    @property
    def explanation(self) -> str:
        """The sentence that a reader sees beside the date, or why there is none."""
        key = self.rule.code, self.occurrence
        known = self.plan.sentences.get(key)
        if known is None:
            known = self.plan.sentences[key] = _explanation(self)
        return known


def _explanation(event: ProposedEvent) -> str:
    steps = event.steps
    if steps is None:
        return UNDATED[event.code](event.plan)
    sentence = _first_day(event.plan) if event.day == 1 else steps.sentence()
    if event.day == event.plan.days and event.rule.anchor != "each day":
        sentence = f"The last on-site day: {sentence}"
    elif event.until and event.rule.until == "last":
        sentence = f"{sentence[:-1]}; until the last on-site day, {spoken(event.until)}."
    elif event.until:
        sentence = f"{sentence[:-1]}; until {spoken(event.until)}, the working day before day 1."
    return f"{event.rule.note} {sentence}" if event.rule.note else sentence


def _first_day(plan: Plan) -> str:
    name = plan.calendar.holidays.get(plan.first_day)
    holiday = f", although it is a bank holiday ({name})" if name else ""
    return f"{spoken(plan.first_day)} is day 1, the first on-site day{holiday}."


def _draft_sent(plan: Plan) -> str:
    if plan.draft_sent_on:
        return f"No default date. The draft was sent on {spoken(plan.draft_sent_on)}."
    return (
        "No default date: the draft goes when both agencies have quality assured it. Sent by "
        f"{spoken(draft_latest(plan.last_day, plan.calendar))}, it leaves ten working days for comments "
        f"before the final letter is due on {spoken(final_due(plan.last_day, plan.calendar))}, "
        "28 working days after the visit."
    )


def _comments_due(_plan: Plan) -> str:
    return f"No date until the draft is sent: comments are due {COMMENT_DAYS} working days after that."


def _response_told(_plan: Plan) -> str:
    return (
        "No default date: it follows once the comments have been answered, before the final letter is sent."
    )


UNDATED = {"draft_sent": _draft_sent, "comments_due": _comments_due, "response_told": _response_told}
