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
        readers="Whoever's task it is.",
    ),
    Message(
        "reminder_overdue",
        "Something is overdue",
        recipients=reminder_audience.reminded,
        facts=reminding.reminder,
        stages=frozenset({Stage.OVERDUE}),
        readers="Whoever's task it is.",
    ),
    Message(
        "reminder_escalated",
        "Something of somebody else is overdue",
        recipients=reminder_audience.reminded,
        facts=reminding.reminder,
        stages=frozenset({Stage.TO_LEAD, Stage.TO_SUPPORT}),
        readers="The lead HMI after one working day; inspection support after three.",
    ),
    Message(
        "reminder_again",
        "A reminder that was put off until today",
        recipients=reminder_audience.reminded,
        facts=reminding.reminder,
        stages=frozenset({Stage.AGAIN}),
        readers="Whoever put it off.",
    ),
)
