"""Moments of the four real re-visits that are worth a look."""

from dataclasses import dataclass
from datetime import datetime

from inspections.timeline.times import LONDON


@dataclass(frozen=True)
class Moment:
    """A London wall time (ISO 8601) and what is to be seen then."""

    at: str
    what: str

    @property
    def when(self) -> datetime:
        return datetime.fromisoformat(self.at).replace(tzinfo=LONDON)


MOMENTS = (
    Moment("2019-09-30T08:30", "Oxfordshire: the day of notification"),
    Moment("2019-10-09T10:00", "Oxfordshire: the parents' survey is open"),
    Moment("2020-02-24T08:30", "Lancashire: the day of notification"),
    Moment("2020-03-11T08:30", "Lancashire is on site; Worcestershire's letter goes to parents"),
    Moment("2020-03-18T10:00", "Worcestershire was postponed the day before: the pandemic"),
    Moment("2022-05-03T08:30", "Essex: the day of notification"),
    Moment("2022-05-06T08:30", "Essex: the forum has commented on the survey's questions"),
    Moment("2022-05-17T08:30", "Essex: the first on-site day"),
    Moment("2022-05-19T15:30", "Essex: the last on-site day; feedback to leaders comes next"),
    Moment("2022-06-16T10:00", "Essex: the draft letter is with the area for accuracy"),
    Moment("2022-06-28T08:30", "Essex: both sides have commented; the final letter is due in two days"),
    Moment("2022-07-21T10:00", "Essex: the final letter is signed and with the area, under embargo"),
    Moment("2022-07-27T10:00", "Essex: the outcome letter was published half an hour ago"),
)
