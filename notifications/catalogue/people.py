"""Who works on a case, and who reads its draft."""

from inspections.models import CaseEvent
from notifications.catalogue.message import Message, Urgency
from notifications.domain import audience, facts, joining

Kind = CaseEvent.Kind

MESSAGES = (
    Message(
        "handed_over",
        "Cases were handed over",
        recipients=audience.handed_over,
        facts=facts.handed_over,
        kinds=frozenset({Kind.HANDED_OVER}),
        readers="Who took the cases over, who gave them, and the lead HMI of each.",
    ),
    Message(
        "draft_opened",
        "The draft outcome letter is open to a director (G24)",
        recipients=audience.draft_readers,
        facts=facts.draft_open,
        kinds=frozenset({Kind.DRAFT_OPENED}),
        urgency=Urgency.FORMAL,
        readers="The directors and chief executives to whom it was opened.",
    ),
    Message(
        "reader_named",
        "Somebody was named to read the draft (G24)",
        recipients=audience.draft_readers_and_lead,
        facts=facts.draft_open,
        kinds=frozenset({Kind.READER_NAMED}),
        urgency=Urgency.FORMAL,
        readers="Whoever was named, and the lead HMI.",
    ),
    Message(
        "team_joined",
        "Somebody joined the team of a case (G6, G7)",
        recipients=joining.joined,
        facts=joining.part,
        kinds=frozenset({Kind.TEAM_CHANGED, Kind.CREATED}),
        readers="Whoever joined, and the lead HMI; of a new case its whole team; not whoever did it.",
    ),
    Message(
        "team_left",
        "Somebody was taken off the team of a case (G6, G7)",
        recipients=joining.left,
        facts=joining.part,
        kinds=frozenset({Kind.TEAM_CHANGED}),
        readers="Whoever was taken off, and the lead HMI; not whoever did it.",
    ),
)
