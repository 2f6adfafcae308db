"""Every message that the program can send, one entry each, in the files of this folder by what they are about."""

from notifications.catalogue import accuracy, letter, meetings, parents, people, plan, reminders
from notifications.catalogue.message import Message, Urgency
from notifications.cause import Cause

__all__ = ["CATALOGUE", "MESSAGES", "Message", "Urgency", "set_off_by"]

CATALOGUE = (
    *plan.MESSAGES,
    *meetings.MESSAGES,
    *people.MESSAGES,
    *parents.MESSAGES,
    *accuracy.MESSAGES,
    *letter.MESSAGES,
    *reminders.MESSAGES,
)
MESSAGES = {message.code: message for message in CATALOGUE}


def set_off_by(cause: Cause) -> list[Message]:
    """The messages that a cause sets off."""
    return [message for message in CATALOGUE if cause.kind in message.kinds or cause.stage in message.stages]
