"""How long each type of record is kept: the periods, their reasons, and what the environment makes of them.

Pure data and dates. `settings.RETENTION` holds the period of each type; the privacy notice prints it from there.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.core.exceptions import ImproperlyConfigured

PREFIX, SUFFIX = "RETENTION_", "_DAYS"
FOREVER = "forever"
# A whole turn of leap years: no period is shorter than another in one year and longer in the next.
_STARTS = [date(2021, 1, 1), date(2022, 1, 1), date(2023, 1, 1), date(2024, 1, 1)]
LONGEST = 36_525


@dataclass(frozen=True)
class Period:
    """Whole calendar years and days. What starts on 29 February is kept until 1 March of a year without one."""

    years: int = 0
    days: int = 0

    def due_on(self, start: date) -> date:
        """The first day on which something that started on `start` is no longer kept."""
        try:
            later = start.replace(year=start.year + self.years)
        except ValueError:
            later = date(start.year + self.years, 3, 1)
        return later + timedelta(days=self.days)

    def cutoff(self, today: date) -> date:
        """The last start that is due on `today`."""
        moved = today - timedelta(days=self.days)
        try:
            return moved.replace(year=moved.year - self.years)
        except ValueError:
            return date(moved.year - self.years, 2, 28)

    def covers(self, shortest: "Period") -> bool:
        """Whether it is at least as long, whatever the year."""
        return all(self.due_on(start) >= shortest.due_on(start) for start in _STARTS)

    def __str__(self) -> str:
        parts = [(self.years, "year"), (self.days, "day")]
        said = [f"{number} {unit}{'s' if number != 1 else ''}" for number, unit in parts if number]
        return " and ".join(said) or "0 days"


@dataclass(frozen=True)
class RecordType:
    """A type of record: how long it is kept, counted from what, and why. Without `shortest` it is kept for good."""

    code: str
    label: str
    counted_from: str
    default: Period | None
    why: str
    shortest: Period | None = None

    @property
    def variable(self) -> str:
        """The environment variable that sets its period in days."""
        return f"{PREFIX}{self.code.upper()}{SUFFIX}"

    @property
    def rule(self) -> str:
        """What may be set, in one sentence that starts with the variable."""
        if self.shortest is None:
            return f"{self.variable} must stay unset or be {FOREVER}: {self.why}"
        return f"{self.variable} must be {FOREVER} or a number of days, at least {self.shortest}: {self.why}"

    def allows(self, period: Period | None) -> bool:
        return period is None or (self.shortest is not None and period.covers(self.shortest))


RECORD_TYPES = {
    each.code: each
    for each in (
        RecordType(
            "outcome_drafts",
            "Drafts of the outcome letters of closed cases, with what was said of them",
            "the re-visit's letter was published",
            Period(years=6),
            "Claims about a decision may be brought for six years; complaints and judicial review within months.",
            shortest=Period(years=1),
        ),
        RecordType(
            "evidence",
            "Evidence that an area and its forum gave in closed cases, with its files",
            "the re-visit's letter was published",
            Period(years=6),
            "Claims about a decision that rests on it may be brought for six years.",
            shortest=Period(years=1),
        ),
        RecordType(
            "notes",
            "Inspectors' notes on the evidence of closed cases, and how they sorted and weighed it",
            "the re-visit's letter was published",
            Period(years=6),
            "Claims about a decision that rests on them may be brought for six years.",
            shortest=Period(years=1),
        ),
        RecordType(
            "judgements",
            "Judgements of closed cases in all their versions, who agreed them, and other serious concerns",
            "the re-visit's letter was published",
            Period(years=6),
            "Claims about a decision may be brought for six years; the letter keeps what was decided for good.",
            shortest=Period(years=1),
        ),
        RecordType(
            "arrangements",
            "Schedules, sessions with children and messages of closed cases",
            "the re-visit's letter was published",
            Period(years=6),
            "They show how a visit was carried out, as long as its confidential papers are kept.",
            shortest=Period(years=1),
        ),
        RecordType(
            "fieldwork",
            "Records of the on-site days of closed cases: keeping in touch, judgement meeting, feedback",
            "the re-visit's letter was published",
            Period(years=6),
            "Claims about a decision that rests on them may be brought for six years.",
            shortest=Period(years=1),
        ),
        RecordType(
            "survey_answers",
            "What parents and carers answered in the surveys of closed cases, and what inspectors marked in it",
            "the re-visit's letter was published",
            Period(years=1),
            "A complaint about the letter, or its correction, comes within a year; the figures counted of them stay.",
            shortest=Period(days=90),
        ),
        RecordType(
            "working_copies",
            "Words typed into forms and not sent",
            "they were last typed at",
            Period(days=14),
            "They bridge a broken connection or a night; they go by themselves, without a list to approve.",
            shortest=Period(days=1),
        ),
        RecordType(
            "registrations",
            "Parents' registrations for an open meeting",
            "the open meeting",
            Period(days=90),
            "They are for the evening, and for answering who came while its notes are written; then for nobody.",
            shortest=Period(days=1),
        ),
        RecordType(
            "notices",
            "Names, addresses and words of messages",
            "the message was sent",
            Period(years=2),
            "They show who was told what and when, as long as that is likely to be asked.",
            shortest=Period(days=90),
        ),
        RecordType(
            "case_drafts",
            "Cases begun and never set up",
            "somebody last worked on it",
            Period(days=90),
            "A draft is a convenience for whoever is typing it.",
            shortest=Period(days=7),
        ),
        RecordType(
            "people",
            "Name and contact details of people without a role",
            "the last role ended",
            Period(years=3),
            "People come back to the work, and are asked about what they did; then a role without a name suffices.",
            shortest=Period(days=90),
        ),
        RecordType(
            "absences",
            "Days on which people are away",
            "the last of them",
            Period(days=90),
            "They are for planning, and say nothing once they are over.",
            shortest=Period(days=1),
        ),
        RecordType(
            "invitations",
            "Invitations that are over",
            "it was accepted or revoked, or ran out",
            Period(days=90),
            "For a while it shows who was asked in, and by whom; then the role itself does.",
            shortest=Period(days=7),
        ),
        RecordType(
            "account_mails",
            "Mail about accounts",
            "the mail was written",
            Period(days=90),
            "It helps somebody who cannot get in, or brings a parent the code of a registration; its words are "
            "forgotten as soon as it is sent.",
            shortest=Period(days=7),
        ),
        RecordType(
            "account_events",
            "What the office did to accounts",
            "it was done",
            Period(years=6),
            "It shows who opened a way into an account, as long as the papers that it opened.",
            shortest=Period(years=1),
        ),
        RecordType(
            "sessions",
            "Sign-in sessions",
            "the session ended",
            Period(days=30),
            "An ended session opens nothing; for a month it helps to look into a misuse.",
            shortest=Period(days=1),
        ),
        RecordType(
            "office_log",
            "Log of the office's pages",
            "the change was made",
            Period(years=6),
            "It shows who changed an area, a person or a holiday, as long as the papers that rest on it.",
            shortest=Period(years=1),
        ),
        RecordType(
            "record",
            "The record of changes and readings",
            "they were sealed",
            Period(years=8),
            "It shows who changed and read what, for two years longer than the papers are kept.",
            shortest=Period(years=6),
        ),
        RecordType(
            "copies",
            "Record of copies that people were given of their data",
            "the copy was made",
            Period(years=2),
            "It shows that a request was answered, as long as a complaint about it may follow.",
            shortest=Period(years=1),
        ),
        RecordType(
            "case_file",
            "The case itself: team, timeline, history, letters issued",
            "the case was set up",
            None,
            "It is the public record of a statutory inspection, and of who answered for it by their office.",
        ),
        RecordType(
            "disposals",
            "Record of disposals, and of holds",
            "the disposal",
            None,
            "It shows that data went by the rules, and holds none of what went.",
        ),
    )
}


def periods(given: Mapping[str, str]) -> dict[str, Period | None]:
    """The period of each record type by its code, as the environment sets it; None is kept for good.

    Raises ImproperlyConfigured on a value that is no number of days, and on a type that does not exist.
    """
    found = {each.code: each.default for each in RECORD_TYPES.values()}
    known = {each.variable: each.code for each in RECORD_TYPES.values()}
    for name, value in given.items():
        if name.startswith(PREFIX) and name.endswith(SUFFIX):
            if name not in known:
                raise ImproperlyConfigured(f"{name} names no record type. There are: {', '.join(known)}.")
            found[known[name]] = _read(name, value.strip().lower())
    return found


def _read(name: str, value: str) -> Period | None:
    if value == FOREVER:
        return None
    if not value.isdecimal() or int(value) > LONGEST:
        raise ImproperlyConfigured(f"{name} must be a number of days up to {LONGEST}, or {FOREVER}.")
    return Period(days=int(value))


def in_words(code: str, period: Period | None) -> str:
    """How long a type is kept: "6 years after the re-visit's letter was published"."""
    return f"{period} after {RECORD_TYPES[code].counted_from}" if period else "for good"
