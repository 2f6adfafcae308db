"""Giving files in a browser: several at once, cut off and going on, by keyboard, and without JavaScript."""

import hashlib
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from revisits.files import receivers
from revisits.files.actions import uploads
from revisits.files.models import StoredFile, Upload
from tests.browser.conftest import PATIENCE, Site
from tests.browser.faults import PHONE, TOO_WIDE
from tests.browser.scene import LEAD
from tests.files.conftest import PDF, Notebook
from tests.patience import eventually

MB = 1024 * 1024


@pytest.fixture
def notebook(monkeypatch: pytest.MonkeyPatch) -> Notebook:
    found = Notebook()
    monkeypatch.setitem(receivers._RECEIVERS, "notes", found)
    return found


class Gate:
    """Lets the bytes of an upload in up to an offset; those after wait outside, so that no file is whole too soon."""

    def __init__(self) -> None:
        self.until, self.lines, self.append = 0, 0, uploads.append

    def __call__(self, *, offset: int, **given: Any) -> int:
        line = self.lines
        while offset >= self.until and line == self.lines:
            time.sleep(0.02)
        if line != self.lines:
            raise uploads.OffsetConflict(offset)
        return self.append(offset=offset, **given)

    def let_in(self, offset: int) -> None:
        """Wait until so many bytes of the one upload are here."""
        self.until = offset
        there = Upload.objects.filter(offset__gte=offset)
        assert eventually(there.exists, every=0.05), "the upload does not go on"

    def line_is_cut(self) -> None:
        """What waits outside never comes in."""
        self.lines += 1


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Iterator[Gate]:
    found = Gate()
    monkeypatch.setattr(uploads, "append", found)
    yield found
    found.line_is_cut()


@pytest.fixture
def page(demo: None, site: Site, notebook: Notebook, settings: Settings) -> Iterator[Page]:
    """Somebody's, where files are given."""
    settings.ROOT_URLCONF = "tests.files.pages.urls"
    found = site.signed_in(LEAD)
    found.goto("/give/")
    yield found


def test_several_files_are_given_and_one_is_refused(page: Page, notebook: Notebook, tmp_path: Path) -> None:
    good, bad, empty = tmp_path / "Impact.pdf", tmp_path / "Notes.docx", tmp_path / "Empty.csv"
    good.write_bytes(PDF)
    bad.write_bytes(b"MZ" + b"\0" * 100)
    empty.write_bytes(b"")
    page.get_by_label("Weakness").select_option("2")
    page.get_by_label("Choose files").set_input_files([good, bad, empty])
    expect(page.get_by_text("The file is empty.")).to_be_visible()
    page.get_by_role("button", name="Upload").click()
    expect(page.get_by_role("link", name="Receipt for Impact.pdf")).to_be_visible()
    expect(page.get_by_text("This is a program, which is not taken.").first).to_be_visible()
    expect(page.locator("[data-upload-all-done]")).to_contain_text("1 file is received, 2 not.")
    expect(page.get_by_role("status")).to_contain_text("1 file is received, 2 not.")
    (row,) = notebook.received_files
    assert (row[0].name, row[1]) == ("Impact.pdf", {"case": "essex", "weakness": "2"})
    report = Axe().run(page)
    assert not report.violations_count, report.generate_report()
    page.set_viewport_size(PHONE)
    assert page.evaluate(TOO_WIDE) == 0


def test_200_megabytes_cut_three_times_arrive_whole(
    page: Page, live_server: LiveServer, tmp_path: Path, gate: Gate
) -> None:
    """The line breaks, the browser is closed, the page is left: each time it goes on where it stopped."""
    film, digest = tmp_path / "Film.mp4", hashlib.sha256()
    with film.open("wb") as file:
        for number in range(200):
            block = (b"\0\0\0\x20ftypisom" if not number else b"") + number.to_bytes(2) * (MB // 2)
            digest.update(block)
            file.write(block)
    page.get_by_label("Choose files").set_input_files(film)
    context = page.context
    page.get_by_role("button", name="Upload").click()
    gate.let_in(30 * MB)
    context.set_offline(True)
    expect(page.get_by_text("The connection broke")).to_be_visible()
    gate.line_is_cut()
    context.set_offline(False)
    gate.let_in(80 * MB)
    for beyond in (120 * MB, 160 * MB):
        page.close()
        gate.line_is_cut()
        page = context.new_page()
        page.goto(f"{live_server.url}/give/")
        expect(page.get_by_role("heading", name="Not finished")).to_be_visible()
        page.get_by_label("Choose files").set_input_files(film)
        gate.let_in(beyond)
    gate.until = film.stat().st_size
    expect(page.get_by_role("link", name="Receipt for Film.mp4")).to_be_visible(timeout=3 * PATIENCE)
    stored = StoredFile.objects.get()
    assert (stored.sha256, stored.size) == (digest.hexdigest(), film.stat().st_size)
    assert Upload.objects.count() == 1


def test_paused_gone_on_and_removed_by_keyboard(page: Page, tmp_path: Path, gate: Gate) -> None:
    sheet = tmp_path / "Sheet.csv"
    sheet.write_bytes(b"weeks,children\n" * (3 * MB))
    page.get_by_label("Choose files").set_input_files(sheet)
    page.get_by_role("button", name="Upload").focus()
    page.keyboard.press("Enter")
    pause = page.get_by_role("button", name="Pause Sheet.csv")
    pause.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Paused at")).to_be_visible()
    expect(page.get_by_role("button", name="Go on Sheet.csv")).to_be_focused()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Remove Sheet.csv").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Sheet.csv is removed.")
    expect(page.get_by_label("Choose files")).to_be_focused()
    expect(page.locator("[data-upload-list] li")).to_have_count(0)
    page.reload()
    expect(page.get_by_role("heading", name="Not finished")).to_be_hidden()
    assert not Upload.objects.exists()


def test_without_javascript_a_form_gives_them(
    demo: None, site: Site, notebook: Notebook, settings: Settings, tmp_path: Path
) -> None:
    settings.ROOT_URLCONF = "tests.files.pages.urls"
    page = site.signed_in(LEAD, script=False)
    page.goto("/give/")
    good, bad = tmp_path / "Impact.pdf", tmp_path / "page.pdf"
    good.write_bytes(PDF)
    bad.write_bytes(b"<!doctype html><p>Waiting times")
    expect(page.get_by_text("Up to 50.0 MB together.")).to_be_visible()
    page.get_by_label("Choose files").set_input_files([good, bad])
    page.get_by_role("button", name="Upload").click()
    expect(page.get_by_text("Impact.pdf is received.")).to_be_visible()
    expect(page.get_by_text("page.pdf: Its name says that it is a PDF, but it is not.")).to_be_visible()
    page.get_by_role("button", name="Upload").click()
    expect(page.get_by_text("Choose a file.")).to_be_visible()
    assert [row[1] for row in notebook.received_files] == [{"case": "essex", "weakness": "1"}]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with another in it."""
    found = tmp_path / "Autumn term"
    (found / "Panel").mkdir(parents=True)
    (found / "Impact.pdf").write_bytes(PDF)
    (found / "Panel" / "Weeks.csv").write_bytes(b"month,weeks\nMay,9\n")
    return found


IN_FOLDERS = {("Impact.pdf", "Autumn term"), ("Weeks.csv", "Autumn term/Panel")}


def given(notebook: Notebook) -> set[tuple[str, str]]:
    return {(stored.name, stored.folder) for stored, *_ in notebook.received_files}


def test_a_whole_folder_is_chosen(page: Page, notebook: Notebook, folder: Path) -> None:
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Choose a whole folder").click()
    chooser.value.set_files(folder)
    expect(page.get_by_text("Autumn term/Panel/Weeks.csv").first).to_be_visible()
    page.get_by_role("button", name="Upload").click()
    expect(page.locator("[data-upload-all-done]")).to_contain_text("2 files are received")
    assert given(notebook) == IN_FOLDERS


def test_a_folder_is_dropped(page: Page, notebook: Notebook, folder: Path) -> None:
    drop = page.locator("[data-upload-drop]")
    drop.scroll_into_view_if_needed()
    box = drop.bounding_box()
    assert box
    hand = page.context.new_cdp_session(page)
    data = {"items": [], "files": [str(folder)], "dragOperationsMask": 1}
    where = {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}
    for kind in ("dragEnter", "dragOver", "drop"):
        hand.send("Input.dispatchDragEvent", {"type": kind, "data": data, **where})
    expect(page.get_by_text("Autumn term/Panel/Weeks.csv").first).to_be_visible()
    page.get_by_role("button", name="Upload").click()
    expect(page.locator("[data-upload-all-done]")).to_contain_text("2 files are received")
    assert given(notebook) == IN_FOLDERS
