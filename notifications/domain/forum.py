"""Messages between the team and the forum: whom they reach, and what their templates are told.

None says a word of the questions or comments: they are read after signing in.
"""

from typing import Any

from django.conf import settings
from django.urls import reverse

from inspections.contacts import FORUM_ROLES, Contact
from inspections.models import QuestionSet, TeamMember
from letters import circulating
from letters.rendering.formats import LetterFormat
from notifications.cause import Cause
from notifications.domain import audience
from notifications.domain.facts import common, said_beside
from revisits.accounts.roles import Role

# Whom a chased side is written to as.
CHASED = {circulating.FORUM: FORUM_ROLES, circulating.AUTHORITY: (Role.LANO,)}


def forum(cause: Cause) -> list[Contact]:
    """The forum's people, or its mailbox where nobody of it is on file."""
    return [contact for contact in audience.area(cause) if contact.role in FORUM_ROLES]


def lead(cause: Cause) -> list[Contact]:
    members = cause.revisit.team.filter(role=TeamMember.Role.LEAD, user__is_active=True).select_related(
        "user"
    )
    return [Contact(Role.LEAD_HMI, row.user.name, row.user.email or "", row.user_id) for row in members]


def the_other(cause: Cause) -> list[Contact]:
    """Lead and forum, but for whoever did it."""
    done_by = cause.happened[0].by_id
    return [contact for contact in (*lead(cause), *forum(cause)) if contact.user_id != done_by]


def chased(cause: Cause) -> list[Contact]:
    """The forum, or the nominated officers of the authority."""
    roles = CHASED[cause.happened[0].data["side"]]
    return [contact for contact in audience.area(cause) if contact.role in roles]


def questions(cause: Cause, contact: Contact) -> dict[str, Any] | None:
    """Which version, and where it is read; None where it is not there any more."""
    found = (
        QuestionSet.objects.select_related("agreed_for")
        .filter(pk=cause.happened[0].data["questions"])
        .first()
    )
    if found is None:
        return None
    shared = common(cause, contact)
    page = "area-question-set" if shared["side"] else "question-set"
    where = reverse(page, args=[cause.revisit.reference, found.purpose, found.number])
    return shared | {
        "version": found,
        "meeting": found.purpose == QuestionSet.Purpose.OPEN_MEETING,
        "who": cause.happened[0].by,
        "link": settings.SITE_URL + where,
    }


def circulation(cause: Cause, contact: Contact) -> dict[str, Any] | None:
    """Which letter waits since when; None where it was circulated before this could be written."""
    now = cause.at
    side = next(
        (
            each
            for each in circulating.sides(cause.revisit, now)
            if each.code == cause.happened[0].data["side"]
        ),
        None,
    )
    letter = circulating.newest(cause.revisit)
    if letter is None or side is None or side.sent:
        return None
    rendered = letter.files.filter(format=LetterFormat.PDF.value).exists()
    return common(cause, contact) | {
        "letter": letter,
        "days": side.days,
        "who": cause.happened[0].by,
        "note": said_beside(cause),
        "body": side.body,
        "link": settings.SITE_URL + reverse("area-circulation", args=[cause.revisit.reference]),
        "attached_letter": letter if rendered else None,
    }
