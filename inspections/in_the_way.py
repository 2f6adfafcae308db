"""What may be in the way of on-site days: other re-visits of the people, their absences, school holidays of the area.

One statement in SQL. As three through the ORM they cost a case's overview a fifth of its time (bench/RESULTS.md).
Whose case it is that is in the way, only those read who may see it: to others the person is on site elsewhere.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from inspections import access
from inspections.models import TeamMember
from inspections.models.revisit import LONGEST
from inspections.timeline.warnings import Booking, Span
from revisits.accounts.access import Person

_FIND = """
    SELECT 'booking', m.user_id, u.name, r.first_day, r.last_day, r.reference, r.id, r.area_id
    FROM inspections_teammember m
    JOIN inspections_revisit r ON r.id = m.revisit_id
    JOIN accounts_user u ON u.id = m.user_id
    WHERE m.removed_at IS NULL AND m.user_id = ANY(%(people)s) AND m.role = ANY(%(on_site)s)
        AND r.first_day BETWEEN %(earliest)s AND %(last_day)s AND r.last_day >= %(first_day)s
        AND r.id IS DISTINCT FROM %(but)s AND r.state <> 'cancelled'
        AND (r.state <> 'postponed' OR r.first_day <> r.stopped_first_day)
    UNION ALL
    SELECT 'absence', a.user_id, u.name, a.first_day, a.last_day, '', 0, 0
    FROM inspections_absence a JOIN accounts_user u ON u.id = a.user_id
    WHERE a.user_id = ANY(%(people)s) AND a.first_day <= %(last_day)s AND a.last_day >= %(first_day)s
    UNION ALL
    SELECT 'school', 0, s.name, s.first_day, s.last_day, '', 0, 0
    FROM inspections_schoolholiday s WHERE s.area_id = %(area)s
    ORDER BY 4, 5, 3
"""


@dataclass(frozen=True, slots=True)
class InTheWay:
    """By person (key) their other re-visits; absences as (first day, last day, name); holidays alike, by their name."""

    bookings: dict[int, list[Booking]]
    absences: tuple[Span, ...]
    school_holidays: tuple[Span, ...]


def in_the_way(
    people: Iterable[int],
    first_day: date,
    last_day: date,
    *,
    reader: Person,
    but: int | None = None,
    area: int | None = None,
) -> InTheWay:
    """What lies between two days, both included, for people (keys); one case (key) set aside. School holidays are
    those of one area (key), whenever they are. Of a case that the reader may not see there is no reference, and no
    day but those asked about."""
    given: dict[str, Any] = {
        "people": list(people), "on_site": list(TeamMember.ON_SITE), "earliest": first_day - LONGEST,
        "first_day": first_day, "last_day": last_day, "but": but, "area": area,
    }  # fmt: skip
    bookings: dict[int, list[Booking]] = {}
    spans: dict[str, list[Span]] = {"absence": [], "school": []}
    with connection.cursor() as cursor:
        cursor.execute(_FIND, given)
        for kind, person, name, first, last, reference, *case in cursor.fetchall():
            if kind != "booking":
                spans[kind].append((first, last, name))
                continue
            booking = Booking(name, reference, first, last)
            if not access.sees_case(reader, *case):
                booking = Booking(name, "", max(first, first_day), min(last, last_day))
            bookings.setdefault(person, []).append(booking)
    return InTheWay(bookings, tuple(spans["absence"]), tuple(spans["school"]))
