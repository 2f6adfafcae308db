"""What quality assurance and the advisers are told of judgements and of the outcome.

Never a word of what was decided before it is published: that is read after signing in.
"""

from typing import Any

from django.conf import settings
from django.urls import reverse

from inspections import access
from inspections.contacts import Contact
from inspections.models import Outcome, TeamMember
from notifications.cause import Cause
from notifications.domain import audience
from notifications.domain.facts import common
from revisits.accounts.models import Membership
from revisits.accounts.roles import Role

ADVISERS = (Role.DFE_ADVISER, Role.NHSE_ADVISER)


def quality(cause: Cause) -> list[Contact]:
    """Those who assure the quality of the case, both agencies' (G7)."""
    parts = (TeamMember.Role.QA_OFSTED, TeamMember.Role.QA_CQC)
    members = cause.revisit.team.filter(role__in=parts, user__is_active=True).select_related("user")
    return [
        Contact(audience.PARTS[TeamMember.Role(row.role)], row.user.name, row.user.email or "", row.user_id)
        for row in sorted(members, key=lambda row: row.place)
    ]


def judgement_changed(cause: Cause, contact: Contact) -> dict[str, Any]:
    """Which weakness, by its number, or that it is something else; who, and where it is read."""
    event = cause.happened[0]
    number, reference = event.data.get("weakness"), cause.revisit.reference
    page = (
        reverse("judgement", args=[reference, number]) if number else reverse("judgements", args=[reference])
    )
    return common(cause, contact) | {
        "number": number,
        "who": event.by,
        "link": settings.SITE_URL + page,
    }


def advisers(cause: Cause) -> list[Contact]:
    """The DfE and NHS England advisers of the area, one entry a person."""
    held = Membership.objects.on(cause.at.date()).filter(role__in=ADVISERS, user__is_active=True)
    found = {row.user_id: row for row in held.select_related("user")}
    return [
        Contact(row.role, row.user.name, row.user.email or "", row.user_id)
        for row in found.values()
        if access.advises(row.user, cause.revisit)
    ]


def outcome(cause: Cause, contact: Contact) -> dict[str, Any] | None:
    """The published counts and what they mean for monitoring; or that the letter was taken back."""
    found = Outcome.objects.filter(revisit=cause.revisit).first()
    return common(cause, contact) | {
        "outcome": found,
        "link": settings.SITE_URL + reverse("monitoring"),
        "day": cause.revisit.first_day,
    }
