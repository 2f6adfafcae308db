"""What may be opened, who is warned first, and the page that stands before it."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from pytest_django import Settings

from revisits.files.models import Fault, Scan, StoredFile
from revisits.files.opening import FORBIDDEN, WARNING, Opening, before_opening, may_open
from tests.cast import NOW
from tests.pages import text

BLOCKED = (Scan.PENDING, Scan.INFECTED, Scan.FAILED)


def file(scan: Scan, fault: str = "") -> StoredFile:
    return StoredFile(pk=7, name="impact.pdf", scan=scan, fault=fault, fault_found_at=NOW if fault else None)


def before(stored: StoredFile, query: str = "") -> HttpResponse | None:
    request = RequestFactory().get(f"/evidence/7/?version=2{query}")
    return before_opening(request, stored, called="Impact <b>", back="/evidence/")


def test_only_what_is_clean_opens_without_a_word() -> None:
    assert may_open(file(Scan.CLEAN)) == Opening(True)
    assert before(file(Scan.CLEAN)) is None
    for scan in BLOCKED:
        opening = may_open(file(scan))
        assert (opening.allowed, opening.warn) == (False, False) and opening.sentence
    assert {may_open(file(scan, Fault.DIFFERS)).allowed for scan in Scan} == {False}


@pytest.mark.parametrize("scan", BLOCKED)
def test_what_is_closed_stays_closed_whatever_is_asked(scan: Scan) -> None:
    answer = before(file(scan), "&opened=anyway")
    assert answer and answer.status_code == 403
    said = text(answer)
    assert "This file cannot be opened" in said and may_open(file(scan)).sentence in said
    assert "anyway" not in said


def test_what_nobody_scanned_opens_after_a_warning() -> None:
    answer = before(file(Scan.NOT_SCANNED))
    assert answer and answer.status_code == 200
    page = answer.content.decode()
    assert WARNING in page and "Impact &lt;b&gt;" in page
    assert 'href="/evidence/7/?version=2&amp;opened=anyway"' in page and 'href="/evidence/"' in page
    assert answer["Cache-Control"] == "no-store, private"
    assert before(file(Scan.NOT_SCANNED), "&opened=anyway") is None


def test_settings_forbid_what_nobody_scanned(settings: Settings) -> None:
    settings.OPEN_UNSCANNED = "forbid"
    assert may_open(file(Scan.NOT_SCANNED)) == Opening(False, sentence=FORBIDDEN)
    answer = before(file(Scan.NOT_SCANNED), "&opened=anyway")
    assert answer and answer.status_code == 403
