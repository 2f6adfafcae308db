"""What cases make of what happens elsewhere: roles that begin and end (G24), and scans of evidence."""

from datetime import datetime
from typing import Any

from inspections import draft_list
from inspections.actions.draft_readers import put_on_list, remove_reader
from inspections.actions.record import record
from inspections.models import CaseEvent, DraftReader, EvidenceVersion
from inspections.policies import Refused
from revisits.accounts.models import Membership, User
from revisits.accounts.permissions import Permission
from revisits.accounts.roles import PERMISSIONS, Role
from revisits.files.models import Scan, StoredFile

Kind = CaseEvent.Kind


def began(*, membership: Membership, by: User | None, at: datetime, **kwargs: Any) -> None:
    """A representative whom a director named, or who accepted a director's invitation, is put on the list.

    Whoever else gave the role, or gave it and is off the list by now, opened no draft with it.
    """
    revisit = membership.revisit
    if membership.role != Role.REPRESENTATIVE or revisit is None or by is None:
        return
    try:
        put_on_list(revisit=revisit, person=membership.user, body=membership.organisation, by=by, at=at)
    except Refused:
        return


def ended(*, membership: Membership, by: User | None, at: datetime, **kwargs: Any) -> None:
    """Whoever no longer holds the role through which they read comes off the list."""
    if by is None or Permission.READ_DRAFT not in PERMISSIONS[Role(membership.role)]:
        return
    rows = DraftReader.objects.filter(
        user=membership.user_id, organisation=membership.organisation_id, removed_at=None
    )
    for row in rows.select_related("user", "revisit__wsoa__inspection"):
        if not draft_list.still_reads(row, on=at.date()):
            remove_reader(reader=row, by=by, at=at)


def scanned(*, file: StoredFile, at: datetime, **kwargs: Any) -> None:
    """Where a scan finds a virus in evidence, or fails for good, the case's history says so, and of which body it came;
    and so it does where a later scan of the same file finds nothing.
    """
    if file.scan not in (Scan.INFECTED, Scan.FAILED, Scan.CLEAN):
        return
    given = EvidenceVersion.objects.select_related("document__revisit", "document__given_by")
    for version in given.filter(file=file):
        body, data = version.document.given_by, {"document": version.document_id, "version": version.pk}
        if file.scan == Scan.INFECTED:
            kind, text = (
                Kind.EVIDENCE_INFECTED,
                f"A file that was given for {body} is infected: nobody can open it.",
            )
        elif file.scan == Scan.FAILED:
            kind = Kind.EVIDENCE_UNSCANNED
            text = f"A file that was given for {body} could not be scanned: nobody can open it until it is."
        elif _was_held_back(version):
            kind = Kind.EVIDENCE_CLEARED
            text = f"A file that was given for {body} was scanned again, and nothing was found: it can be opened."
        else:
            continue
        record(version.document.revisit, kind, by=None, at=at, text=text, data=data)


def _was_held_back(version: EvidenceVersion) -> bool:
    """Whether the last that the history says of its scans is that it is infected, or that they failed."""
    of_scans = [Kind.EVIDENCE_INFECTED, Kind.EVIDENCE_UNSCANNED, Kind.EVIDENCE_CLEARED]
    said = version.document.revisit.history.filter(kind__in=of_scans, data__version=version.pk)
    last = said.order_by("-pk").first()
    return last is not None and last.kind != Kind.EVIDENCE_CLEARED
