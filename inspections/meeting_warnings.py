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
    """One thing to look at: which meeting, and a sentence for the reader."""

    key: Key
    sentence: str


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
        Warned(each.key, sentence)
        for each in held
        for sentence in (*_of_one(each, now), *_of_its_day(each, calendar, holidays))
    ]
    return [*found, *_clashes(held)]


def _of_one(meeting: Arranged, now: datetime) -> Iterator[str]:
    starts, ends = meeting.starts, meeting.ends
    done = meeting.event is not None and meeting.event.done_on is not None
    if starts is None or done:
        return
    past = (ends or starts) < now
    if past and (meeting.at_a_time or starts.date() < now.date()):
        yield f"{meeting.title} is in the past and not recorded as done."
    elif meeting.to_follow and starts - now < NEAR:
        yield f"{meeting.title} is in less than a week, and its place is still to follow."
    if not past and not meeting.at_a_time and starts - now < NEAR:
        yield f"{meeting.title} has no clock time yet: a calendar shows it as the whole day."
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
