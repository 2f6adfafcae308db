"""What the area and its forum give, and what they are asked for."""

from inspections.models import CaseEvent
from notifications.catalogue.message import Message, Urgency
from notifications.domain import forum, given

Kind = CaseEvent.Kind
LEAD = "The lead HMI."
LEAD_AND_GIVERS = (
    "The lead HMI, whoever gave it, and the nominated officers of the body for which it was given."
)
TEAM = "The lead HMI, and the inspector who asked."
ASKED = "The nominated officers of the side that was asked: authority, health, or the forum."

MESSAGES = (
    Message(
        "evidence_received",
        "Evidence came in (G12)",
        recipients=forum.lead,
        facts=given.received,
        kinds=frozenset({Kind.EVIDENCE_GIVEN}),
        urgency=Urgency.OPTIONAL,
        readers=LEAD,
    ),
    Message(
        "evidence_late",
        "Evidence came late, and was accepted (G12)",
        recipients=given.lead_and_givers,
        facts=given.late,
        kinds=frozenset({Kind.EVIDENCE_GIVEN}),
        readers=LEAD_AND_GIVERS,
    ),
    Message(
        "evidence_withdrawn",
        "Evidence that an inspector had read was withdrawn",
        recipients=forum.lead,
        facts=given.withdrawn,
        kinds=frozenset({Kind.EVIDENCE_WITHDRAWN}),
        readers=LEAD,
    ),
    Message(
        "evidence_infected",
        "A file of evidence is infected",
        recipients=given.lead_and_givers,
        facts=given.evidence,
        kinds=frozenset({Kind.EVIDENCE_INFECTED}),
        urgency=Urgency.FORMAL,
        readers=LEAD_AND_GIVERS,
    ),
    Message(
        "evidence_unscanned",
        "A file of evidence could not be scanned",
        recipients=given.lead_and_givers,
        facts=given.evidence,
        kinds=frozenset({Kind.EVIDENCE_UNSCANNED}),
        readers=LEAD_AND_GIVERS,
    ),
    Message(
        "evidence_cleared",
        "A file of evidence can be opened after all",
        recipients=given.lead_and_givers,
        facts=given.evidence,
        kinds=frozenset({Kind.EVIDENCE_CLEARED}),
        readers=LEAD_AND_GIVERS,
    ),
    Message(
        "item_declared_none",
        "The area or its forum says that there is nothing to give (G15)",
        recipients=forum.lead,
        facts=given.declared_none,
        kinds=frozenset({Kind.ITEM_DECLARED_NONE}),
        urgency=Urgency.OPTIONAL,
        readers=LEAD,
    ),
    Message(
        "request_made",
        "Inspectors ask for further information (G17)",
        recipients=given.asked,
        facts=given.request,
        kinds=frozenset({Kind.REQUEST_MADE}),
        urgency=Urgency.FORMAL,
        readers=ASKED,
    ),
    Message(
        "request_answered",
        "A further request was answered (G17)",
        recipients=given.team,
        facts=given.request,
        kinds=frozenset({Kind.REQUEST_ANSWERED}),
        readers=TEAM,
    ),
    Message(
        "request_closed",
        "A further request was closed, or opened again (G17)",
        recipients=given.asked,
        facts=given.request,
        kinds=frozenset({Kind.REQUEST_CLOSED}),
        readers=ASKED,
    ),
    Message(
        "message_written",
        "Somebody wrote on a further request or on the schedule (G12, G17)",
        recipients=given.the_other_side,
        facts=given.message,
        kinds=frozenset({Kind.MESSAGE_WRITTEN}),
        readers="Those to whom it was written: the lead HMI and the inspector who asked, or the nominated officers.",
    ),
)
