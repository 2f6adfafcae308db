"""Who works on a case, and who reads its draft."""

from inspections.models import CaseEvent
from notifications.catalogue.message import Message, Urgency
from notifications.domain import audience, facts

Kind = CaseEvent.Kind

MESSAGES = (
    Message(
        "handed_over",
        "Cases were handed over",
        recipients=audience.handed_over,
        facts=facts.handed_over,
        kinds=frozenset({Kind.HANDED_OVER}),
    ),
    Message(
        "draft_opened",
        "The draft outcome letter is open to a director (G24)",
        recipients=audience.draft_readers,
        facts=facts.draft_open,
        kinds=frozenset({Kind.DRAFT_OPENED}),
        urgency=Urgency.FORMAL,
    ),
    Message(
        "reader_named",
        "Somebody was named to read the draft (G24)",
        recipients=audience.draft_readers_and_lead,
        facts=facts.draft_open,
        kinds=frozenset({Kind.READER_NAMED}),
        urgency=Urgency.FORMAL,
    ),
)
