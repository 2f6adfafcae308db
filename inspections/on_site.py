"""One on-site day at a time: which is the current one, and what the team does next."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from inspections import fieldwork, judgement_policies
from inspections.addresses import address
from inspections.models import Revisit
from inspections.workflow import State


@dataclass(frozen=True)
class Step:
    """What is to be done, and the page on which it is done; empty where only others can, or nothing is."""

    said: str
    where: str = ""


def current(days: Mapping[int, date], today: date) -> int:
    """The number of the day that whoever opens the page wants: today's, else the next to come, else the last."""
    return next((number for number, on in days.items() if on >= today), len(days))


def next_steps(case: Revisit, days: Mapping[int, date], today: date) -> list[Step]:
    """What the team does next on site, the most pressing first (G13, G15, G22)."""
    if case.state == State.PLANNED:
        return [Step("Notify the area.", address("notify", case.reference))]
    if case.state == State.NOTIFIED:
        return _arriving(case, today)
    if case.state != State.ON_SITE:
        return []
    return [*_keeping_in_touch(case, days, today), *_last_day(case, today)]


def _arriving(case: Revisit, today: date) -> list[Step]:
    found = []
    if not case.schedule_agreements.exists():
        found.append(Step("Agree the schedule of the on-site days.", address("schedule", case.reference)))
    leaders = case.timeline.filter(code="leaders_meeting", done_on=None).first()
    if leaders and today >= case.first_day:
        said = "Record the meeting with senior leaders as done: the case is on site by it."
        found.insert(0, Step(said, address("done", case.reference, leaders.pk)))
    return found


def _keeping_in_touch(case: Revisit, days: Mapping[int, date], today: date) -> list[Step]:
    """The days behind us of which nothing is recorded, the newest first."""
    if not fieldwork.has_kit(case):
        return []
    told = set(fieldwork.kits(case).values_list("day", flat=True))
    behind = [number for number, on in days.items() if on <= today and number not in told]
    return [
        Step(f"Record the keeping-in-touch meeting of day {day}.", address("kit-write", case.reference, day))
        for day in reversed(behind)
    ]


def _last_day(case: Revisit, today: date) -> list[Step]:
    """Judgement and feedback, once the last day has come; what judgement waits for is said before."""
    done = set(case.timeline.filter(done_on__isnull=False).values_list("code", flat=True))
    if "judgement_meeting" not in done:
        missing = judgement_policies.outstanding(case)
        if missing:
            return [Step(said, address("evidence", case.reference)) for said in missing]
        if case.last_day and today >= case.last_day:
            where = address("judgement-meeting-write", case.reference)
            return [Step("Record the provisional judgement meeting.", where)]
        return []
    if "feedback" not in done:
        said = "Record the feedback to leaders: the letter is written next."
        return [Step(said, address("feedback-write", case.reference))]
    return []
