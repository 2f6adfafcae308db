"""What to look at before dates are settled. Cautions never block: guidance dates are defaults."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from inspections.timeline.clocks import (
    FINAL_DAYS,
    PUBLICATION_DAYS,
    final_due,
    publication_due,
    revisit_due_by,
)
from inspections.timeline.explain import spoken
from inspections.timeline.schedule import NOTICE_DAYS
from inspections.timeline.working_days import FRIDAY, WorkingCalendar

Span = tuple[date, date, str]


@dataclass(frozen=True, slots=True)
class Caution:
    """One thing to look at: a stable code, a sentence for the reader, and the event concerned, if one."""

    code: str
    sentence: str
    event_code: str | None = None


@dataclass(frozen=True, slots=True)
class Booking:
    """Another re-visit of a team member: the person, its reference, its first and last on-site day.

    Without a reference to whoever may not see that re-visit.
    """

    person: str
    reference: str
    first_day: date
    last_day: date

    @property
    def where(self) -> str:
        return f"for {self.reference}" if self.reference else "elsewhere"


@dataclass(frozen=True, slots=True)
class CautionFacts:
    """What is known of a case; None where it is not known.

    `final_on` and `published_on` are the actual date where there is one, else the planned; the flag beside
    each says which. `survey_unasked`: the survey is our own, and its questions are not agreed yet.
    `school_holidays` are the area's, as (first day, last day, name), `bookings` those of the
    whole team, and `absences` when its people are away, as (first day, last day, person).
    """

    calendar: WorkingCalendar
    first_day: date
    days: int
    notified_on: date | None = None
    survey_opens_on: date | None = None
    survey_closes_on: date | None = None
    school_holidays: tuple[Span, ...] = ()
    bookings: tuple[Booking, ...] = ()
    absences: tuple[Span, ...] = ()
    fit_for_purpose_on: date | None = None
    final_on: date | None = None
    final_is_actual: bool = False
    published_on: date | None = None
    published_is_actual: bool = False
    survey_unasked: bool = False

    @property
    def on_site(self) -> tuple[date, ...]:
        """The on-site days."""
        return self.calendar.on_site_days(self.first_day, self.days)

    @property
    def last_day(self) -> date:
        """The last on-site day."""
        return self.calendar.last_day(self.first_day, self.days)


def cautions(facts: CautionFacts) -> tuple[Caution, ...]:
    """Every caution of a case, in the order of its way through."""
    checks = (
        short_notice, first_day_off, survey_without_questions, survey_on_days_off, survey_in_school_holiday,
        visit_in_school_holiday, team_clash, team_away, late_revisit, late_final, late_publication,
    )  # fmt: skip
    return tuple(caution for check in checks for caution in check(facts))


def short_notice(facts: CautionFacts) -> Iterator[Caution]:
    """Notice is ten working days before the first on-site day (G8)."""
    if facts.notified_on is None:
        return
    notice = -facts.calendar.count_between(facts.first_day, facts.notified_on)
    if notice <= 0:
        told = f"The area is told on {spoken(facts.notified_on)}, which is not before the first on-site day."
        yield Caution("short_notice", f"{told} The guidance gives {NOTICE_DAYS} working days.", "notify")
    elif notice < NOTICE_DAYS:
        yield Caution(
            "short_notice",
            f"The area gets {_working_days(notice)} of notice, not {NOTICE_DAYS}: it is told on "
            f"{spoken(facts.notified_on)} and the visit starts on {spoken(facts.first_day)}.",
            "notify",
        )


def first_day_off(facts: CautionFacts) -> Iterator[Caution]:
    """The visit starts on a bank holiday or at a weekend; it is day 1 all the same."""
    reason = day_off(facts.calendar, facts.first_day)
    if reason:
        yield Caution("first_day_off", f"The first on-site day, {spoken(facts.first_day)}, is {reason}.")


def survey_without_questions(facts: CautionFacts) -> Iterator[Caution]:
    """A survey of our own cannot open before its questions are agreed (G16)."""
    if facts.survey_unasked and facts.survey_opens_on:
        yield Caution(
            "survey_without_questions",
            f"The survey opens on {spoken(facts.survey_opens_on)}, and its questions are not agreed yet: without them "
            "parents have nothing to answer.",
            "questions_agreed",
        )


def survey_on_days_off(facts: CautionFacts) -> Iterator[Caution]:
    """The survey opens or closes on a day off, or a bank holiday lies between (G16)."""
    opens, closes = facts.survey_opens_on, facts.survey_closes_on
    for day, verb, code in ((opens, "opens", "survey_opens"), (closes, "closes", "survey_closes")):
        reason = day and day_off(facts.calendar, day)
        if day and reason:
            yield Caution(f"{code}_day_off", f"The survey {verb} on {spoken(day)}, which is {reason}.", code)
    if opens is None or closes is None:
        return
    for day, name in facts.calendar.holidays_between(opens, closes):
        if opens < day < closes and day.weekday() <= FRIDAY:
            yield Caution(
                "survey_holiday",
                f"A bank holiday falls while the survey is open: {name}, {spoken(day)}. "
                "Parents have one working day less to answer.",
                "survey_opens",
            )


def survey_in_school_holiday(facts: CautionFacts) -> Iterator[Caution]:
    """Parents are hard to reach while the schools of the area are closed."""
    opens, closes = facts.survey_opens_on, facts.survey_closes_on
    if opens is None or closes is None:
        return
    for first, last, name in facts.school_holidays:
        if first <= closes and opens <= last:
            yield Caution(
                "survey_school_holiday",
                f"The survey is open in a school holiday of the area ({_school_holiday(first, last, name)}). "
                "Fewer parents may hear of it.",
                "survey_opens",
            )


def visit_in_school_holiday(facts: CautionFacts) -> Iterator[Caution]:
    """On-site days on which the schools of the area are closed."""
    for first, last, name in facts.school_holidays:
        closed = [day for day in facts.on_site if first <= day <= last]
        if closed:
            which = "The whole visit is" if len(closed) == facts.days else f"{_on_site_days(len(closed))}"
            yield Caution(
                "visit_school_holiday",
                f"{which} in a school holiday of the area ({_school_holiday(first, last, name)}).",
            )


def team_clash(facts: CautionFacts) -> Iterator[Caution]:
    """A team member is on site elsewhere on the same days."""
    for booking in facts.bookings:
        shared = [day for day in facts.on_site if booking.first_day <= day <= booking.last_day]
        if shared:
            when = f"on {spoken(shared[0])}"
            if len(shared) > 1:
                when = f"from {spoken(shared[0])} to {spoken(shared[-1])}"
            yield Caution("team_clash", f"{booking.person} is also on site {booking.where} {when}.")


def team_away(facts: CautionFacts) -> Iterator[Caution]:
    """A team member is away on on-site days."""
    for first, last, person in facts.absences:
        if any(first <= day <= last for day in facts.on_site):
            yield Caution("team_away", f"{person} is away from {spoken(first)} to {spoken(last)}.")


def late_revisit(facts: CautionFacts) -> Iterator[Caution]:
    """A re-visit is usually within 18 months of the WSOA being declared fit for purpose (G5)."""
    if facts.fit_for_purpose_on is None:
        return
    due = revisit_due_by(facts.fit_for_purpose_on)
    if facts.first_day > due:
        yield Caution(
            "late_revisit",
            f"The visit starts after {spoken(due)}, 18 months from the day when the statement of action was "
            f"declared fit for purpose ({spoken(facts.fit_for_purpose_on)}).",
        )


def late_final(facts: CautionFacts) -> Iterator[Caution]:
    """The final letter goes usually within 28 working days of the end of the visit (G26)."""
    if facts.final_on:
        due = final_due(facts.last_day, facts.calendar)
        verb = "was sent on" if facts.final_is_actual else "is planned for"
        yield from _slip(facts, "final_sent", f"The final letter {verb}", facts.final_on, due, FINAL_DAYS)


def late_publication(facts: CautionFacts) -> Iterator[Caution]:
    """The letter is normally published within 33 working days of the end of the visit (G26)."""
    if facts.published_on:
        due = publication_due(facts.last_day, facts.calendar)
        verb = "was published on" if facts.published_is_actual else "is planned to be published on"
        yield from _slip(facts, "published", f"The letter {verb}", facts.published_on, due, PUBLICATION_DAYS)


def day_off(calendar: WorkingCalendar, day: date) -> str:
    """Why it is no working day ("a bank holiday (Good Friday)", "a Saturday"), or "" if it is one."""
    if day in calendar.holidays:
        return f"a bank holiday ({calendar.holidays[day]})"
    return "" if calendar.is_working_day(day) else f"a {spoken(day).split()[0]}"


def _slip(facts: CautionFacts, code: str, what: str, on: date, due: date, usual: int) -> Iterator[Caution]:
    if on <= due:
        return
    # A letter sent at the weekend after the last day is late by no working day, and late all the same.
    late = facts.calendar.count_between(due, on)
    by = f"{_working_days(late)} after" if late else "after"
    yield Caution(
        f"late_{code}",
        f"{what} {spoken(on)}: {by} {spoken(due)}, the day {usual} working days from the end of the visit.",
        code,
    )


def _working_days(count: int) -> str:
    return f"{count} working day{'' if count == 1 else 's'}"


def _on_site_days(count: int) -> str:
    return "1 on-site day is" if count == 1 else f"{count} on-site days are"


def _school_holiday(first: date, last: date, name: str) -> str:
    return f"{name}, {spoken(first)} to {spoken(last)}"
