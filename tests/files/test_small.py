"""The plain form: files without JavaScript, through the same way in."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import Http404
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from revisits.accounts.refusal import Refused
from revisits.files.actions import tidy
from revisits.files.models import StoredFile, Upload
from revisits.files.receiving import offer, receive_small
from tests.cast import NOW, Cast
from tests.conftest import SignedIn
from tests.files.conftest import PDF, Notebook

TARGET = {"case": "essex"}


@pytest.fixture
def browser(cast: Cast, notebook: Notebook, signed_in: SignedIn, settings: Settings) -> Client:
    settings.ROOT_URLCONF = "tests.files.pages.urls"
    return signed_in(cast["lano"])


def sent(browser: Client, *files: tuple[str, bytes]) -> Any:
    given = [SimpleUploadedFile(name, content) for name, content in files]
    return browser.post("/give/", {"weakness": "2", "files": given})


def test_each_file_stands_for_itself(storage: str, browser: Client, notebook: Notebook) -> None:
    page = sent(browser, ("Impact.pdf", PDF), ("run.sh", b"#!/bin/sh"), ("Empty.pdf", b"")).content.decode()
    assert "Impact.pdf is received." in page and f"/receipts/{StoredFile.objects.get().pk}/" in page
    assert "run.sh: Files that end in .sh can be run as a script" in page
    assert "Empty.pdf: The file is empty." in page
    assert [row[1] for row in notebook.received_files] == [{"case": "essex", "weakness": "2"}]
    assert sent(browser, ("Impact.pdf", PDF)).status_code == 302
    assert "Choose a file." in sent(browser).content.decode()


def test_too_much_for_a_form_is_told_and_nothing_is_kept(browser: Client, settings: Settings) -> None:
    settings.SMALL_UPLOAD_BYTES = 1000
    beyond = PDF + b" " * 2 * 1024 * 1024
    page = sent(browser, ("Impact.pdf", beyond)).content.decode()
    assert "Without JavaScript, files of up to 1000\xa0bytes together can be given at once." in page
    assert not Upload.objects.exists()


def test_whoever_may_not_give_is_told_by_the_receiver(
    cast: Cast, notebook: Notebook, settings: Settings
) -> None:
    def give(content: bytes = PDF) -> str:
        file = SimpleUploadedFile("Impact.pdf", content)
        return receive_small(file, purpose="notes", target=TARGET, by=cast["lano"], at=NOW)

    notebook.refuses = Refused("The case is closed.")
    with pytest.raises(Refused, match="The case is closed"):
        give()
    notebook.refuses = Http404()
    with pytest.raises(Http404):
        give()
    assert not Upload.objects.exists()
    notebook.refuses, settings.SMALL_UPLOAD_BYTES = None, 100
    with pytest.raises(Refused, match="Without JavaScript"):
        give()
    with pytest.raises(Refused, match="is not"):
        give(b"<!doctype html><p>x")
    with pytest.raises(Http404):
        offer("unheard-of", TARGET)


def test_what_broke_off_when_all_was_here_is_finished_later(cast: Cast, notebook: Notebook) -> None:
    notebook.breaks = ConnectionError("storage")
    with pytest.raises(ConnectionError):
        receive_small(
            SimpleUploadedFile("a.pdf", PDF), purpose="notes", target=TARGET, by=cast["lano"], at=NOW
        )
    notebook.breaks = None
    tidy.finish_due(now=timezone.now() + timedelta(minutes=1))
    assert [row[0].name for row in notebook.received_files] == ["a.pdf"]
