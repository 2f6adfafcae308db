"""From a cause to the messages that it sets off, in words: nothing is written or sent here."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse

from inspections.contacts import Contact
from inspections.models import CaseEvent, Revisit
from inspections.workflow import State
from letters import circulating
from letters.models import Letter
from notifications.catalogue import MESSAGES, Message, set_off_by
from notifications.cause import Cause
from notifications.domain.meetings import Telling
from notifications.domain.recipients import recipient_key
from notifications.domain.render import Rendered, render


@dataclass(frozen=True)
class Composed:
    """One message to one contact; `also_text` says what goes beside it to their telephone."""

    message: Message
    contact: Contact
    words: Rendered
    letter: Letter | None
    meetings: tuple[Telling, ...] = ()
    also_text: str = ""

    @property
    def key(self) -> str:
        """What tells it from the other messages of its cause."""
        return f"{self.message.code} {recipient_key(self.contact)}"


def compose(cause: Cause) -> Iterator[Composed]:
    """Every message that the cause sets off, for each of its recipients."""
    for message in set_off_by(cause):
        yield from compose_one(message, cause)


def compose_one(message: Message, cause: Cause) -> Iterator[Composed]:
    """One message that the cause sets off, for each of its recipients."""
    for contact in message.recipients(cause):
        facts = message.facts(cause, contact)
        if facts is not None:
            words = render(message.code, _for_a_mailbox(cause, facts) if contact.user_id is None else facts)
            meetings = tuple(facts.get("meetings", ()))
            yield Composed(message, contact, words, facts.get("attached_letter"), meetings)


def _for_a_mailbox(cause: Cause, facts: Mapping[str, Any]) -> Mapping[str, Any]:
    """Whoever has no account is led to the public pages: nothing else would open."""
    revisit = cause.revisit
    known = revisit.state != State.PLANNED and circulating.newest(revisit) is not None
    page = reverse("public-visit", args=[revisit.reference]) if known else reverse("public-visits")
    link = settings.SITE_URL + page
    return {**facts, "link": link, "letter_link": link if facts.get("letter_link") else ""}


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
