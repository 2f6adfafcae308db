"""Every message that the program can send, one entry each, in the files of this folder by what they are about."""

from notifications.catalogue import (
    accuracy,
    arrangements,
    evidence,
    letter,
    meetings,
    parents,
    people,
    plan,
    reminders,
    survey,
)
from notifications.catalogue.message import Message, Urgency
from notifications.cause import Cause

__all__ = ["CATALOGUE", "MESSAGES", "SUBJECTS", "Message", "Urgency", "set_off_by"]

# By what they are about, as the staff page lists them.
SUBJECTS: dict[str, tuple[Message, ...]] = {
    "The plan of the visit": plan.MESSAGES,
    "Meetings": meetings.MESSAGES,
    "People": people.MESSAGES,
    "Parents: questions and letter": parents.MESSAGES,
    "Parents: survey": survey.MESSAGES,
    "Evidence and requests": evidence.MESSAGES,
    "Schedule and children": arrangements.MESSAGES,
    "The draft's accuracy": accuracy.MESSAGES,
    "The outcome letter": letter.MESSAGES,
    "Reminders": reminders.MESSAGES,
}
CATALOGUE = tuple(message for messages in SUBJECTS.values() for message in messages)
MESSAGES = {message.code: message for message in CATALOGUE}


def set_off_by(cause: Cause) -> list[Message]:
    """The messages that a cause sets off."""
    return [message for message in CATALOGUE if cause.kind in message.kinds or cause.stage in message.stages]
