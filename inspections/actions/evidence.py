"""Evidence that the area and its forum give: documents in versions, withdrawn with a reason, read on record (G12)."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from inspections import evidence_policies as policies
from inspections import information
from inspections.actions.record import record
from inspections.lateness import in_words
from inspections.models import (
    CaseEvent,
    EvidenceAbout,
    EvidenceDocument,
    EvidenceReading,
    EvidenceVersion,
    InformationItem,
    Revisit,
    Weakness,
)
from revisits.accounts.models import Organisation, User
from revisits.acting import acting
from revisits.files.models import StoredFile
from revisits.record.reading import read

Kind = CaseEvent.Kind


@transaction.atomic
def give_evidence(
    *,
    revisit: Revisit,
    body: Organisation,
    title: str,
    weaknesses: Iterable[Weakness] = (),
    file: StoredFile | None = None,
    text: str = "",
    item: InformationItem | None = None,
    by: User,
    at: datetime,
) -> EvidenceVersion:
    """Give a file, or a text in its place, for a body of the area; about weaknesses, or for what was asked.

    Late is accepted, and the history says by how much (G12). What was declared none for the item is so no longer.
    Raises Refused where the case or the item is closed, and for another side, body or statement of action.
    """
    revisit, weaknesses = _locked(revisit), list(weaknesses)
    policies.check_gives(revisit, body, by)
    policies.check_about(revisit, weaknesses)
    if item:
        item = InformationItem.objects.select_related("revisit").get(pk=item.pk)
        policies.check_answers(revisit, item, body)
        _lift_none(item)
    about = {*weaknesses, *([item.weakness] if item and item.weakness else [])}
    document = EvidenceDocument.objects.create(
        revisit=revisit, given_by=body, title=title[: policies.LONGEST_TITLE], item=item
    )
    EvidenceAbout.objects.bulk_create(EvidenceAbout(document=document, weakness=each) for each in about)
    return _add(document, 1, file, text, by, at, f"Evidence was given for {body}.")


@transaction.atomic
def add_version(
    *, document: EvidenceDocument, file: StoredFile | None = None, text: str = "", by: User, at: datetime
) -> EvidenceVersion:
    """Give a document anew; the versions before stay. Raises Refused where it is withdrawn or the case closed."""
    document = _locked_document(document)
    policies.check_gives(document.revisit, document.given_by, by)
    policies.check_stands(document)
    number = (document.versions.aggregate(newest=Max("number"))["newest"] or 0) + 1
    said = f"A new version of evidence was given for {document.given_by}."
    return _add(document, number, file, text, by, at, said)


@transaction.atomic
def withdraw(*, document: EvidenceDocument, why: str, by: User, at: datetime) -> None:
    """Withdraw a document. Where nobody of the team has read it, it is gone for them; else it stays, marked so.

    Raises Refused where it is withdrawn already or the case is closed.
    """
    document = _locked_document(document)
    policies.check_gives(document.revisit, document.given_by, by)
    policies.check_stands(document)
    document.withdrawn_at, document.withdrawn_by, document.withdrawn_why = at, by, why
    with acting(why="Withdrawn by those who gave it."):
        document.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_why"])
    seen = EvidenceReading.objects.filter(version__document=document).exists()
    said = "after inspectors had read it" if seen else "before any inspector had read it"
    text = f"Evidence given for {document.given_by} was withdrawn {said}."
    data = {"document": document.pk, "read": seen}
    record(document.revisit, Kind.EVIDENCE_WITHDRAWN, by=by, at=at, text=text, data=data)


@transaction.atomic
def read_version(
    *, version: EvidenceVersion, by: User, of_team: bool, at: datetime, download: bool = False
) -> None:
    """Put on record that somebody read a version or took a copy; call it before they are answered.

    `of_team`: they read it with a part in the case, and their first reading ends free withdrawal.
    """
    if of_team:
        EvidenceReading.objects.bulk_create(
            [EvidenceReading(version=version, user=by, read_at=at)], ignore_conflicts=True
        )
    read(person=by.pk, what=version, case=version.document.revisit_id, download=download)


def _add(
    document: EvidenceDocument,
    number: int,
    file: StoredFile | None,
    text: str,
    by: User,
    at: datetime,
    said: str,
) -> EvidenceVersion:
    revisit, item = document.revisit, document.item
    evidence_due = information.evidence_due(revisit)
    due = information.due_at(item, evidence_due) if item else evidence_due
    version = EvidenceVersion.objects.create(
        document=document, number=number, file=file, text=text, added_by=by, added_at=at, due_at=due
    )
    late = f" It came {in_words(version.late_by)} late." if version.late_by else ""
    data = {"document": document.pk, "version": version.pk, "late": bool(late)}
    record(revisit, Kind.EVIDENCE_GIVEN, by=by, at=at, text=said + late, data=data)
    return version


def _lift_none(item: InformationItem) -> None:
    if item.none_at:
        item.none_at, item.none_by, item.none_why = None, None, ""
        with acting(why="Something was given for it."):
            item.save(update_fields=["none_at", "none_by", "none_why"])


def _locked(revisit: Revisit) -> Revisit:
    """The case under the lock that all who write to it take first."""
    cases = Revisit.objects.select_related("area")
    return cases.select_for_update(of=("self",), no_key=True).get(pk=revisit.pk)


def _locked_document(document: EvidenceDocument) -> EvidenceDocument:
    """The document as it stands, under the lock of its case."""
    revisit = _locked(document.revisit)
    fresh = EvidenceDocument.objects.select_related("given_by", "item", "withdrawn_by").get(pk=document.pk)
    fresh.revisit = revisit
    return fresh
