"""What to look at before a case's dates are settled: gathered from the rows, judged by the engine, never blocking."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from inspections import queries
from inspections.models import Absence, Revisit, TeamMember, TimelineEvent
from inspections.models.revisit import LONGEST
from inspections.timeline.warnings import Booking, Caution, CautionFacts, Span, cautions


def of_case(
    revisit: Revisit, timeline: Iterable[TimelineEvent], team: Iterable[TeamMember]
) -> tuple[Caution, ...]:
    """The cautions of a case, from its rows as they were read already, and four more queries."""
    assert revisit.days
    events = {event.code: event for event in timeline}
    return cautions(
        CautionFacts(
            calendar=queries.calendar(),
            first_day=revisit.first_day,
            days=revisit.days,
            notified_on=_date(events, "notify"),
            survey_opens_on=_date(events, "survey_opens"),
            survey_closes_on=_date(events, "survey_closes"),
            school_holidays=tuple(revisit.area.school_holidays.values_list("first_day", "last_day", "name")),
            bookings=bookings(revisit, team),
            absences=absences(revisit, team),
            fit_for_purpose_on=revisit.wsoa.fit_for_purpose_on,
            final_on=_date(events, "final_sent"),
            final_is_actual=_is_done(events, "final_sent"),
            published_on=_date(events, "published"),
            published_is_actual=_is_done(events, "published"),
        )
    )


def bookings(revisit: Revisit, team: Iterable[TeamMember]) -> tuple[Booking, ...]:
    """Other re-visits of the on-site team that overlap with this one."""
    assert revisit.last_day
    people = [member.user_id for member in team if member.role in TeamMember.ON_SITE]
    found = booked(people, revisit.first_day, revisit.last_day, but=revisit)
    return tuple(booking for theirs in found.values() for booking in theirs)


def booked(
    people: Iterable[int], first_day: date, last_day: date, *, but: Revisit | None = None
) -> dict[int, list[Booking]]:
    """The re-visits that people (ids) are on site for between two days, both included; one case set aside."""
    others = TeamMember.objects.filter(
        user__in=list(people),
        role__in=TeamMember.ON_SITE,
        revisit__first_day__range=(first_day - LONGEST, last_day),
        revisit__last_day__gte=first_day,
    )
    found: dict[int, list[Booking]] = defaultdict(list)
    for row in others.exclude(revisit=but).select_related("user", "revisit").order_by("revisit__first_day"):
        found[row.user_id].append(
            Booking(
                row.user.name,
                row.revisit.reference,
                row.revisit.first_day,
                row.revisit.last_day or row.revisit.first_day,
            )
        )
    return found


def absences(revisit: Revisit, team: Iterable[TeamMember]) -> tuple[Span, ...]:
    """When people of the on-site team are away during the visit: first and last day, and who."""
    away = Absence.objects.filter(
        user__in=[member.user_id for member in team if member.role in TeamMember.ON_SITE],
        first_day__lte=revisit.last_day,
        last_day__gte=revisit.first_day,
    )
    return tuple(away.values_list("first_day", "last_day", "user__name"))


def _date(events: dict[str, TimelineEvent], code: str) -> date | None:
    event = events.get(code)
    return (event.done_on or event.planned_on) if event else None


def _is_done(events: dict[str, TimelineEvent], code: str) -> bool:
    return code in events and events[code].done_on is not None
