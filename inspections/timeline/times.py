"""Time labels of the guidance, and what they mean on a London clock.

A label is "" (any time of the day), "am", "pm", "end of day" or "HH:MM". Noon is local noon in winter and in
summer.
"""

import re
from datetime import date, datetime, time
from functools import lru_cache
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
NOON = time(12)
LAST_SECOND = time(23, 59, 59)

STARTS = {"": time(0), "am": time(9), "pm": NOON, "end of day": time(0)}
DEADLINES = {"": LAST_SECOND, "am": NOON, "pm": time(17), "end of day": LAST_SECOND}


def is_label(text: str) -> bool:
    """Whether `text` is one of the time labels."""
    return text in STARTS or CLOCK.fullmatch(text) is not None


def starts(day: date, label: str) -> datetime:
    """The moment, aware, in London, at which what has this label may begin. ValueError for another label.

    The morning begins at 9, the afternoon at noon; what is due by the end of the day may be done all day.
    """
    return london(day, STARTS[label] if label in STARTS else _clock(label))


def deadline(day: date, label: str) -> datetime:
    """The last moment, aware and in London, at which it is not late. ValueError for another label.

    A morning ends at 12:00, an afternoon at 17:00, a day at 23:59:59; a clock time is its own deadline.
    """
    return london(day, DEADLINES[label] if label in DEADLINES else _clock(label))


def london(day: date, at: time) -> datetime:
    """That day and clock time in London, aware. Of an hour that happens twice, the first."""
    return datetime.combine(day, at, LONDON)


def clock_time(label: str) -> time | None:
    """The time of the day that a label names, or None where it names only a part of the day."""
    return _clock(label) if CLOCK.fullmatch(label) else None


@lru_cache(maxsize=256)
def _clock(label: str) -> time:
    if not CLOCK.fullmatch(label):
        raise ValueError(f'"{label}" is not a time: use am, pm, end of day or a clock time like 12:00.')
    return time(int(label[:2]), int(label[3:]))
