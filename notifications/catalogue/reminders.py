"""Reminders of what is due."""

from notifications.catalogue.message import Message
from notifications.cause import Stage
from notifications.domain import reminder_audience, reminding

MESSAGES = (
    Message(
        "reminder_due",
        "Something is due",
        recipients=reminder_audience.reminded,
        facts=reminding.reminder,
        stages=frozenset({Stage.AHEAD, Stage.TODAY}),
    ),
    Message(
        "reminder_overdue",
        "Something is overdue",
        recipients=reminder_audience.reminded,
        facts=reminding.reminder,
        stages=frozenset({Stage.OVERDUE}),
    ),
    Message(
        "reminder_escalated",
        "Something of somebody else is overdue",
        recipients=reminder_audience.reminded,
        facts=reminding.reminder,
        stages=frozenset({Stage.TO_LEAD, Stage.TO_SUPPORT}),
    ),
    Message(
        "reminder_again",
        "A reminder that was put off until today",
        recipients=reminder_audience.reminded,
        facts=reminding.reminder,
        stages=frozenset({Stage.AGAIN}),
    ),
)
