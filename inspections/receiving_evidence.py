"""Evidence that arrives as a file: one file is one document, or a new version of one (G12, G14)."""

from datetime import datetime
from pathlib import PurePosixPath

from django.urls import reverse

from inspections import evidence_policies, giving
from inspections.actions.evidence import add_version, give_evidence
from inspections.models import EvidenceVersion
from revisits.accounts.models import User
from revisits.files.models import StoredFile
from revisits.files.receiving import Target, receiver


@receiver("evidence")
class EvidenceReceiver:
    """The target names the case, and where it answers one the item or the document; beside that the form's fields."""

    def may(self, person: User, target: Target) -> None:
        """404 where the person gives nothing there; Refused where it cannot be given now, or lacks its body."""
        found = giving.of_target(person, target)
        if found.document:
            evidence_policies.check_gives(found.case, found.document.given_by, person)
            evidence_policies.check_stands(found.document)
            return
        body = giving.chosen_body(found, target)
        evidence_policies.check_gives(found.case, body, person)
        if found.item:
            evidence_policies.check_answers(found.case, found.item, body)

    def received(self, *, stored: StoredFile, target: Target, by: User, at: datetime) -> str:
        """The file is evidence now; returns the address of its receipt."""
        version = _give(stored, target, by, at)
        return reverse("area-receipt", args=[str(target["case"]), version.pk])


def title_of(stored: StoredFile) -> str:
    """A file's own name as a title, with the folder that it came in."""
    stem = PurePosixPath(stored.name).stem.replace("_", " ").strip() or stored.name
    return f"{stored.folder}: {stem}" if stored.folder else stem


def _give(stored: StoredFile, target: Target, by: User, at: datetime) -> EvidenceVersion:
    found = giving.of_target(by, target)
    if found.document:
        return add_version(document=found.document, file=stored, by=by, at=at)
    return give_evidence(
        revisit=found.case,
        body=giving.chosen_body(found, target),
        title=str(target.get("title") or "").strip() or title_of(stored),
        weaknesses=giving.chosen_weaknesses(found, target),
        file=stored,
        item=found.item,
        by=by,
        at=at,
    )
