"""Parents' questions and the circulation of their letter."""

from inspections.models import CaseEvent
from notifications.catalogue.message import Message, Urgency
from notifications.domain import forum

Kind = CaseEvent.Kind

MESSAGES = (
    Message(
        "questions_proposed",
        "Questions for parents are shared with the forum (G11, G16)",
        recipients=forum.forum,
        facts=forum.questions,
        kinds=frozenset({Kind.QUESTIONS_PROPOSED}),
    ),
    Message(
        "questions_commented",
        "The forum commented on the questions for parents (G16)",
        recipients=forum.lead,
        facts=forum.questions,
        kinds=frozenset({Kind.QUESTIONS_COMMENTED}),
    ),
    Message(
        "questions_agreed",
        "The questions for parents are agreed (G16)",
        recipients=forum.the_other,
        facts=forum.questions,
        kinds=frozenset({Kind.QUESTIONS_AGREED}),
        urgency=Urgency.OPTIONAL,
    ),
    Message(
        "circulation_chased",
        "The letter to parents has not been circulated yet",
        recipients=forum.chased,
        facts=forum.circulation,
        kinds=frozenset({Kind.CIRCULATION_CHASED}),
    ),
)
