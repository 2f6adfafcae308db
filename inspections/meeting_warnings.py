"""What to look at before meetings are settled. Cautions never block: guidance dates are defaults."""

from collections.abc import Iterator, Sequence
from datetime import datetime, time, timedelta
from itertools import combinations
from typing import NamedTuple

from inspections.meetings import Arranged, Key
from inspections.timeline.explain import spoken
from inspections.timeline.warnings import Span, day_off
from inspections.timeline.working_days import WorkingCalendar


class Warned(NamedTuple):
    """One thing to look at: which meeting, and a sentence for the reader; `missing`: something is to follow."""

    key: Key
    sentence: str
    missing: bool = False


LONG = timedelta(hours=4)
EARLY, LATE = time(8), time(21)
# Until then a place to follow is no matter.
NEAR = timedelta(days=7)


def warnings(
    meetings: Sequence[Arranged], calendar: WorkingCalendar, now: datetime, holidays: Sequence[Span]
) -> list[Warned]:
    """What to look at, in the order of the meetings; `holidays` are those of the area's schools."""
    held = [each for each in meetings if not each.cancelled]
    found = [
        warned
        for each in held
        for warned in (
            *_missing(each, now),
            *(Warned(each.key, sentence) for sentence in _of_one(each, now)),
            *(Warned(each.key, sentence) for sentence in _of_its_day(each, calendar, holidays)),
        )
    ]
    return [*found, *_clashes(held)]


def gathered(found: Sequence[Warned]) -> list[Warned]:
    """For a page of all meetings: what is to follow in one sentence, then the rest one by one."""
    missing = [each for each in found if each.missing]
    if len(missing) < 2:
        return list(found)
    sentence = f"{len(missing)} meetings in the coming week have no place or no clock time yet."
    return [Warned(missing[0].key, sentence, missing=True), *(each for each in found if not each.missing)]


def _missing(meeting: Arranged, now: datetime) -> Iterator[Warned]:
    """Place or clock time are still to follow in the last week before it."""
    if meeting.starts is None or not timedelta(0) < meeting.starts - now < NEAR:
        return
    lacks = ["its place"] if meeting.to_follow else []
    lacks += [] if meeting.at_a_time else ["its clock time"]
    if lacks:
        sentence = f"{meeting.title} is in less than a week; still to follow: {' and '.join(lacks)}."
        yield Warned(meeting.key, sentence, missing=True)


def _of_one(meeting: Arranged, now: datetime) -> Iterator[str]:
    starts, ends = meeting.starts, meeting.ends
    done = meeting.event is not None and meeting.event.done_on is not None
    if starts is None or done:
        return
    past = (ends or starts) < now
    if past and (meeting.at_a_time or starts.date() < now.date()):
        yield f"{meeting.title} is in the past and not recorded as done."
    if timedelta(minutes=meeting.minutes) > LONG:
        yield f"{meeting.title} takes {meeting.minutes} minutes: more than four hours."
    if ends and (starts.time() < EARLY or ends.time() > LATE or ends.date() != starts.date()):
        yield f"{meeting.title} is before 8 in the morning or after 9 in the evening."


def _of_its_day(meeting: Arranged, calendar: WorkingCalendar, holidays: Sequence[Span]) -> Iterator[str]:
    if meeting.on is None:
        return
    if reason := day_off(calendar, meeting.on):
        yield f"{meeting.title} is on {spoken(meeting.on)}, which is {reason}."
    for first, last, name in holidays if meeting.is_open else ():
        if first <= meeting.on <= last:
            yield f"{meeting.title} is in a school holiday of the area ({name})."


def _clashes(meetings: Sequence[Arranged]) -> Iterator[Warned]:
    """Two meetings of one team at the same time, both with a clock time."""
    for one, other in combinations(meetings, 2):
        if not (one.starts and one.ends and other.starts and other.ends):
            continue
        if one.starts < other.ends and other.starts < one.ends:
            sentence = f"{other.title} begins before {one.title} ends."
            yield Warned(other.key, f"On {spoken(one.starts.date())}, {sentence}")
