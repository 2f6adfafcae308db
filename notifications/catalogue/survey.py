"""The survey of parents and carers."""

from inspections.models import CaseEvent
from notifications.catalogue.message import Message, Urgency
from notifications.domain import survey

Kind = CaseEvent.Kind
TOLD = "The lead HMI, the area's leaders and nominated officers, and the forum; not whoever did it."

MESSAGES = (
    Message(
        "survey_opened",
        "The survey for parents and carers is open (G16)",
        recipients=survey.told,
        facts=survey.window,
        kinds=frozenset({Kind.SURVEY_OPENED}),
        urgency=Urgency.FORMAL,
        readers=TOLD,
    ),
    Message(
        "survey_closed",
        "The survey for parents and carers is closed (G16)",
        recipients=survey.told,
        facts=survey.window,
        kinds=frozenset({Kind.SURVEY_CLOSED}),
        urgency=Urgency.OPTIONAL,
        readers=TOLD,
    ),
    Message(
        "survey_broken",
        "The survey for parents and carers does not work",
        recipients=survey.told,
        facts=survey.window,
        kinds=frozenset({Kind.SURVEY_BROKEN}),
        urgency=Urgency.FORMAL,
        readers=TOLD,
    ),
    Message(
        "survey_mended",
        "The survey for parents and carers works again",
        recipients=survey.told,
        facts=survey.window,
        kinds=frozenset({Kind.SURVEY_MENDED}),
        urgency=Urgency.FORMAL,
        readers=TOLD,
    ),
    Message(
        "survey_replaced",
        "The survey for parents and carers is replaced by another, and why",
        recipients=survey.told,
        facts=survey.window,
        kinds=frozenset({Kind.SURVEY_REPLACED}),
        urgency=Urgency.FORMAL,
        readers=TOLD,
    ),
    Message(
        "survey_extended",
        "The survey for parents and carers is extended by somebody else than the lead, and why",
        recipients=survey.lead_of_extended,
        facts=survey.extended,
        kinds=frozenset({Kind.DATE_OVERRIDDEN}),
        urgency=Urgency.FORMAL,
        readers="The lead HMI, unless they did it; the area and the forum read it with their dates.",
    ),
)
