"""What is taken and what is refused, by content (G14); the hostile ones are made here."""

import bz2
import gzip
import io
import lzma
import tarfile
from pathlib import Path

import pytest

from revisits.accounts.refusal import Refused
from revisits.files.content import markup, squeezed, zips
from revisits.files.content.judge import judge
from tests.files.content import made
from tests.files.content.made import PNG, PROGRAM, locked_zip, office, ole, opened, pdf, rar, seven, zipped

WORD = "application/vnd.openxmlformats-officedocument."
OPEN = "application/vnd.oasis.opendocument."
TEXT = "Waiting times fell from 34 to 21 weeks; ŵ and ŷ too.\n".encode()
MAIL = b"From: a@example.org\nTo: b@example.org\nSubject: Impact\nDate: Mon, 2 May 2022 09:00:00 +0000\n\nSee below.\n"
OGG = b"OggS\0\x02" + b"\0" * 20 + b"\x01\x1e\x01vorbis" + b"\0" * 22
MP3 = (b"\xff\xfb\x90\0" + b"\0" * 413) * 3
MP4 = b"\0\0\0\x20ftypisom\0\0\x02\0isomiso2avc1mp41" + b"\0" * 64
RTF = rb"{\rtf1\ansi Waiting times fell.}"
SVG = b'<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"><rect width="9"/></svg>'
PLAIN_PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"


def judged(tmp_path: Path, content: bytes, name: str) -> str:
    path = tmp_path / "part"
    path.write_bytes(content)
    return judge(path, name)


def refused(tmp_path: Path, content: bytes, name: str) -> str:
    with pytest.raises(Refused) as refusal:
        judged(tmp_path, content, name)
    return str(refusal.value)


def named(value: object) -> str:
    """Archives hold the time at which they were made: no name for a test."""
    return value if isinstance(value, str) else "made"


def tar(files: dict[str, bytes]) -> bytes:
    found = io.BytesIO()
    with tarfile.open(fileobj=found, mode="w") as archive:
        for name, content in files.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
    return found.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("impact.pdf", PLAIN_PDF, "application/pdf"),
        ("notes.docx", office("word"), WORD + "wordprocessingml.document"),
        ("waits.xlsx", office("xl"), WORD + "spreadsheetml.sheet"),
        ("slides.pptx", office("ppt"), WORD + "presentationml.presentation"),
        ("notes.odt", opened("text"), OPEN + "text"),
        ("waits.ods", opened("spreadsheet"), OPEN + "spreadsheet"),
        ("old.rtf", RTF, "text/rtf"),
        ("waits.csv", b"week,children\n1,34\n2,31\n", "text/csv"),
        ("minutes.txt", TEXT, "text/plain"),
        ("no ending", TEXT, "text/plain"),
        ("mail.eml", MAIL, "message/rfc822"),
        ("photo.png", PNG, "image/png"),
        ("photo.jpg", b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0" + b"\0" * 30, "image/jpeg"),
        ("talk.ogg", OGG, "audio/ogg"),
        ("talk.mp3", MP3, "audio/mpeg"),
        ("talk.m4a", bytes(range(7, 250)), "application/octet-stream"),
        ("visit.mp4", MP4, "video/mp4"),
        ("all.zip", zipped({"a/impact.txt": TEXT, "a/": b"", "b.csv": b"1,2"}), "application/zip"),
        (
            "nested.zip",
            zipped({"a.zip": zipped({"a.txt": TEXT}), "b.docx": office("word")}),
            "application/zip",
        ),
        ("all.tar", tar({"a.txt": TEXT}), "application/x-tar"),
        ("all.tar.gz", gzip.compress(tar({"a.txt": TEXT})), "application/gzip"),
        ("text.bz2", bz2.compress(TEXT), "application/x-bzip2"),
        ("text.xz", lzma.compress(TEXT), "application/x-xz"),
        ("drawing.svg", SVG, "image/svg+xml"),
        ("page.html", b"<!DOCTYPE html><title>Our offer</title><p>Once on a time", "text/html"),
    ],
    ids=named,
)
def test_g14_any_ordinary_format_is_taken(tmp_path: Path, name: str, content: bytes, kind: str) -> None:
    assert judged(tmp_path, content, name) == kind


CLASS = b"\xca\xfe\xba\xbe\0\0\0\x34" + b"\0" * 40
TWO, CLAIM = "of two kinds at once", "says that it is"


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("impact.pdf", PROGRAM, "is a program"),
        ("impact.docx", b"\x7fELF\x02\x01\x01" + b"\0" * 60, "is a program"),
        ("impact.txt", b"\xcf\xfa\xed\xfe\x07\0\0\x01" + b"\0" * 60, "is a program"),
        ("impact.txt", b"\xca\xfe\xba\xbe\0\0\0\x02" + b"\0" * 60, "is a program"),
        ("impact", CLASS, "is a program"),
        ("setup.exe", TEXT, "end in .exe are programs"),
        ("impact.pdf.exe", PLAIN_PDF, "end in .exe are programs"),
        ("run.txt", b"#!/bin/sh\nrm -rf /\n", "is a script"),
        ("run.txt", b"@echo off\r\ndel *.*\r\n", "is a script"),
        *((f"run.{end}", TEXT, f"end in .{end} can be run") for end in ["js", "ps1", "vbs", "hta"]),
        *((f"run.{end}", TEXT, f"end in .{end} can be run") for end in ["bat", "sh", "lnk", "py"]),
        ("macros.docm", office("word"), "can hold macros"),
        ("macros.docx", office("word", **{"word/vbaProject.bin": b"x"}), "holds macros"),
        ("macros.ods", zipped({"mimetype": OPEN.encode() + b"text", "Basic/M/M.bas": b"x"}), "holds macros"),
        ("app.zip", zipped({"META-INF/MANIFEST.MF": b"", "A.class": CLASS}), "is a program"),
        ("app.zip", zipped({"AndroidManifest.xml": b"", "classes.dex": b""}), "is a program"),
        ("all.zip", zipped({"a/setup.exe": b""}), "holds setup.exe"),
        ("all.zip", zipped({"a/harmless.txt": PROGRAM}), "holds harmless.txt"),
        ("all.zip", zipped({"inner.zip": zipped({"run.js": b""})}), "holds run.js"),
        ("all.tar.gz", gzip.compress(tar({"a/run.vbs": b"x"})), "holds run.vbs"),
        ("all.tar", tar({"a/run.vbs": b"x"}), "holds run.vbs"),
        ("locked.zip", locked_zip(), "locked with a password"),
        ("bomb.zip", made.bomb(), "far too much"),
        ("bomb.docx", made.bomb(), "far too much"),
        ("bomb.zip", made.overlapping(), "far too much"),
        ("many.zip", zipped(dict.fromkeys(map(str, range(zips.MOST_ENTRIES + 1)), b"")), "more than 10,000 files"),
        ("deep.zip", zipped({"a.zip": zipped({"b.zip": zipped({"c.txt": b"x"})})}), "cannot be looked into"),
        ("deep.zip", zipped({"a.7z": b"7z\xbc\xaf\x27\x1c\0\x04"}), "cannot be looked into"),
        ("deep.zip", zipped({f"{n}.zip": zipped({"c.txt": b"x"}) for n in range(21)}), "cannot be looked into"),
        ("broken.zip", zipped({"a.txt": TEXT})[:40], "damaged"),
        ("broken.gz", gzip.compress(TEXT * 50)[:60], "damaged"),
        ("page.pdf", b"<!DOCTYPE html><p>Impact", CLAIM),
        ("impact.pdf", zipped({"a.txt": TEXT}), CLAIM),
        ("impact.docx", zipped({"a.txt": TEXT}), CLAIM),
        ("photo.png", PLAIN_PDF, CLAIM),
        ("photo.jpg", b"<svg xmlns='http://www.w3.org/2000/svg'></svg>", CLAIM),
        ("impact.pdf", PLAIN_PDF + zipped({"a.txt": TEXT}), TWO),
        ("photo.png", PNG + zipped({"a.js": TEXT}), TWO),
        ("photo.gif", b"GIF89a" + b"\0" * 60 + PLAIN_PDF, TWO),
        ("impact.pdf", b"<html><script>1</script></html>\n" + PLAIN_PDF, TWO),
        ("impact.pdf", b"%PDF-1.7\n<html><script>alert(1)</script>\n%%EOF", TWO),
        ("odd.xyz", bytes(range(7, 250)), "cannot tell what kind"),
    ],
    ids=named,
)  # fmt: skip
def test_what_could_run_or_mislead_is_refused_with_the_reason(
    tmp_path: Path, name: str, content: bytes, said: str
) -> None:
    assert said in refused(tmp_path, content, name)


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>", "<svg:script/>", '<rect onload="alert(1)"/>', "<rect\nonclick = 'x'/>",
        '<a href="javascript:alert(1)">', '<a href="java&#115;cript:alert(1)">', '<a href="java&#x09;script:alert(1)">',
        "<foreignObject/>", '<use href="data:image/svg+xml;base64,AA"/>', '<iframe src="x">', "<embed/>", "<OBJECT>",
        '<meta http-equiv="refresh" content="0">', "<base href='x'>", '<x srcdoc="x">',
    ],
)  # fmt: skip
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_web_page_or_drawing_with_script_is_refused_however_it_is_written(
    tmp_path: Path, inside: str, encoding: str
) -> None:
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg">{inside}</svg>'.encode(encoding)
    page = f"<!DOCTYPE html><html><body>{inside}</body></html>".encode(encoding)
    assert "Save it as a PDF" in refused(tmp_path, drawing, "drawing.svg")
    assert "Save it as a PDF" in refused(tmp_path, page, "page.html")


def test_script_deep_in_a_long_page_is_found_where_pieces_meet(tmp_path: Path) -> None:
    beginning = b"<!DOCTYPE html><html><body>"
    filling = b"a" * (markup.PIECE - len(beginning) - 4)
    assert "Save it as a PDF" in refused(tmp_path, beginning + filling + b"<script>", "page.html")


def test_a_name_in_a_list_of_entities_is_refused(tmp_path: Path) -> None:
    entities = b'<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a "aaaa">]><svg xmlns="http://www.w3.org/2000/svg">&a;</svg>'
    assert "Save it as a PDF" in refused(tmp_path, entities, "drawing.svg")


def test_a_bomb_without_a_list_is_found_in_bounded_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(squeezed, "MOST", 5 * 1024 * 1024)
    packed = gzip.compress(b"\0" * (20 * 1024 * 1024))
    assert "far too much" in refused(tmp_path, packed, "bomb.gz")


def test_a_list_too_large_to_read_is_refused_before_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    huge = bytearray(zipped({"a.txt": TEXT}))
    at = huge.find(b"PK\x05\x06")
    huge[at + 12 : at + 16] = (zips.MOST_LIST + 1).to_bytes(4, "little")
    monkeypatch.setattr("revisits.files.content.zips.zipfile.ZipFile", pytest.fail)
    assert "more than 10,000 files" in refused(tmp_path, bytes(huge), "huge.zip")


def test_pdfs_that_open_are_taken_and_locked_ones_are_not(tmp_path: Path) -> None:
    assert judged(tmp_path, pdf(tmp_path / "a.pdf"), "a.pdf") == "application/pdf"
    assert judged(tmp_path, pdf(tmp_path / "b.pdf", owner="theirs"), "b.pdf") == "application/pdf"
    locked = pdf(tmp_path / "c.pdf", owner="theirs", user="everybodys")
    assert "This PDF is locked with a password" in refused(tmp_path, locked, "c.pdf")


def test_7z_archives_are_looked_into_in_a_process_of_their_own(tmp_path: Path) -> None:
    assert (
        judged(tmp_path, seven(tmp_path / "a.7z", {"a.txt": TEXT}), "a.7z") == "application/x-7z-compressed"
    )
    for names in (False, True):
        locked = seven(tmp_path / f"{names}.7z", {"a.txt": TEXT}, "pass", names=names)
        assert "This archive is locked" in refused(tmp_path, locked, "a.7z")
    assert "holds run.js" in refused(tmp_path, seven(tmp_path / "b.7z", {"run.js": TEXT}), "b.7z")
    assert "could not be checked" in refused(tmp_path, b"7z\xbc\xaf\x27\x1c\0\x04" + b"\xff" * 60, "c.7z")


def test_rar_archives_are_looked_into_as_well(tmp_path: Path) -> None:
    assert judged(tmp_path, rar({"a.txt": 5}), "a.rar") == "application/x-rar"
    assert "This archive is locked" in refused(tmp_path, rar({"a.txt": 5}, locked=True), "a.rar")
    assert "holds run.js" in refused(tmp_path, rar({"a.txt": 5, "b/run.js": 5}), "a.rar")
    assert "far too much" in refused(tmp_path, rar({"a.txt": 2_000_000_000}), "a.rar")


def test_older_office_files_are_told_apart_and_their_macros_found(tmp_path: Path) -> None:
    kinds = {"WordDocument": "doc", "Workbook": "xls", "PowerPoint Document": "ppt"}
    found = [judged(tmp_path, ole(stream), f"old.{ending}") for stream, ending in kinds.items()]
    assert found == ["application/msword", "application/vnd.ms-excel", "application/vnd.ms-powerpoint"]
    assert judged(tmp_path, ole("__properties_version1.0"), "mail.msg") == "application/vnd.ms-outlook"
    assert "holds macros" in refused(tmp_path, ole("Macros/VBA/dir", "WordDocument"), "old.doc")
    assert "holds macros" in refused(tmp_path, ole("Workbook", "_VBA_PROJECT_CUR/VBA/dir"), "old.xls")
    assert "This document is locked" in refused(
        tmp_path, ole("EncryptedPackage", "EncryptionInfo"), "new.docx"
    )
    installer = bytes.fromhex("84100c00000000 00c000000000000046".replace(" ", ""))
    assert "is a program" in refused(tmp_path, ole("a", clsid=installer), "old.doc")
    assert "could not be checked" in refused(tmp_path, ole("WordDocument")[:600], "old.doc")
