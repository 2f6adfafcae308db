"""The plan of a case: notice, dates, changes of plan."""

from inspections.models import CaseEvent
from notifications.catalogue.message import Message, Urgency
from notifications.domain import audience, chased, facts, final

Kind = CaseEvent.Kind
EVERYBODY_TOLD = (
    "The team; and once the area was notified its leaders, nominated officers and forum, with whoever else was told of "
    "a meeting."
)

MESSAGES = (
    Message(
        "notify",
        "Notice of the re-visit (G8, G10, G11, G19)",
        recipients=audience.area,
        facts=facts.notice,
        kinds=frozenset({Kind.NOTIFIED}),
        urgency=Urgency.FORMAL,
        readers="The DCS, the nominated officers, health leaders and the forum.",
    ),
    Message(
        "date_changed",
        "A date that the area was told has changed",
        recipients=audience.area_if_notified,
        facts=facts.changed_dates,
        kinds=frozenset({Kind.RESCHEDULED, Kind.DATE_MOVED, Kind.DATE_OVERRIDDEN, Kind.OVERRIDE_REMOVED}),
        urgency=Urgency.FORMAL,
        readers="The DCS, the nominated officers, health leaders and the forum, each of the dates that they were "
        "told; nobody before the notice.",
    ),
    Message(
        "postponed",
        "The re-visit is postponed, and why",
        recipients=audience.everybody_told,
        facts=facts.stopped,
        kinds=frozenset({Kind.POSTPONED}),
        urgency=Urgency.FORMAL,
        readers=EVERYBODY_TOLD,
    ),
    Message(
        "suspended",
        "A re-visit that is still being planned is suspended with all others",
        recipients=audience.team_and_support,
        facts=facts.suspended,
        kinds=frozenset({Kind.SUSPENDED}),
        readers="The team, and inspection support: nobody outside knows of it. Of a visit that was notified everybody "
        "told hears that it is postponed.",
    ),
    Message(
        "cancelled",
        "The re-visit is cancelled, and why",
        recipients=audience.everybody_told,
        facts=facts.stopped,
        kinds=frozenset({Kind.CANCELLED}),
        urgency=Urgency.FORMAL,
        readers=EVERYBODY_TOLD,
    ),
    Message(
        "notice_chased",
        "A formal notice has not been opened",
        recipients=chased.recipient,
        facts=chased.facts,
        kinds=frozenset({Kind.NOTICE_CHASED}),
        readers="Whoever got the notice.",
    ),
    Message(
        "notice_held",
        "A scheduled notice was due to go, and did not",
        recipients=final.senders,
        facts=facts.notice_held,
        kinds=frozenset({Kind.NOTICE_HELD}),
        urgency=Urgency.FORMAL,
        readers="The lead HMI, and inspection support.",
    ),
    Message(
        "deferral_asked",
        "The area asks to defer its re-visit",
        recipients=final.senders,
        facts=facts.deferral_asked,
        kinds=frozenset({Kind.DEFERRAL_ASKED}),
        readers="The lead HMI, and inspection support; nobody where one of them took the call.",
    ),
    Message(
        "deferral_declined",
        "The area's request to defer is declined, and why",
        recipients=audience.area_if_notified,
        facts=facts.deferral_declined,
        kinds=frozenset({Kind.DEFERRAL_DECIDED}),
        urgency=Urgency.FORMAL,
        readers="The leaders and nominated officers of authority and health.",
    ),
)
