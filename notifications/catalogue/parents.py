"""Parents' questions and the circulation of their letter."""

from inspections.models import CaseEvent
from notifications.catalogue.message import Message, Urgency
from notifications.domain import audience, forum, steps

Kind = CaseEvent.Kind

MESSAGES = (
    Message(
        "questions_proposed",
        "Questions for parents are shared with the forum (G11, G16)",
        recipients=forum.forum,
        facts=forum.questions,
        kinds=frozenset({Kind.QUESTIONS_PROPOSED}),
        readers="The forum.",
    ),
    Message(
        "questions_commented",
        "The forum commented on the questions for parents (G16)",
        recipients=forum.lead,
        facts=forum.questions,
        kinds=frozenset({Kind.QUESTIONS_COMMENTED}),
        readers="The lead HMI.",
    ),
    Message(
        "questions_agreed",
        "The questions for parents are agreed (G16)",
        recipients=forum.the_other,
        facts=forum.questions,
        kinds=frozenset({Kind.QUESTIONS_AGREED}),
        readers="The lead HMI and the forum, but for whoever agreed or settled them.",
        urgency=Urgency.OPTIONAL,
    ),
    Message(
        "circulation_chased",
        "The letter to parents has not been circulated yet",
        recipients=forum.chased,
        facts=forum.circulation,
        kinds=frozenset({Kind.CIRCULATION_CHASED}),
        urgency=Urgency.FORMAL,
        readers="The side that has not circulated it: the forum, or the authority's nominated officers.",
    ),
    Message(
        "parents_letter_issued",
        "The letter to parents was issued after the notice, or a new version of it",
        recipients=audience.area_if_notified,
        facts=steps.parents_letter,
        kinds=frozenset({Kind.LETTER_ISSUED}),
        urgency=Urgency.FORMAL,
        readers="The DCS, the nominated officers, health leaders and the forum; nobody before the notice, which "
        "brings it.",
    ),
)
