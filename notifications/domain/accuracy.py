"""Messages about the draft with the area: whom they reach, and what their templates are told (G24, G25).

Never a word of draft, comment or answer: those are read after signing in. A side hears of itself alone.
"""

from typing import Any

from django.conf import settings
from django.urls import reverse

from inspections import draft_list
from inspections.contacts import Contact
from inspections.models import CaseEvent, TeamMember
from letters import accuracy_access, accuracy_policies
from letters.accuracy_words import due_words
from letters.models import LateAnswer, Side
from notifications.cause import Cause
from notifications.domain import audience, forum
from notifications.domain.facts import common
from revisits.accounts.roles import Role

Part = TeamMember.Role


def lead(cause: Cause) -> list[Contact]:
    """The lead HMI."""
    return forum.lead(cause)


def lead_and_cqc(cause: Cause) -> list[Contact]:
    """The lead HMI, and the CQC inspectors who agree the answers."""
    members = cause.revisit.team.filter(role=Part.CQC, user__is_active=True).select_related("user")
    cqc = [Contact(Role.CQC_INSPECTOR, row.user.name, row.user.email or "", row.user_id) for row in members]
    return [*forum.lead(cause), *cqc]


def readers(cause: Cause) -> list[Contact]:
    """The draft's readers of the side that it concerns, as far as they may read it now."""
    side = cause.happened[0].data["side"]
    listed = draft_list.readers(cause.revisit).filter(user__is_active=True)
    return [
        Contact(audience.reads_as(cause, row.user_id), row.user.name, row.user.email or "", row.user_id)
        for row in listed
        if accuracy_access.side_for(row.organisation) == side
        and accuracy_access.rounds(row.user).filter(version__letter__revisit=cause.revisit).exists()
    ]


def submitted(cause: Cause, contact: Contact) -> dict[str, Any]:
    """Which side, and where the comments are read; or that it asks to comment late."""
    happened = cause.happened[0]
    return common(cause, contact) | {
        "whose": accuracy_policies.WHOSE[Side(happened.data["side"])],
        "late": happened.kind == CaseEvent.Kind.LATE_ASKED,
        "link": settings.SITE_URL + reverse("accuracy", args=[cause.revisit.reference]),
    }


def late_answered(cause: Cause, contact: Contact) -> dict[str, Any] | None:
    """Until when the side may still comment, or that it may not; None where the answer is gone."""
    given = LateAnswer.objects.filter(pk=cause.happened[0].data["late"]).select_related("by").first()
    if given is None:
        return None
    return common(cause, contact) | {
        "until": due_words(given.until, cause.at) if given.until else "",
        "who": given.by,
        "link": settings.SITE_URL + reverse("draft", args=[cause.revisit.reference]),
    }


def told(cause: Cause, contact: Contact) -> dict[str, Any]:
    """That the answers to the side's own comments are there."""
    where = reverse("draft-answers", args=[cause.revisit.reference])
    return common(cause, contact) | {"who": cause.happened[0].by, "link": settings.SITE_URL + where}
