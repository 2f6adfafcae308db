"""What is told of the final letter (G26): that it is there, and when it is published. Never a word of it."""

from typing import Any

from django.conf import settings
from django.urls import reverse

from inspections import draft_list
from inspections.contacts import Contact
from letters.composing.outcome_facts import OutcomeFacts
from letters.models import Letter, Publication
from notifications.cause import Cause
from notifications.domain import audience
from notifications.domain.facts import common, said_beside
from revisits.accounts.models import User
from revisits.accounts.roles import Role
from revisits.accounts.visibility import may_see


def readers(cause: Cause) -> list[Contact]:
    """The directors and chief executives in office, and the readers whom they named, one entry a person."""
    directors = draft_list.directors(cause.revisit, on=cause.at.date()).select_related("user")
    people: dict[int, tuple[str, User]] = {row.user_id: (row.role, row.user) for row in directors}
    for row in draft_list.readers(cause.revisit).filter(user__is_active=True):
        people.setdefault(row.user_id, (Role.REPRESENTATIVE, row.user))
    return [Contact(role, user.name, user.email or "", pk) for pk, (role, user) in people.items()]


def senders(cause: Cause) -> list[Contact]:
    """The lead HMI, and inspection support."""
    lead = audience.team_owners(cause.revisit, ("lead",))
    return [*lead, *audience.support(cause.at.date())]


def under_embargo(cause: Cause, contact: Contact) -> dict[str, Any] | None:
    """Where it is read, and until when nobody else does; None for whoever may not read it any more."""
    publication = _publication(cause)
    if publication is None or not publication.waits or not _reads(contact, publication.letter):
        return None
    return common(cause, contact) | {
        "due": publication.due,
        "version": publication.letter.version,
        "correction": _is_correction(cause),
        "reason": cause.happened[0].data.get("reason", ""),
        "note": said_beside(cause),
        "link": settings.SITE_URL + publication.letter.get_absolute_url(),
    }


def recalled(cause: Cause, contact: Contact) -> dict[str, Any]:
    """That it no longer holds, and why."""
    reason = cause.happened[0].data.get("reason", "")
    return common(cause, contact) | {"reason": reason, "correction": _is_correction(cause)}


def held_up(cause: Cause, contact: Contact) -> dict[str, Any]:
    """What it waits for, and where one sees how it stands."""
    page = reverse("final-letter", args=[cause.revisit.reference])
    return common(cause, contact) | {
        "why": cause.happened[0].data.get("why", ""),
        "link": settings.SITE_URL + page,
    }


def published(cause: Cause, contact: Contact) -> dict[str, Any]:
    """Where everybody reads it."""
    page = reverse("public-visit", args=[cause.revisit.reference])
    return common(cause, contact) | {
        "version": cause.happened[0].data["version"],
        "note": said_beside(cause),
        "link": settings.SITE_URL + page,
    }


def corrected(cause: Cause, contact: Contact) -> dict[str, Any]:
    """What was corrected, in the words that everybody reads at the top of the letter, and where it is."""
    letter = Letter.objects.get(pk=cause.happened[0].data["letter"])
    newest = OutcomeFacts.from_dict(letter.facts).corrections[-1]
    return published(cause, contact) | {"corrected": newest.note}


def _is_correction(cause: Cause) -> bool:
    return "correction" in cause.happened[0].data


def _publication(cause: Cause) -> Publication | None:
    letter = cause.happened[0].data["letter"]
    return Publication.objects.select_related("letter__revisit").filter(letter=letter).first()


def _reads(contact: Contact, letter: Letter) -> bool:
    user = User.objects.filter(pk=contact.user_id).first() if contact.user_id else None
    return user is not None and may_see(user, letter)
