"""How a computed date came about: its anchor, how much was counted, and which days were skipped."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, Literal

from inspections.timeline.working_days import FRIDAY, WorkingCalendar

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
ONE_DAY = timedelta(days=1)

Unit = Literal["working days", "calendar months"]


@dataclass(frozen=True, slots=True)
class Explanation:
    """The way from `anchor` to `result`.

    `count` is signed: negative counts back, 0 is the anchor itself. `weekends` holds each Saturday and Sunday
    that was skipped, `holidays` the bank holidays on other weekdays with their names, both in order. For
    working days it adds up: calendar days from anchor to result = working days + weekend days + holidays.
    """

    anchor: date
    anchor_name: str
    count: int
    unit: Unit
    result: date
    weekends: tuple[date, ...] = ()
    holidays: tuple[tuple[date, str], ...] = ()

    def sentence(self) -> str:
        """The explanation in one sentence for a reader."""
        anchor = f"{spoken(self.anchor)} ({self.anchor_name})"
        if self.count == 0:
            return f"{anchor}."
        amount = f"{abs(self.count)} {self.unit if abs(self.count) != 1 else self.unit.removesuffix('s')}"
        return (
            f"{amount} {'after' if self.count > 0 else 'before'} {anchor}{self._skipped()}{self._clamped()}."
        )

    def as_dict(self) -> dict[str, Any]:
        """The same as values that JSON can hold; dates as YYYY-MM-DD."""
        return {
            "anchor": self.anchor.isoformat(),
            "anchor_name": self.anchor_name,
            "count": self.count,
            "unit": self.unit,
            "result": self.result.isoformat(),
            "weekends": [day.isoformat() for day in self.weekends],
            "holidays": [{"date": day.isoformat(), "name": name} for day, name in self.holidays],
            "sentence": self.sentence(),
        }

    def _skipped(self) -> str:
        parts = [f"{name} ({spoken(day)})" for day, name in self.holidays]
        weekends = len({(day.toordinal() + 1) // 7 for day in self.weekends})  # Saturday and Sunday share one
        if weekends:
            parts.insert(0, f"{weekends} weekend{'s' if weekends > 1 else ''}")
        if not parts:
            return ""
        return f", counting {'on' if self.count > 0 else 'back'} past {listed(parts)}"

    def _clamped(self) -> str:
        if self.unit == "calendar months" and self.anchor.day != self.result.day:
            return f", and that month ends on the {self.result.day}th"
        return ""


def explain(calendar: WorkingCalendar, anchor: date, anchor_name: str, count: int) -> Explanation:
    """Count `count` working days from `anchor`, back if negative, and say how. 0 is the anchor itself."""
    if count == 0:
        return Explanation(anchor, anchor_name, 0, "working days", anchor)
    result = calendar.after(anchor, count) if count > 0 else calendar.before(anchor, -count)
    first, last = (anchor + ONE_DAY, result) if count > 0 else (result, anchor - ONE_DAY)
    holidays = tuple(
        found for found in calendar.holidays_between(first, last) if found[0].weekday() <= FRIDAY
    )
    return Explanation(
        anchor, anchor_name, count, "working days", result, weekend_days(first, last), holidays
    )


def weekend_days(first: date, last: date) -> tuple[date, ...]:
    """Every Saturday and Sunday from `first` to `last`, both included."""
    start, end = first.toordinal(), last.toordinal() + 1
    # Ordinal 1 is a Monday: Saturdays leave 6 when divided by 7, Sundays 0.
    saturdays = range(start + (6 - start) % 7, end, 7)
    sundays = range(start + -start % 7, end, 7)
    return tuple(map(date.fromordinal, sorted((*saturdays, *sundays))))


@lru_cache(maxsize=4096)
def spoken(day: date) -> str:
    """A date as the letters write it: "Tuesday 17 May 2022", whatever the locale."""
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}"


def listed(parts: Sequence[str]) -> str:
    """ "one", "one and two", "one, two and three"."""
    return " and ".join(part for part in (", ".join(parts[:-1]), *parts[-1:]) if part)
