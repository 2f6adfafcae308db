"""The letter's pages: preview with its gaps, issue, the issued letter and its files."""

import hashlib

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from inspections.models import Revisit
from letters.models import Letter
from letters.tasks import render_unrendered
from tests.cast import Cast
from tests.conftest import SignedIn
from tests.pages import SEEN, text


@pytest.fixture
def site(cast: Cast, signed_in: SignedIn) -> Client:
    return signed_in(cast.owner)


def at(name: str, *more: object) -> str:
    return reverse(name, args=["essex-2022", *more])


def without_link(cast: Cast) -> None:
    Revisit.objects.filter(pk=cast.revisit.pk).update(survey_url="")


def test_the_preview_shows_the_letter_and_what_is_missing(site: Client, cast: Cast) -> None:
    assert site.get(at("letter-preview")).context["missing"] == []
    without_link(cast)
    page = text(site.get(at("letter-preview")))
    assert "the letter still needs: survey link" in page
    assert "Fill in the details for parents" in page
    assert "The owner" in page


@pytest.mark.parametrize(
    ("ending", "kind"), [("pdf", "application/pdf"), ("txt", "text/plain; charset=utf-8")]
)
def test_the_preview_is_the_very_file(ending: str, kind: str, site: Client) -> None:
    answer = site.get(at("letter-preview-file", ending))
    assert (answer["Content-Type"], answer["Cache-Control"]) == (kind, "no-store")
    assert len(answer.content) > 1000
    assert site.get(at("letter-preview-file", "docx")).status_code == 404


def test_issue_is_refused_with_what_is_missing(site: Client, cast: Cast) -> None:
    without_link(cast)
    answer = site.post(at("letter-issue"))
    assert answer.status_code == 422
    assert "The letter cannot be issued yet. Missing: survey link." in text(answer)
    assert not Letter.objects.exists()


def test_issue_then_the_files_then_a_correction(site: Client, cast: Cast) -> None:
    address = site.post(at("letter-issue"))["Location"]
    assert address == at("letter", "parents", 1)
    assert "a moment" in text(site.get(address))
    render_unrendered()
    letter = Letter.objects.get()
    for file in letter.files.all():
        answer = site.get(at("letter-file", "parents", 1, file.format))
        assert hashlib.sha256(answer.content).hexdigest() == file.sha256
        assert answer["ETag"] == f'"{file.sha256}"'
    assert "'none'" in site.get(at("letter-file", "parents", 1, "html"))["Content-Security-Policy"]

    refused = site.post(at("letter-issue"), {"reason": "  "})
    assert "Say why the letter that was issued is being replaced." in text(refused)
    same = site.post(at("letter-issue"), {"reason": "A better reason"})
    assert "Nothing in the letter has changed" in text(same)
    assert "A better reason" in same.content.decode(), "what was typed is kept"
    Revisit.objects.filter(pk=cast.revisit.pk).update(open_meeting_place="Room 2")
    assert site.post(at("letter-issue"), {"reason": "Another room"})["Location"] == at("letter", "parents", 2)
    page = text(site.get(at("letter", "parents", 1)))
    assert "version 2" in page
    assert "Another room" in text(site.get(at("letter", "parents", 2)))
    assert text(site.get(at("letters"))).index("version 2") < text(site.get(at("letters"))).index("version 1")


def test_a_missing_version_kind_or_format_is_not_found(site: Client) -> None:
    site.post(at("letter-issue"))
    for address in (
        at("letter", "parents", 2),
        at("letter", "outcome", 1),
        at("letter-file", "parents", 1, "pdf"),
        at("letter-file", "parents", 1, "docx"),
    ):
        assert site.get(address).status_code == 404


def test_the_area_reads_the_issued_letter_without_its_inner_life(cast: Cast, signed_in: SignedIn) -> None:
    cast.notify()
    signed_in(cast.owner).post(at("letter-issue"), SEEN)
    page = text(signed_in(cast["pcf"]).get(at("letter", "parents", 1)))
    assert "The owner" in page
    for inner in ("SHA-256", "Addressees", "the.dcs@example.org"):
        assert inner not in page


def test_the_letters_pages_cost_at_most_15_queries(site: Client) -> None:
    site.post(at("letter-issue"))
    for address in (at("letters"), at("letter-preview"), at("letter", "parents", 1)):
        with CaptureQueriesContext(connection) as captured:
            site.get(address)
        assert len(captured) <= 15, address
