"""A year of schedules for 100,000 cases through the engine, against numpy's `busday_offset`.

Run: python -m bench.engine. One process, one run; every date is compared before anything is timed. The
cases start on every Monday to Friday of 2022 in turn (bank holidays too, as day 1 may be one), for two, three
and four days; so there are 780 different schedules, and `propose` remembers them.

numpy is timed over whole arrays, each distinct day of the timeline once: its best case. It yields arrays of
datetime64; "as dates" adds making Python dates of them, which is what the engine yields. numpy explains
nothing, so the lines with sentences have no counterpart.
"""

import gc
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import cycle, islice
from operator import attrgetter
from time import perf_counter

import holidays
import numpy as np
import numpy.typing as npt

from inspections.timeline import schedule
from inspections.timeline.working_days import WorkingCalendar

CASES = 100_000
YEAR = 2022
ROUNDS = 5
LAST_DAY_OFFSETS = (28, 33)

Case = tuple[date, int]
Row = tuple[str, float]
Propose = Callable[[date, int, WorkingCalendar], tuple[schedule.ProposedEvent, ...]]
Days = npt.NDArray[np.datetime64]


def england() -> dict[date, str]:
    """The bank holidays of England around the year, by date."""
    years = range(YEAR - 1, YEAR + 2)
    return dict(holidays.country_holidays("GB", subdiv="ENG", years=years).items())


def cases() -> list[Case]:
    """First day and number of days of each case."""
    year = (date(YEAR, 1, 1) + timedelta(days=number) for number in range(365))
    weekdays = [day for day in year if day.weekday() < 5]
    return list(islice(zip(cycle(weekdays), cycle((2, 3, 4)), strict=False), CASES))


def numpy_dates(first_days: dict[int, Days], calendar: np.busdaycalendar) -> Iterator[tuple[int, list[Days]]]:
    """For each length of visit, one array for each distinct day of the timeline, in order."""
    for days, firsts in first_days.items():
        forward = [*range(1, days), *(days - 1 + offset for offset in LAST_DAY_OFFSETS)]
        columns = [
            np.busday_offset(firsts, count, roll="forward", busdaycal=calendar)
            for count in (-10, -7, -6, -5, -1)
        ]
        columns.append(firsts)
        columns += [np.busday_offset(firsts, count, roll="backward", busdaycal=calendar) for count in forward]
        yield days, columns


def check(all_cases: list[Case], calendar: WorkingCalendar, busdays: np.busdaycalendar) -> int:
    """Compare every date of every case; how many they are. AssertionError at the first that differs."""
    rows = {
        days: iter(np.stack(columns, axis=1).astype(object).tolist())
        for days, columns in numpy_dates(by_length(all_cases), busdays)
    }
    compared = 0
    for first_day, days in all_cases:
        events = schedule.propose(first_day, days, calendar)
        proposed = {event.on for event in events if event.on} | {
            event.until for event in events if event.until
        }
        expected = next(rows[days])
        assert sorted(proposed) == expected, (first_day, days)
        assert tuple(event.on for event in events) == schedule.on_dates(first_day, days, calendar)
        compared += len(events)
    return compared


def by_length(all_cases: list[Case]) -> dict[int, Days]:
    """The first days of the cases of each length, as arrays."""
    lengths = sorted({days for _, days in all_cases})
    return {
        length: np.array([first for first, days in all_cases if days == length], dtype="datetime64[D]")
        for length in lengths
    }


def seconds(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """The best of several rounds, without the garbage collector's pauses."""
    taken = []
    for _ in range(rounds):
        gc.collect()
        gc.disable()
        start = perf_counter()
        work()
        taken.append(perf_counter() - start)
        gc.enable()
    return min(taken)


def read_all(sample: list[Case], calendar: WorkingCalendar, propose: Propose, attribute: str) -> None:
    """Propose each case and read one attribute of each of its events."""
    read = attrgetter(attribute)
    for first_day, days in sample:
        for event in propose(first_day, days, calendar):
            read(event)


def measure(all_cases: list[Case], calendar: WorkingCalendar, busdays: np.busdaycalendar) -> list[Row]:
    """What was timed, and its seconds; numpy's two rows first."""
    first_days = by_length(all_cases)
    remembered, afresh = schedule.propose, schedule.propose_afresh

    def columns() -> list[Days]:
        return [column for _, found in numpy_dates(first_days, busdays) for column in found]

    def events(propose: Propose) -> list[tuple[schedule.ProposedEvent, ...]]:
        return [propose(first_day, days, calendar) for first_day, days in all_cases]

    def alone() -> list[schedule.Dates]:
        return [schedule.on_dates(first_day, days, calendar) for first_day, days in all_cases]

    few = all_cases[: CASES // 50]
    return [
        ("numpy busday_offset, arrays", seconds(columns)),
        ("numpy busday_offset, as dates", seconds(lambda: [column.astype(object) for column in columns()])),
        ("dates alone (on_dates), nothing remembered", seconds(alone)),
        ("propose, schedules remembered", seconds(lambda: events(remembered))),
        ("  and each date read", seconds(lambda: read_all(all_cases, calendar, remembered, "on"))),
        (
            "  and each sentence read",
            seconds(lambda: read_all(all_cases, calendar, remembered, "explanation")),
        ),
        (
            "propose, nothing remembered",
            seconds(lambda: [len(afresh(*case, calendar)) for case in all_cases]),
        ),
        (
            "  and each sentence read (scaled from 2 %)",
            seconds(lambda: read_all(few, calendar, afresh, "explanation")) * 50,
        ),
    ]


def main() -> None:
    """Check, measure, print."""
    names, all_cases = england(), cases()
    calendar = WorkingCalendar(names)
    busdays = np.busdaycalendar(holidays=np.array(sorted(names), dtype="datetime64[D]"))
    print(f"{check(all_cases, calendar, busdays):,} events of {CASES:,} cases: every date equals numpy's.\n")
    rows = measure(all_cases, calendar, busdays)
    arrays, dates = rows[0][1], rows[1][1]
    print(f"{'':48}{'seconds':>9}{'x arrays':>10}{'x dates':>9}")
    for name, taken in rows:
        print(f"{name:48}{taken:9.3f}{taken / arrays:10.2f}{taken / dates:9.2f}")


if __name__ == "__main__":
    main()
