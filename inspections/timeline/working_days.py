"""Counting working days: Monday to Friday, and not a bank holiday.

Holidays are passed in by date. Day 1 is the first on-site day, day -1 the working day before it, and there is
no day 0 (guidance, G8 and the timeline table).
"""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date
from types import MappingProxyType

FRIDAY = 4
LONGEST_YEAR = 262  # no year has more days from Monday to Friday
YEARS_KEPT = 100  # a mistyped year must not leave a table of centuries in memory


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """The working days of whole years, found by stepping over every day of them.

    `days` holds them in order; `before[i]` says how many of them lie before the day with ordinal `first + i`.
    """

    first: int
    last: int
    years: tuple[int, int]
    days: tuple[date, ...]
    before: "array[int]"

    @classmethod
    def of_years(cls, first_year: int, last_year: int, holidays: Mapping[date, str]) -> "Table":
        """The table of 1 January of `first_year` to 31 December of `last_year`."""
        first, last = date(first_year, 1, 1).toordinal(), date(last_year, 12, 31).toordinal()
        days: list[date] = []
        before = array("l")
        for ordinal in range(first, last + 1):
            before.append(len(days))
            day = date.fromordinal(ordinal)
            if day.weekday() <= FRIDAY and day not in holidays:
                days.append(day)
        before.append(len(days))
        return cls(first, last, (first_year, last_year), tuple(days), before)

    def up_to(self, day: date) -> int:
        """How many working days of the table lie before `day`."""
        return self.before[day.toordinal() - self.first]

    def through(self, day: date) -> int:
        """How many working days of the table lie before `day` or are `day`."""
        return self.before[day.toordinal() - self.first + 1]

    def holds(self, first: date, last: date, back: int, ahead: int) -> bool:
        """Whether it reaches from `first` to `last` with so many working days to spare on either side."""
        start, end = first.toordinal() - self.first, last.toordinal()
        if start < 0 or end > self.last:
            return False
        before = self.before
        return before[start] >= back and len(self.days) - before[end - self.first + 1] >= ahead

    def count_ahead(self, day: date) -> int:
        """Working days that the table has after `day`."""
        return len(self.days) - self.through(day)


class WorkingCalendar:
    """The working days left by a set of bank holidays, given as name by date. Immutable, hashable.

    Build it once and share it: the first question of a year fills a table, and after that an answer is one
    look-up. Any date from year 1 to 9999 is right; a count that leaves those years raises OverflowError.
    """

    __slots__ = ("_hash", "_sorted_holidays", "_table", "holidays")

    holidays: Mapping[date, str]

    def __init__(self, holidays: Mapping[date, str]) -> None:
        self.holidays = MappingProxyType(dict(holidays))
        self._sorted_holidays = tuple(sorted(self.holidays))
        self._hash = hash(frozenset(self.holidays.items()))
        self._table: Table | None = None

    def __hash__(self) -> int:
        return self._hash

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        return isinstance(other, WorkingCalendar) and self.holidays == other.holidays

    def __repr__(self) -> str:
        return f"WorkingCalendar({len(self.holidays)} holidays)"

    def __reduce__(self) -> tuple[type["WorkingCalendar"], tuple[dict[date, str]]]:
        return WorkingCalendar, (dict(self.holidays),)

    def is_working_day(self, day: date) -> bool:
        """Monday to Friday and not a holiday."""
        return day.weekday() <= FRIDAY and day not in self.holidays

    def after(self, anchor: date, count: int) -> date:
        """The `count`th working day after `anchor`, itself not counted. ValueError unless count >= 1."""
        _refuse_less_than_one(count)
        table = self.table(anchor, anchor, ahead=count)
        return table.days[table.through(anchor) + count - 1]

    def before(self, anchor: date, count: int) -> date:
        """The `count`th working day before `anchor`, itself not counted. ValueError unless count >= 1."""
        _refuse_less_than_one(count)
        table = self.table(anchor, anchor, back=count)
        return table.days[table.up_to(anchor) - count]

    def on_day(self, first_day: date, day: int) -> date:
        """The date of a signed day, where day 1 is `first_day` itself, working day or not.

        ValueError for day 0, which does not exist.
        """
        if day == 0:
            raise ValueError(
                "There is no day 0: day 1 is the first on-site day and day -1 the working day before it."
            )
        if day < 0:
            return self.before(first_day, -day)
        return first_day if day == 1 else self.after(first_day, day - 1)

    def day_number(self, first_day: date, day: date) -> int | None:
        """The signed day on which `day` falls, None if it is no working day. `first_day` is always day 1."""
        if day == first_day:
            return 1
        if not self.is_working_day(day):
            return None
        count = self.count_between(first_day, day)
        return count if count < 0 else count + 1

    def count_between(self, anchor: date, day: date) -> int:
        """Working days from `anchor` (never counted) to `day` (counted); negative if `day` is earlier.

        It undoes `after` and `before`: `count_between(a, after(a, n)) == n`, `count_between(a, before(a, n))
        == -n`.
        """
        table = self.table(min(anchor, day), max(anchor, day))
        if day >= anchor:
            return table.through(day) - table.through(anchor)
        return table.up_to(day) - table.up_to(anchor)

    def on_site_days(self, first_day: date, days: int) -> tuple[date, ...]:
        """`first_day` and the working days that follow, `days` in all. ValueError unless days >= 1."""
        _refuse_less_than_one(days)
        return (first_day, *(self.after(first_day, count) for count in range(1, days)))

    def last_day(self, first_day: date, days: int) -> date:
        """The last of `days` on-site days. ValueError unless days >= 1."""
        _refuse_less_than_one(days)
        return self.on_day(first_day, days)

    def around(self, day: date, back: int, ahead: int) -> tuple[date, ...]:
        """`back` working days before `day`, `day` itself whatever it is, and `ahead` working days after."""
        table = self.table(day, day, back=back, ahead=ahead)
        index = day.toordinal() - table.first
        before, after = table.before[index], table.before[index + 1]
        if before < after:
            return table.days[before - back : after + ahead]
        return *table.days[before - back : before], day, *table.days[after : after + ahead]

    def holidays_between(self, first: date, last: date) -> tuple[tuple[date, str], ...]:
        """The holidays from `first` to `last`, both included, with their names, in order."""
        start = bisect_left(self._sorted_holidays, first)
        end = bisect_right(self._sorted_holidays, last)
        return tuple((day, self.holidays[day]) for day in self._sorted_holidays[start:end])

    def table(self, first: date, last: date, *, back: int = 0, ahead: int = 0) -> Table:
        """A table that holds `first` to `last`, `back` working days before `first` and `ahead` after `last`.

        OverflowError if they do not fit into the years 1 to 9999.
        """
        table = self._table
        if table and table.holds(first, last, back, ahead):
            return table
        first_year, last_year = max(MINYEAR, first.year - 1), min(MAXYEAR, last.year + 1)
        if table:
            span = min(first_year, table.years[0]), max(last_year, table.years[1])
            if span[1] - span[0] < YEARS_KEPT:
                first_year, last_year = span
        table = self._build(first, last, back, ahead, (first_year, last_year))
        if table.years[1] - table.years[0] < YEARS_KEPT:
            self._table = table  # one assignment: readers in other threads keep the table that they hold
        return table

    def _build(self, first: date, last: date, back: int, ahead: int, years: tuple[int, int]) -> Table:
        """Widen the years until the counts fit."""
        first_year, last_year = years
        while True:
            table = Table.of_years(first_year, last_year, self.holidays)
            missing_back, missing_ahead = back - table.up_to(first), ahead - table.count_ahead(last)
            if missing_back <= 0 and missing_ahead <= 0:
                return table
            wider = first_year - _years_for(missing_back), last_year + _years_for(missing_ahead)
            if wider[0] < MINYEAR or wider[1] > MAXYEAR:
                raise OverflowError("The count runs past the dates that a calendar can hold.")
            first_year, last_year = wider


def _years_for(missing: int) -> int:
    """Whole years in which so many working days may be found; too few is put right by the next round."""
    return 0 if missing <= 0 else missing // LONGEST_YEAR + 1


def _refuse_less_than_one(count: int) -> None:
    if count < 1:
        raise ValueError(f"Working days are counted from 1, not {count}.")
