"""What to look at before a case's dates are settled: gathered from the rows, judged by the engine, never blocking."""

from collections.abc import Iterable
from datetime import date
from itertools import chain

from inspections import queries
from inspections.in_the_way import in_the_way
from inspections.models import QuestionSet, Revisit, TeamMember, TimelineEvent
from inspections.models.revisit import SurveyKind
from inspections.question_states import SetState
from inspections.timeline.warnings import Caution, CautionFacts, cautions
from inspections.workflow import State
from revisits.accounts.access import Person

Purpose = QuestionSet.Purpose


def of_case(
    revisit: Revisit, timeline: Iterable[TimelineEvent], team: Iterable[TeamMember], *, reader: Person
) -> tuple[Caution, ...]:
    """The cautions of a case as the reader may know them, from its rows as they were read already, and two more
    queries; of a survey of our own a third."""
    assert revisit.days and revisit.last_day
    on_site = [member.user_id for member in team if member.role in TeamMember.ON_SITE]
    first, last = revisit.first_day, revisit.last_day
    found = in_the_way(on_site, first, last, reader=reader, but=revisit.pk, area=revisit.area_id)
    events = {event.code: event for event in timeline}
    return cautions(
        CautionFacts(
            calendar=queries.calendar(),
            first_day=revisit.first_day,
            days=revisit.days,
            notified_on=_date(events, "notify"),
            survey_opens_on=_date(events, "survey_opens"),
            survey_closes_on=_date(events, "survey_closes"),
            school_holidays=found.school_holidays,
            bookings=tuple(chain.from_iterable(found.bookings.values())),
            absences=found.absences,
            fit_for_purpose_on=revisit.wsoa.fit_for_purpose_on,
            final_on=_date(events, "final_sent"),
            final_is_actual=_is_done(events, "final_sent"),
            published_on=_date(events, "published"),
            published_is_actual=_is_done(events, "published"),
            survey_unasked=_unasked(revisit),
        )
    )


def _unasked(revisit: Revisit) -> bool:
    """Before its notice nobody could agree them."""
    if revisit.survey_kind != SurveyKind.OWN or revisit.state != State.NOTIFIED:
        return False
    return not revisit.question_sets.filter(purpose=Purpose.SURVEY, state=SetState.AGREED).exists()


def _date(events: dict[str, TimelineEvent], code: str) -> date | None:
    event = events.get(code)
    return (event.done_on or event.planned_on) if event else None


def _is_done(events: dict[str, TimelineEvent], code: str) -> bool:
    return code in events and events[code].done_on is not None
