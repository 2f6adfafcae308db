"""What the public page of a re-visit says, as plain values: the page is made from them alone, and kept by them."""

from dataclasses import dataclass
from datetime import date, datetime, time

from inspections.timeline.times import london


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenMeeting:
    """The open meeting (G11, G20). What is not known yet is None or empty: it is to follow."""

    on: date | None
    at: time | None = None
    place: str = ""
    access: str = ""
    support: str = ""
    cancelled: bool = False
    registration_closes: datetime | None = None

    @property
    def starts(self) -> datetime | None:
        return london(self.on, self.at) if self.on and self.at else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What people act on: as the case stands, or as a letter printed it. Moments are aware, in London.

    `survey_own`: parents answer on a page of this service; of what a letter printed it is not known.
    """

    first_day: date
    last_day: date | None
    opens: datetime | None = None
    closes: datetime | None = None
    survey_url: str = ""
    survey_own: bool = False
    meeting: OpenMeeting | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyChanged:
    """That the survey stays open until `closes` or, where that is None, is at another place; said on which day, why."""

    on: date
    why: str
    closes: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A format of a letter by its code, and its size in bytes."""

    code: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuedLetter:
    """A version of the letter to parents; `plan` is what it printed."""

    version: int
    issued_on: date
    files: tuple[File, ...]
    plan: Plan | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """How many weaknesses were found to have sufficient progress (G28, G29)."""

    sufficient: int
    weaknesses: int
    published_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeLetter:
    """The outcome letter that is published: its decisions by number of the weakness, and its files.

    `corrections` are the day and the note of each, the earliest first, as the letter prints them.
    """

    version: int
    published_at: datetime
    corrections: tuple[tuple[date, str], ...] = ()
    decisions: tuple[tuple[int, str, bool], ...]
    files: tuple[File, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """A visit is postponed or, for good, cancelled: since when (in London), and why, in words for everybody."""

    cancelled: bool
    since: date
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """A re-visit as the public may know it; `letters` has the newest first. It names nobody.

    `arrived`: the case is on site or further. Without it nothing claims that a visit took place whose days are over.
    `survey_changes`: that it is extended or replaced, the newest first, while that holds.
    `survey_broken` says, in words for everybody, how the survey fails while it does.
    With a `stop` the `plan` holds the days that were told, and nothing that people could act on. `dates_changed` is the
    day (in London) on which dates that had been announced changed last; None where none did.
    """

    reference: str
    area: str
    area_id: int
    authority: str
    website: str
    guidance: str
    historical: bool
    arrived: bool
    stop: Stop | None
    dates_changed: date | None = None
    plan: Plan
    email: str
    online: bool
    forum: str
    forum_email: str
    weaknesses: tuple[tuple[int, str], ...]
    letters: tuple[IssuedLetter, ...]
    result: Result | None
    outcome: OutcomeLetter | None
    survey_broken: str = ""
    survey_changes: tuple[SurveyChanged, ...] = ()

    @property
    def letter(self) -> IssuedLetter | None:
        """The one that holds."""
        return self.letters[0] if self.letters else None

    @property
    def moments(self) -> tuple[datetime | None, ...]:
        """When the page begins to say something else, but for midnight."""
        plan, meeting = self.plan, self.plan.meeting
        of_meeting = (meeting.starts, meeting.registration_closes) if meeting else ()
        return plan.opens, plan.closes, *of_meeting
