"""What reviewers and the team are told of the letter's quality assurance: never a word of letter or comments (G24)."""

from typing import Any

from django.conf import settings
from django.urls import reverse

from inspections.contacts import Contact
from inspections.models import TeamMember
from letters.models import LetterVersion, QualityReview
from notifications.cause import Cause
from notifications.domain import audience
from notifications.domain.facts import common

Facts = dict[str, Any]
Purpose = LetterVersion.Purpose
WHICH = {Purpose.QUALITY: "", Purpose.FINAL: "final", Purpose.CORRECTION: "corrected"}


def team(cause: Cause) -> list[Contact]:
    """The inspectors of the case, the lead first."""
    return audience.inspectors(cause, *TeamMember.ON_SITE)


def lead(cause: Cause) -> list[Contact]:
    """The lead HMI, who sends it on."""
    return audience.inspectors(cause, TeamMember.Role.LEAD)


def submitted(cause: Cause, contact: Contact) -> Facts:
    """Which version, whose it is, and where it is read; the reviewer sees there what changed."""
    number = cause.happened[0].data["version"]
    page = reverse("quality-version", args=[cause.revisit.reference, number])
    purpose = LetterVersion.Purpose(cause.happened[0].data["purpose"])
    said = {"number": number, "which": WHICH[purpose], "who": cause.happened[0].by}
    return common(cause, contact) | said | {"link": settings.SITE_URL + page}


def returned(cause: Cause, contact: Contact) -> Facts:
    """Which agency returned it; the comments are read after signing in."""
    data = cause.happened[0].data
    agency = QualityReview.Agency(data["agency"]).label
    return _standing(cause, contact) | {"number": data["version"], "agency": agency}


def assured(cause: Cause, contact: Contact) -> Facts:
    return _standing(cause, contact) | {"number": cause.happened[0].data["version"]}


def _standing(cause: Cause, contact: Contact) -> Facts:
    page = reverse("quality", args=[cause.revisit.reference])
    return common(cause, contact) | {"link": settings.SITE_URL + page}
