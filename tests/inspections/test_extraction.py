"""The words of files, read by a process that may die: ordinary ones, broken ones and hostile ones."""

import io
import json
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pptx
import pytest
from weasyprint import HTML

from inspections.actions import evidence_texts
from inspections.actions.evidence_texts import read_waiting, read_words, waiting
from inspections.extraction import reader, words
from inspections.extraction.words import NotReadError, words_of_file, words_of_text
from inspections.models import EvidencePage, EvidenceText, EvidenceVersion
from revisits.files.contents import UnreadableError
from revisits.files.models import Scan
from tests.cast import NOW, Cast
from tests.inspections.evidence_base import given
from tests.inspections.models.test_evidence import document, file, version

OFFICE = reader.OFFICE


def saved(thing: Any) -> bytes:
    kept = io.BytesIO()
    thing.save(kept)
    return kept.getvalue()


def a_pdf() -> bytes:
    pages = "<p>Waiting times</p><p style='break-before: page'>Zebra on the second</p>"
    return bytes(HTML(string=pages).write_pdf())


def a_document() -> bytes:
    made = docx.Document()
    made.add_paragraph("Waiting times")
    made.add_table(1, 2).cell(0, 1).text = "Zebra in a table"
    return saved(made)


def some_slides() -> bytes:
    made = pptx.Presentation()
    for said in ("Waiting times", "Zebra"):
        made.slides.add_slide(made.slide_layouts[5]).shapes.title.text = said
    return saved(made)


def a_workbook() -> bytes:
    made = openpyxl.Workbook()
    made.create_sheet("Plan").append(["Zebra", 14])
    return saved(made)


def a_mail() -> bytes:
    return b"From: a@example.org\r\nSubject: Waiting\r\n\r\nZebra in a mail\r\n"


@pytest.mark.parametrize(
    ("kind", "make", "place"),
    [
        ("application/pdf", a_pdf, "page 2"),
        (f"{OFFICE}wordprocessingml.document", a_document, ""),
        (f"{OFFICE}presentationml.presentation", some_slides, "slide 2"),
        (f"{OFFICE}spreadsheetml.sheet", a_workbook, "sheet Plan"),
        ("message/rfc822", a_mail, ""),
        ("text/csv", lambda: "name;Zebra\nWürze".encode("cp1252"), ""),
        ("text/plain", lambda: "Zebra".encode("utf-16"), ""),
    ],
)
def test_g14_words_are_read_out_of_ordinary_files_with_their_places(
    kind: str, make: Callable[[], bytes], place: str
) -> None:
    found = words_of_file(kind, [make()])
    assert [where for where, text in found.pages if "Zebra" in text] == [place]
    assert found.said == ""


def test_a_kind_without_words_has_none() -> None:
    assert words_of_file("video/mp4", [b"x"]).pages == []


@pytest.mark.parametrize("kind", [*reader.READERS])
@pytest.mark.parametrize("raw", [b"", b"%PDF-1.7 nonsense", b"PK\x03\x04" + b"\x00" * 40])
def test_a_broken_file_is_said_to_be_broken(kind: str, raw: bytes) -> None:
    if kind == "message/rfc822":
        assert words_of_file(kind, [raw]).said == "", "anything is a mail"
        return
    with pytest.raises(NotReadError, match="damaged"):
        words_of_file(kind, [raw])


def test_a_bomb_is_put_out() -> None:
    """A small sheet that unpacks to gigabytes of text."""
    good, packed = zipfile.ZipFile(io.BytesIO(a_document())), io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as bomb:
        for name in good.namelist():
            raw = good.read(name)
            if name == "word/document.xml":
                raw = raw.replace(b"Waiting times", b"a" * 400_000_000)
            bomb.writestr(name, raw)
    assert len(packed.getvalue()) < 1_000_000
    with pytest.raises(NotReadError):
        words_of_file(f"{OFFICE}wordprocessingml.document", [packed.getvalue()])


def test_a_reader_that_goes_on_for_ever_is_ended(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    endless = tmp_path / "endless.py"
    endless.write_text("while True: pass")
    monkeypatch.setattr(reader, "__file__", str(endless))
    monkeypatch.setattr(words, "SECONDS", 0.3)
    began = time.monotonic()
    with pytest.raises(NotReadError, match="in the time"):
        words_of_file("text/plain", [b"x"])
    assert time.monotonic() - began < reader.CPU_SECONDS


def test_a_reader_reaches_nothing_of_the_program() -> None:
    """Neither its settings, nor its secrets: the reader imports none of it."""
    program = f"import runpy, sys; runpy.run_path({reader.__file__!r}); print(sorted(sys.modules))"
    loaded = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    ).stdout
    assert "django" not in loaded and "revisits" not in loaded


def test_what_is_very_long_is_read_from_its_beginning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "MOST_CHARACTERS", 50_000)
    found = words_of_text("word " * 20_000)
    assert found.said == reader.CUT
    assert sum(len(text) for _, text in found.pages) <= 50_000
    with pytest.raises(NotReadError, match="too large"):
        monkeypatch.setattr(words, "LARGEST", 3)
        words_of_file("text/plain", [b"ab", b"cd"])


def test_nothing_that_a_page_holds_breaks_the_index(cast: Cast) -> None:
    """The index of a page has a largest size, which words that all differ reach soonest."""
    one = given(
        cast, text=" ".join(f"{n:x}-{n * 7:x}@{n}.example.org/ÿ{n}" for n in range(60_000)) + "\x01\ud800"[:1]
    )
    found = read_words(version=one, at=NOW)
    assert found and found.state == EvidenceText.State.DONE
    assert EvidencePage.objects.filter(of=found).count() > 50


def kept_file(cast: Cast, folder: Path, raw: bytes, **changes: Any) -> EvidenceVersion:
    key = str(changes.get("key", "one"))
    (folder / key).write_bytes(raw)
    given = {"key": key, "kind": "text/plain", "sha256": sha256(raw).hexdigest()}
    return version(cast, document(cast), text="", file=file(cast, **(given | changes)))


def test_each_version_is_read_once_when_its_scan_allows(cast: Cast, stored: Path, settings: Any) -> None:
    typed = given(cast, text="Typed words")
    clean = kept_file(cast, stored, b"Clean words", key="clean", scan=Scan.CLEAN, scanned_at=NOW)
    pending = kept_file(cast, stored, b"Pending", key="pending", scan=Scan.PENDING)
    nobody = kept_file(cast, stored, b"Unscanned", key="unscanned")
    settings.OPEN_UNSCANNED = "forbid"
    assert read_words(version=pending, at=NOW) is read_words(version=nobody, at=NOW) is None
    assert read_waiting(at=lambda: NOW, go_on=lambda: True) == 2
    assert {text.version for text in EvidenceText.objects.all()} == {typed, clean}
    settings.OPEN_UNSCANNED = "warn"
    assert list(waiting()) == [nobody]
    assert read_waiting(at=lambda: NOW, go_on=lambda: True) == 1
    assert read_words(version=clean, at=NOW) is None, "once"
    assert {page.text for page in EvidencePage.objects.all()} == {"Typed words", "Clean words", "Unscanned"}


def test_what_cannot_be_read_is_kept_with_its_reason_and_holds_up_nobody(
    cast: Cast, stored: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = kept_file(cast, stored, b"nonsense", key="broken", kind="application/pdf")
    altered = kept_file(cast, stored, b"altered", key="altered", sha256="0" * 64)
    silent = kept_file(cast, stored, b"silent", key="silent", kind="video/mp4")
    read_waiting(at=lambda: NOW, go_on=lambda: True)
    states = {text.version: (text.state, text.said) for text in EvidenceText.objects.all()}
    assert states[silent] == ("nothing", "")
    assert states[broken][0] == states[altered][0] == "failed"
    assert "damaged" in states[broken][1] and "damaged in storage" in states[altered][1]

    away = kept_file(cast, stored, b"away", key="away")
    fine = given(cast, text="Fine")

    def open_only(*args: Any) -> Any:
        raise UnreadableError

    monkeypatch.setattr(evidence_texts, "words_of_file", open_only)
    assert read_waiting(at=lambda: NOW, go_on=lambda: True) == 1
    assert EvidenceText.objects.filter(version=fine).exists()
    assert list(waiting()) == [away], "another time"


def test_the_readers_lines_are_json() -> None:
    pages = reader.bounded(reader.pieces(iter([("page 1", "é\x00")])))
    lines = [json.dumps(line, ensure_ascii=False) for line in pages]
    assert lines == ['["page 1", "é"]', '[null, ""]']
