"""From a case to the facts of its letters: what is printed is what is stored, never what is recomputed."""

from datetime import datetime, time

from inspections import survey
from inspections.models import Revisit, TeamMember, TimelineEvent
from inspections.timeline import times
from letters.composing.facts import OpenMeetingFacts, ParentsLetterFacts

TITLE = "Her Majesty's Inspector"


def parents_facts(revisit: Revisit) -> ParentsLetterFacts:
    """The facts of the letter to parents, as the case stands; what is not known yet is None."""
    inspection = revisit.wsoa.inspection
    area = revisit.area
    assert revisit.last_day, "a historical re-visit has no letter of its own"
    dates = {
        event.code: event
        for event in revisit.timeline.filter(code__in=("survey_opens", "survey_closes", "open_meeting"))
    }
    lead = revisit.team.filter(role=TeamMember.Role.LEAD).select_related("user").first()
    return ParentsLetterFacts(
        guidance=revisit.guidance,  # type: ignore[arg-type]
        dated=revisit.parents_letter_date,
        area=area.name,
        authority=area.authority.name if area.authority else area.name,
        website=area.website or None,
        first_day=revisit.first_day,
        last_day=revisit.last_day,
        initial_first_day=inspection.first_day,
        initial_last_day=inspection.last_day,
        survey_url=survey.address(revisit) or None,
        survey_opens=_moment(dates.get("survey_opens")),
        survey_closes=_moment(dates.get("survey_closes")),
        open_meeting=_open_meeting(revisit, dates.get("open_meeting")),
        email_contributions=revisit.email_contributions or None,
        meetings_may_be_online=revisit.meetings_may_be_online,
        forum_name=area.forum.name if area.forum else "Parent Carer Forum",
        forum_email=(area.forum.email or None) if area.forum else None,
        circulated_by=revisit.circulated_by or None,
        letterhead=revisit.letterhead,
        signatory_name=lead.user.name if lead else None,
        signatory_title=(lead.user.title if lead else "") or TITLE,
    )


def _moment(event: TimelineEvent | None) -> datetime | None:
    if event is None or event.planned_on is None:
        return None
    return times.london(event.planned_on, times.clock_time(event.planned_time) or time(12))


def _open_meeting(revisit: Revisit, event: TimelineEvent | None) -> OpenMeetingFacts | None:
    if not revisit.has_open_meeting or event is None or event.planned_on is None:
        return None
    if revisit.meetings.filter(kind=event.code, cancelled_at__isnull=False).exists():
        return None
    return OpenMeetingFacts(
        on=event.planned_on,
        at=times.clock_time(event.planned_time),
        place=revisit.open_meeting_place or None,
        access=revisit.open_meeting_access or None,
    )
