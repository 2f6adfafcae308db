"""The plan of a case: notice, dates, changes of plan."""

from inspections.models import CaseEvent
from notifications.catalogue.message import Message, Urgency
from notifications.domain import audience, facts, reminded

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
        recipients=reminded.recipient,
        facts=reminded.facts,
        kinds=frozenset({Kind.NOTICE_CHASED}),
        readers="Whoever got the notice and has not opened it.",
    ),
)
