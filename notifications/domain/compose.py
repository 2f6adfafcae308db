"""From a cause to the messages that it sets off, in words: nothing is written or sent here."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from inspections.contacts import Contact
from inspections.models import CaseEvent, Revisit
from letters.models import Letter
from notifications.catalogue import MESSAGES, Message, set_off_by
from notifications.cause import Cause
from notifications.domain.meetings import Telling
from notifications.domain.render import Rendered, render


@dataclass(frozen=True)
class Composed:
    """One message to one contact."""

    message: Message
    contact: Contact
    words: Rendered
    letter: Letter | None
    meetings: tuple[Telling, ...] = ()


def compose(cause: Cause) -> Iterator[Composed]:
    """Every message that the cause sets off, for each of its recipients."""
    for message in set_off_by(cause):
        for contact in message.recipients(cause):
            facts = message.facts(cause, contact)
            if facts is not None:
                words = render(message.code, facts)
                meetings = tuple(facts.get("meetings", ()))
                yield Composed(message, contact, words, facts.get("attached_letter"), meetings)


def preview(
    revisit: Revisit, message: str = "notify", *, at: datetime, data: Mapping[str, Any] | None = None
) -> list[Composed]:
    """Who would get what if this were sent at `at`: nothing is written.

    For messages that a case event sets off; `data` is what that event would carry.
    """
    kind = min(MESSAGES[message].kinds)
    event = CaseEvent(revisit=revisit, kind=kind, at=at, data=dict(data or {}))
    cause = Cause(key="preview", revisit=revisit, at=at, happened=(event,))
    return [each for each in compose(cause) if each.message.code == message]
