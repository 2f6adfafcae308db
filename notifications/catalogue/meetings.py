"""The meetings of a case."""

from inspections.models import CaseEvent
from notifications.catalogue.message import Message, Urgency
from notifications.domain import audience, facts

Kind = CaseEvent.Kind

MESSAGES = (
    Message(
        "meeting_invitation",
        "Invitation to a meeting (GT)",
        recipients=audience.of_meeting,
        facts=facts.invitation,
        kinds=frozenset({Kind.MEETING_INVITED}),
        urgency=Urgency.FORMAL,
        readers="The team, and those of the area's sides whom the meeting concerns.",
    ),
    Message(
        "meeting_changed",
        "What somebody was told of a meeting has changed",
        recipients=audience.told_of_meetings,
        facts=facts.changed_meetings,
        kinds=frozenset(
            {
                *(Kind.MEETING_CHANGED, Kind.MEETING_CANCELLED, Kind.EDITED, Kind.NOTIFIED),
                *(Kind.RESCHEDULED, Kind.DATE_MOVED, Kind.DATE_OVERRIDDEN, Kind.OVERRIDE_REMOVED),
            }
        ),
        urgency=Urgency.FORMAL,
        readers="Whoever was told of the meeting.",
    ),
)
