"""Reminders of what is due."""

from notifications.catalogue.message import Message
from notifications.cause import Stage
from notifications.domain import audience, facts

MESSAGES = (
    Message(
        "reminder_due",
        "Something is due",
        recipients=audience.owners,
        facts=facts.reminder,
        stages=frozenset({Stage.AHEAD, Stage.TODAY}),
        readers="Whoever's task it is.",
    ),
    Message(
        "reminder_overdue",
        "Something is overdue",
        recipients=audience.owners,
        facts=facts.reminder,
        stages=frozenset({Stage.OVERDUE}),
        readers="Whoever's task it is.",
    ),
)
