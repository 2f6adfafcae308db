"""The schedule of the on-site days, and the session with children and young people."""

from inspections.models import CaseEvent
from notifications.catalogue.message import Message, Urgency
from notifications.domain import arrangements, forum, given

Kind = CaseEvent.Kind
OFFICERS = "The nominated officers of the authority and of health."
LEAD = "The lead HMI."

MESSAGES = (
    Message(
        "schedule_agreed",
        "The schedule of the on-site days is agreed (G12)",
        recipients=given.arrangers,
        facts=arrangements.schedule,
        kinds=frozenset({Kind.SCHEDULE_AGREED}),
        readers=OFFICERS,
    ),
    Message(
        "schedule_changed",
        "The schedule changed after it was agreed (G12)",
        recipients=forum.lead,
        facts=arrangements.changed_since_agreed,
        kinds=frozenset({Kind.SCHEDULE_CHANGED}),
        readers=LEAD,
    ),
    Message(
        "children_arranged",
        "A session with children and young people was arranged or changed (G9, G21)",
        recipients=forum.lead,
        facts=arrangements.children,
        kinds=frozenset({Kind.CHILDREN_ARRANGED}),
        urgency=Urgency.OPTIONAL,
        readers=LEAD,
    ),
    Message(
        "questions_shared",
        "The questions for children and young people are shared (G9)",
        recipients=given.arrangers,
        facts=arrangements.children,
        kinds=frozenset({Kind.QUESTIONS_SHARED}),
        readers=OFFICERS,
    ),
)
