"""Messages about steps of the outcome letter and of the letter to parents that ask something of somebody."""

from typing import Any

from django.conf import settings
from django.urls import reverse

from inspections import draft_list
from inspections.contacts import Contact
from inspections.models import TeamMember
from inspections.workflow import Event
from letters import final
from letters.accuracy_access import rounds
from letters.correction_states import Stage, Step
from letters.models import Letter, LetterVersion, SignOff
from letters.rendering.formats import LetterFormat
from notifications.cause import Cause
from notifications.domain import audience
from notifications.domain import final as final_letter
from notifications.domain.facts import common, said_beside
from notifications.domain.quality import WHICH
from revisits.accounts.permissions import Permission
from revisits.accounts.roles import PERMISSIONS, Role

Facts = dict[str, Any]
Part = TeamMember.Role
# Who of the area logs how the letter to parents was sent on.
LOGGING = frozenset(role for role, held in PERMISSIONS.items() if Permission.LOG_CIRCULATION in held)
# For which agency whoever is written to as this signs (G27).
SIGNS = {Role.LEAD_HMI: SignOff.Agency.OFSTED, Role.CQC_INSPECTOR: SignOff.Agency.CQC}


def withdrawn(cause: Cause, contact: Contact) -> Facts | None:
    """That the reviewers need not go on; None for every other step."""
    data = cause.happened[0].data
    taken_back = data.get("step") in (Step.TAKE_BACK, Step.WITHDRAW) and data.get("from") == Stage.CHECKING
    if data.get("event") != Event.WITHDRAW and not taken_back:
        return None
    page = reverse("quality", args=[cause.revisit.reference])
    return common(cause, contact) | {"who": cause.happened[0].by, "link": settings.SITE_URL + page}


def draft_readers(cause: Cause) -> list[Contact]:
    """The named readers of the draft, as far as they may read it now."""
    listed = draft_list.readers(cause.revisit).filter(user__is_active=True)
    return [
        Contact(audience.reads_as(cause, row.user_id), row.user.name, row.user.email or "", row.user_id)
        for row in listed
        if rounds(row.user).filter(version__letter__revisit=cause.revisit).exists()
    ]


def comments_closed(cause: Cause, contact: Contact) -> Facts | None:
    """That no more comments are made, and what follows; None for every other step."""
    if cause.happened[0].data.get("event") != Event.CLOSE_COMMENTS:
        return None
    page = reverse("draft", args=[cause.revisit.reference])
    return common(cause, contact) | {"link": settings.SITE_URL + page}


def signers_and_senders(cause: Cause) -> list[Contact]:
    """The lead HMI, the CQC inspector and inspection support, but for whoever has just signed."""
    found = [*audience.inspectors(cause, Part.LEAD, Part.CQC), *final_letter.senders(cause)]
    others = [each for each in found if each.user_id != cause.happened[0].by_id]
    return list({each.user_id: each for each in reversed(others)}.values())[::-1]


def signed(cause: Cause, contact: Contact) -> Facts | None:
    """Whose signature is missing, to whoever gives it; or that none is, to those who send the letter."""
    data = cause.happened[0].data
    version = final.version_of(cause.revisit)
    if version is None or version.number != data["version"]:
        return None
    known = set(SignOff.objects.filter(version=version).values_list("agency", flat=True)) | {data["agency"]}
    missing = [agency for agency in SignOff.Agency if agency not in known]
    concerned = SIGNS.get(Role(contact.role)) in missing if missing else contact.role != Role.CQC_INSPECTOR
    if not concerned:
        return None
    page = reverse("final-letter", args=[cause.revisit.reference])
    return common(cause, contact) | {
        "agency": SignOff.Agency(data["agency"]).label,
        "missing": bool(missing),
        "number": version.number,
        "which": WHICH[LetterVersion.Purpose(version.purpose)],
        "link": settings.SITE_URL + page,
    }


def parents_letter(cause: Cause, contact: Contact) -> Facts | None:
    """The letter to parents that was issued to an area that has its notice; None where a newer one is there."""
    letter = Letter.objects.select_related("revisit").filter(pk=cause.happened[0].data["letter"]).first()
    newest = cause.revisit.letters.filter(kind=Letter.Kind.PARENTS).first()
    if letter is None or letter != newest:
        return None
    rendered = letter.files.filter(format=LetterFormat.PDF.value).exists()
    return common(cause, contact) | {
        "version": letter.version,
        "note": said_beside(cause),
        "logs": contact.role in LOGGING,
        "attached_letter": letter if rendered else None,
        "link": settings.SITE_URL + letter.get_absolute_url(),
    }
