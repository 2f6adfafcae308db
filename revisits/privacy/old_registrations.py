"""Parents' registrations for open meetings of long ago: they go, and leave nothing of whose they were."""

from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from inspections.meeting_kinds import OPEN_MEETING
from inspections.models import MeetingRegistration, TimelineEvent


def rows() -> QuerySet[MeetingRegistration]:
    """All of them, dated by the day of the meeting; without one, by the last on-site day."""
    meetings = TimelineEvent.objects.filter(revisit=OuterRef("revisit"), code=OPEN_MEETING)
    held = meetings.annotate(held_on=Coalesce("done_on", "planned_on")).values("held_on")[:1]
    dated = Coalesce(Subquery(held), "revisit__last_day")
    return MeetingRegistration.objects.select_related("revisit").annotate(dated_on=dated)


def reference(registration: MeetingRegistration) -> str:
    """Never a name."""
    return (
        f"{registration.revisit}: registration for the open meeting, {registration.registered_at:%-d %B %Y}"
    )
