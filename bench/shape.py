"""What the cases of a bench look like: how many are open, who leads them, when they take place."""

from dataclasses import dataclass
from datetime import date, timedelta

from inspections.timeline.working_days import WorkingCalendar
from inspections.workflow import State

AREAS = 150
OPEN_OF_A_LEAD = 10
MOST_LEADS = 40
CLOSED_A_DAY = 8
INITIAL = date(2013, 1, 7)


@dataclass(frozen=True)
class Shape:
    """`size` cases at `today`: ten open ones a lead, 40 leads at most, the rest closed in the years before."""

    size: int
    today: date
    calendar: WorkingCalendar

    @property
    def leads(self) -> int:
        return min(MOST_LEADS, max(1, self.size // 50))

    @property
    def open(self) -> int:
        return min(self.size, self.leads * OPEN_OF_A_LEAD)

    def first_day(self, number: int) -> date:
        """Open cases lie from seven weeks back to seven weeks ahead, closed ones before them."""
        if number < self.open:
            apart = 98 * self.leads // self.open
            return self._weekday(number // self.leads * apart - 49 + number % 7)
        return self._weekday(-90 - (number - self.open) // CLOSED_A_DAY * 7 // 5)

    def days(self, number: int) -> int:
        return 2 + number % 3

    def initial(self, number: int) -> date:
        """The initial inspection; no two of one area on one day."""
        return INITIAL + timedelta(weeks=number // AREAS)

    def state(self, number: int, last_day: date) -> State:
        if number >= self.open:
            return State.CLOSED
        first_day = self.first_day(number)
        if last_day < self.today:
            return State.REPORTING
        if first_day <= self.today:
            return State.ON_SITE
        return State.NOTIFIED if self.calendar.on_day(first_day, -10) <= self.today else State.PLANNED

    def _weekday(self, days: int) -> date:
        day = self.today + timedelta(days=days)
        return day - timedelta(days=max(0, day.weekday() - 4))
