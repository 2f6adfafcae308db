"""What to look at before a case's dates are settled: gathered from the rows, judged by the engine, never blocking."""

from collections.abc import Iterable
from datetime import date

from inspections import queries
from inspections.models import Revisit, TeamMember, TimelineEvent
from inspections.models.revisit import LONGEST
from inspections.timeline.warnings import Booking, Caution, CautionFacts, cautions


def of_case(
    revisit: Revisit, timeline: Iterable[TimelineEvent], team: Iterable[TeamMember]
) -> tuple[Caution, ...]:
    """The cautions of a case, from its rows as they were read already, and three more queries."""
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
    others = TeamMember.objects.filter(
        user__in=[member.user_id for member in team if member.role in TeamMember.ON_SITE],
        role__in=TeamMember.ON_SITE,
        revisit__first_day__range=(revisit.first_day - LONGEST, revisit.last_day),
        revisit__last_day__gte=revisit.first_day,
    )
    columns = ("user__name", "revisit__reference", "revisit__first_day", "revisit__last_day")
    return tuple(Booking(*row) for row in others.exclude(revisit=revisit).values_list(*columns))


def _date(events: dict[str, TimelineEvent], code: str) -> date | None:
    event = events.get(code)
    return (event.done_on or event.planned_on) if event else None


def _is_done(events: dict[str, TimelineEvent], code: str) -> bool:
    return code in events and events[code].done_on is not None
