"""Factual accuracy of the draft (G24, G25)."""

from inspections.models import CaseEvent
from notifications.catalogue.message import Message, Urgency
from notifications.domain import accuracy, steps

Kind = CaseEvent.Kind

MESSAGES = (
    Message(
        "comments_submitted",
        "Comments on the accuracy of the draft (G25)",
        recipients=accuracy.lead_and_cqc,
        facts=accuracy.submitted,
        kinds=frozenset({Kind.COMMENTS_SUBMITTED}),
        readers="The lead HMI and the CQC inspectors.",
    ),
    Message(
        "late_asked",
        "A side asks to comment on the draft late (G25)",
        recipients=accuracy.lead,
        facts=accuracy.submitted,
        kinds=frozenset({Kind.LATE_ASKED}),
        readers="The lead HMI.",
    ),
    Message(
        "late_answered",
        "Late comments on the draft are accepted or declined (G25)",
        recipients=accuracy.readers,
        facts=accuracy.late_answered,
        kinds=frozenset({Kind.LATE_ANSWERED}),
        urgency=Urgency.FORMAL,
        readers="The readers of the draft of the side that asked.",
    ),
    Message(
        "answers_told",
        "The outcome of a side's comments on the draft (G25)",
        recipients=accuracy.readers,
        facts=accuracy.told,
        kinds=frozenset({Kind.ANSWERS_TOLD}),
        urgency=Urgency.FORMAL,
        readers="The readers of the draft of the side whose comments were answered.",
    ),
    Message(
        "comments_closed",
        "The comments on the draft are closed (G25)",
        recipients=steps.draft_readers,
        facts=steps.comments_closed,
        kinds=frozenset({Kind.STATE_CHANGED}),
        urgency=Urgency.OPTIONAL,
        readers="The named readers of the draft.",
    ),
)
