"""Offering people for a part: the initial inspection's inspectors first (G6), each with what stands in the way.

Nothing here blocks: whoever picks is told, and decides.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.contrib.auth.models import AnonymousUser

from inspections.in_the_way import in_the_way
from inspections.models import Absence, Revisit, TeamMember
from inspections.timeline.warnings import Booking
from revisits.accounts.access import Person
from revisits.accounts.models import User

INSPECTED, OTHERS = "Inspected the area before", "Others"
Choices = list[tuple[str, str | list[tuple[int, str]]]]


@dataclass(frozen=True)
class Days:
    """The on-site days of a case, as far as they are known, the case itself if there is one, and who looks: without
    a reader as somebody who may see no other case."""

    today: date
    first: date | None = None
    last: date | None = None
    case: Revisit | None = None
    reader: Person = field(default_factory=AnonymousUser)

    @classmethod
    def of(cls, case: Revisit, today: date, reader: Person) -> "Days":
        return cls(today, case.first_day, case.last_day, case, reader)


@dataclass(frozen=True)
class Candidate:
    """A person, whether they carried out the initial inspection, and what stands in the way."""

    user: User
    inspected: bool
    notes: tuple[str, ...] = ()

    @property
    def line(self) -> str:
        """For a list that cannot be grouped."""
        before = (INSPECTED.lower(),) if self.inspected else ()
        return self._with(before + self.notes)

    @property
    def option(self) -> str:
        """For a list under its heading."""
        return self._with(self.notes)

    def _with(self, notes: tuple[str, ...]) -> str:
        return f"{self.user.name} ({'; '.join(notes)})" if notes else self.user.name


def candidates(people: Iterable[User], inspectors: Iterable[int], days: Days) -> list[Candidate]:
    """The people, those first who carried out the initial inspection (their ids), each with their notes."""
    people, inspected = list(people), set(inspectors)
    notes = obstacles([person.pk for person in people], days)
    found = [Candidate(person, person.pk in inspected, notes[person.pk]) for person in people]
    return sorted(found, key=lambda candidate: not candidate.inspected)


def grouped(found: list[Candidate], empty: str) -> Choices:
    """The choices of a drop-down: one empty, then those who inspected before, then the others."""
    groups = (
        (INSPECTED, [(each.user.pk, each.option) for each in found if each.inspected]),
        (OTHERS, [(each.user.pk, each.option) for each in found if not each.inspected]),
    )
    return [("", empty), *((title, people) for title, people in groups if people)]


def obstacles(people: list[int], days: Days) -> dict[int, tuple[str, ...]]:
    """Of each person (id): on site elsewhere on the same days, or away on one of them or today. Two queries."""
    on_site: dict[int, list[Booking]] = {}
    if days.first and days.last:
        but = days.case.pk if days.case else None
        on_site = in_the_way(people, days.first, days.last, reader=days.reader, but=but).bookings
    away = Absence.objects.filter(
        user__in=people, first_day__lte=days.last or days.today, last_day__gte=days.today
    )
    told: dict[int, list[str]] = {person: [] for person in people}
    for person, theirs in on_site.items():
        told[person] += [elsewhere(booking) for booking in theirs]
    for absence in away:
        if absence.first_day <= days.today or (days.first and absence.last_day >= days.first):
            told[absence.user_id].append(absence.told(days.today))
    return {person: tuple(notes) for person, notes in told.items()}


def elsewhere(booking: Booking) -> str:
    """In short: "also on site for kent-2022, 17 May to 19 May"."""
    return f"also on site {booking.where}, {booking.first_day:%-d %B} to {booking.last_day:%-d %B %Y}"


def inspectors_of(case: Revisit) -> list[User]:
    """Who carried out the case's initial inspection, as far as it is on file."""
    return list(case.wsoa.inspection.inspectors.all())


def left(case: Revisit) -> list[TeamMember]:
    """Parts in a case that ended, the latest first."""
    ended = TeamMember.everybody.filter(revisit=case, removed_at__isnull=False)
    return list(ended.select_related("user", "removed_by").order_by("-removed_at", "-pk"))
