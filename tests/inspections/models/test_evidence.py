"""Evidence and its files: what the database refuses, whoever asks."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from inspections.models import EvidenceAbout, EvidenceDocument, EvidenceReading, EvidenceVersion
from revisits.files.models import Scan, StoredFile
from tests.cast import NOW, Cast

HASH = "0" * 64


def file(cast: Cast, **changes: Any) -> StoredFile:
    given: dict[str, Any] = {
        "key": "aa/bb", "name": "impact.pdf", "kind": "application/pdf", "size": 9, "sha256": HASH,
        "added_by": cast["lano"], "added_at": NOW,
    }  # fmt: skip
    return StoredFile.objects.create(**(given | changes))


def document(cast: Cast, **changes: Any) -> EvidenceDocument:
    given: dict[str, Any] = {
        "revisit": cast.revisit, "given_by": cast.revisit.area.authority, "title": "Impact of the early help offer",
    }  # fmt: skip
    return EvidenceDocument.objects.create(**(given | changes))


def version(cast: Cast, of: EvidenceDocument, **changes: Any) -> EvidenceVersion:
    given: dict[str, Any] = {
        "document": of,
        "text": "Waiting times fell.",
        "added_by": cast["lano"],
        "added_at": NOW,
    }
    return EvidenceVersion.objects.create(**(given | changes))


def refused(constraint: str, make: Any, *args: Any, **changes: Any) -> None:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        make(*args, **changes)


@pytest.mark.parametrize(
    ("constraint", "changes"),
    [
        ("file_has_its_hash", {"sha256": "nothing"}),
        ("file_not_empty", {"size": 0}),
        ("file_scan_known", {"scan": "fine"}),
        ("file_scanned_at_some_time", {"scan": "clean"}),
    ],
)
def test_a_file_is_whole_and_its_scan_is_known(cast: Cast, constraint: str, changes: dict[str, Any]) -> None:
    refused(constraint, file, cast, **changes)


def test_only_what_is_clean_or_was_never_to_be_scanned_may_be_opened() -> None:
    assert {scan for scan in Scan if StoredFile(scan=scan).may_be_opened} == {Scan.CLEAN, Scan.NOT_SCANNED}


@pytest.mark.parametrize(
    ("constraint", "changes"),
    [
        ("evidence_has_a_title", {"title": ""}),
        ("evidence_withdrawn_with_a_reason", {"withdrawn_at": NOW}),
        ("evidence_withdrawn_with_a_reason", {"withdrawn_why": "Wrong area"}),
    ],
)
def test_a_document_has_a_title_and_is_withdrawn_for_a_reason(
    cast: Cast, constraint: str, changes: dict[str, Any]
) -> None:
    refused(constraint, document, cast, **changes)


def test_a_version_is_a_file_or_a_text_and_has_its_own_number(cast: Cast) -> None:
    given = document(cast)
    version(cast, given)
    refused("evidence_version_once", version, cast, given)
    refused("evidence_version_counts_from_one", version, cast, given, number=0)
    refused("evidence_is_a_file_or_a_text", version, cast, given, number=2, text="")
    refused("evidence_is_a_file_or_a_text", version, cast, given, number=2, file=file(cast))
    version(cast, given, number=2, text="", file=file(cast, key="cc/dd"))


def test_it_is_about_a_weakness_once_and_read_first_once(cast: Cast) -> None:
    given = document(cast)
    weakness = cast.revisit.wsoa.weaknesses.all()[0]
    EvidenceAbout.objects.create(document=given, weakness=weakness)
    refused("evidence_about_once", EvidenceAbout.objects.create, document=given, weakness=weakness)
    row: dict[str, Any] = {"version": version(cast, given), "user": cast.owner, "read_at": NOW}
    EvidenceReading.objects.create(**row)
    refused("evidence_read_first_once", EvidenceReading.objects.create, **row)


def test_g12_how_late_it_came_is_counted_from_when_it_was_due(cast: Cast) -> None:
    given = document(cast)
    assert version(cast, given).late_by is None
    assert version(cast, given, number=2, due_at=NOW).late_by is None
    assert version(cast, given, number=3, due_at=NOW - timedelta(hours=30)).late_by == timedelta(hours=30)
