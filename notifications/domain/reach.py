"""Whom a message cannot reach, told before it is sent, and where that is mended."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from inspections.contacts import Contact
from inspections.models import Revisit
from notifications.domain.bounces import bouncing
from notifications.domain.recipients import recipient_key
from revisits.accounts.access import Person, may
from revisits.accounts.permissions import Permission

NO_ADDRESS = "No e-mail address is on file."


@dataclass(frozen=True)
class Unreached:
    """Who, why, and the page on which it is mended; `page` is empty for whoever may not mend it."""

    contact: Contact
    why: str
    page: str


def obstacles(contacts: Iterable[Contact]) -> dict[str, str]:
    """Why a message cannot reach some of these contacts, a sentence each, by `recipient_key`."""
    found = list(contacts)
    bounced = bouncing(contact.email for contact in found if contact.email)
    why = {
        recipient_key(each): bounced.get(each.email.lower()) if each.email else NO_ADDRESS for each in found
    }
    return {key: sentence for key, sentence in why.items() if sentence}


def unreached(contacts: Iterable[Contact], revisit: Revisit, reader: Person) -> list[Unreached]:
    """Those of them whom a message does not reach, for the reader who is about to send it."""
    found = list(contacts)
    why = obstacles(found)
    mends = may(reader, Permission.APPOINT)
    return [
        Unreached(contact, why[key], _page(contact, revisit) if mends else "")
        for contact in found
        if (key := recipient_key(contact)) in why
    ]


def _page(contact: Contact, revisit: Revisit) -> str:
    """A person's own page, else that of the forum, whose mailbox it is."""
    if contact.user_id:
        return reverse("person", args=[contact.user_id])
    forum = revisit.area.forum_id
    return reverse("organisation", args=[forum]) if forum else ""
