"""When people may be written to of what can wait: by day, on working days. Formal notices do not ask here."""

from datetime import date, datetime, time

from inspections.timeline.times import LONDON, london
from inspections.timeline.working_days import WorkingCalendar

EARLIEST, LATEST = time(7), time(19)
# When a notice that is put off is proposed to go.
MORNING = time(9)


def is_quiet(at: datetime, calendar: WorkingCalendar) -> bool:
    """Whether nobody is written to at `at` (aware): before 7:00, after 19:00, and on days that are no working days."""
    local = at.astimezone(LONDON)
    return not calendar.is_working_day(local.date()) or not EARLIEST <= local.time() <= LATEST


def first_day(at: datetime, calendar: WorkingCalendar) -> date:
    """The day of the first moment from `at` (aware) on that is not quiet."""
    local = at.astimezone(LONDON)
    if calendar.is_working_day(local.date()) and local.time() <= LATEST:
        return local.date()
    return calendar.after(local.date(), 1)


def last_slot(at: datetime, hour: int, calendar: WorkingCalendar) -> datetime:
    """The last moment up to `at` (aware) that is this hour of a working day, in London."""
    today = at.astimezone(LONDON).date()
    slot = london(today, time(hour))
    if calendar.is_working_day(today) and slot <= at:
        return slot
    return london(calendar.before(today, 1), time(hour))


def proposed(at: datetime, calendar: WorkingCalendar) -> datetime:
    """When a notice that does not go at once is proposed to go: on the next working day in the morning, in London."""
    return london(calendar.after(at.astimezone(LONDON).date(), 1), MORNING)


def next_working_days(today: date, count: int, calendar: WorkingCalendar) -> list[date]:
    """So many working days after `today`, in their order."""
    return [calendar.after(today, number) for number in range(1, count + 1)]
