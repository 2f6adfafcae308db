"""The words of a document and an archive of evidence: what the database refuses."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from inspections.models import EvidenceExport, EvidencePage, EvidenceText, EvidenceVersion
from tests.cast import NOW, Cast
from tests.factories import make


def refused(constraint: str, create: Callable[..., Any], **values: Any) -> None:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        create(**values)


def test_how_the_reading_of_words_stands_is_known_and_a_page_is_there_once(cast: Cast) -> None:
    version = make(EvidenceVersion)
    refused(
        "evidence_text_state_known", EvidenceText.objects.create, version=version, state="tired", read_at=NOW
    )
    refused(
        "evidence_text_failed_for_a_reason", EvidenceText.objects.create, version=version, state="failed", read_at=NOW
    )  # fmt: skip
    words = EvidenceText.objects.create(version=version, state="done", read_at=NOW)
    EvidencePage.objects.create(of=words, number=1, text="Waiting times fell.")
    refused("evidence_page_once", EvidencePage.objects.create, of=words, number=1, text="They rose.")


def test_how_an_archive_stands_is_known(cast: Cast) -> None:
    asked = {"revisit": cast.revisit, "by": cast.owner, "asked_at": NOW}
    refused("export_state_known", EvidenceExport.objects.create, state="lost", **asked)
