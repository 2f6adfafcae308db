"""Files going out: as downloads, in ranges, from either storage, and never as something that runs."""

from pathlib import Path
from typing import Any

import pytest
from django.http import Http404, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.test import RequestFactory

from revisits.files import serving
from revisits.files.disposing import dispose
from revisits.files.duplicates import duplicates
from revisits.files.models import Scan, StoredFile
from revisits.files.storage import files
from revisits.files.storing import store
from tests.cast import NOW, Cast
from tests.files.conftest import PDF, Poked


@pytest.fixture
def stored(cast: Cast, storage: str, tmp_path: Path) -> StoredFile:
    return kept(cast, tmp_path, PDF)


def kept(cast: Cast, folder: Path, content: bytes, name: str = "Impact \u2013 ŵ.pdf") -> StoredFile:
    path = folder / "made"
    path.write_bytes(content)
    return store(path, name=name, by=cast["lano"], at=NOW)


def body(response: HttpResponseBase) -> bytes:
    if isinstance(response, StreamingHttpResponse):
        return b"".join(response)
    return bytes(response.content)  # type: ignore[attr-defined]


def asked(stored: StoredFile, *, method: str = "GET", inline: bool = False, **headers: Any) -> Any:
    request = getattr(RequestFactory(), method.lower())(
        "/", headers={name.replace("_", "-"): value for name, value in headers.items()}
    )
    return (serving.inline if inline else serving.attachment)(request, stored)


def test_a_file_is_a_download_that_runs_nowhere_and_is_kept_nowhere(stored: StoredFile) -> None:
    response = asked(stored)
    assert (response.status_code, body(response)) == (200, PDF)
    told = {name: response[name] for name in ("Content-Type", "Content-Length", "Accept-Ranges", "ETag")}
    assert told == {
        "Content-Type": "application/pdf", "Content-Length": str(len(PDF)), "Accept-Ranges": "bytes",
        "ETag": f'"{stored.sha256}"',
    }  # fmt: skip
    assert response["Content-Disposition"] == "attachment; filename*=utf-8''Impact%20%E2%80%93%20%C5%B5.pdf"
    assert (response["Cache-Control"], response["X-Content-Type-Options"]) == ("private, no-store", "nosniff")
    assert response["Content-Security-Policy"].startswith("default-src 'none'")
    assert response["Content-Security-Policy"].endswith("; sandbox")
    head = asked(stored, method="HEAD")
    assert (head["Content-Length"], body(head)) == (str(len(PDF)), b"")


@pytest.mark.parametrize(
    ("range_", "first", "last"),
    [("bytes=0-9", 0, 9), ("bytes=10-", 10, None), ("bytes=-5", -5, None), ("bytes=5-99999999", 5, None),
     ("bytes=0-", 0, None), ("bytes=-99999999", 0, None)],
)  # fmt: skip
def test_a_range_of_bytes(stored: StoredFile, range_: str, first: int, last: int | None) -> None:
    response = asked(stored, Range=range_)
    start = first % len(PDF)
    stop = len(PDF) if last is None else last + 1
    assert (response.status_code, body(response)) == (206, PDF[start:stop])
    assert response["Content-Range"] == f"bytes {start}-{stop - 1}/{len(PDF)}"
    assert response["Content-Length"] == str(stop - start)
    assert (asked(stored, method="HEAD", Range=range_).status_code) == 206


@pytest.mark.parametrize("range_", ["bytes=5-2", "bytes=1-2,4-5", "lines=1-2", "bytes=-", "bytes=x-"])
def test_a_range_that_is_none_gets_the_whole(stored: StoredFile, range_: str) -> None:
    response = asked(stored, Range=range_)
    assert (response.status_code, body(response)) == (200, PDF)


def test_a_range_behind_the_end_is_told_so_and_one_of_another_version_gets_the_whole(
    stored: StoredFile,
) -> None:
    for behind in (f"bytes={len(PDF)}-", "bytes=-0"):
        response = asked(stored, Range=behind)
        assert (response.status_code, response["Content-Range"]) == (416, f"bytes */{len(PDF)}")
    assert asked(stored, Range="bytes=0-1", If_Range=f'"{stored.sha256}"').status_code == 206
    assert asked(stored, Range="bytes=0-1", If_Range='"other"').status_code == 200
    begins = {"": True, "bytes=0-": True, "bytes=0-5": True, "bytes=6-": False}
    requests = {told: RequestFactory().get("/", headers={"Range": told} if told else {}) for told in begins}
    assert {told: serving.begins(request) for told, request in requests.items()} == begins


def test_only_what_a_browser_shows_safely_is_shown(stored: StoredFile) -> None:
    shown = asked(stored, inline=True)
    assert shown["Content-Disposition"].startswith("inline;") and body(shown) == PDF
    page = StoredFile(kind="text/html", name="page.html", size=5, sha256="0" * 64, key=stored.key)
    drawing = StoredFile(kind="image/svg+xml", name="a.svg", size=5, sha256="0" * 64, key=stored.key)
    for each in (page, drawing):
        assert asked(each)["Content-Type"] == "application/octet-stream"
        assert asked(each)["Content-Disposition"].startswith("attachment;")
        with pytest.raises(Http404):
            asked(each, inline=True)


def test_what_its_scan_forbids_is_not_there(stored: StoredFile) -> None:
    for scan in set(Scan) - {Scan.CLEAN, Scan.NOT_SCANNED}:
        stored.scan = scan
        with pytest.raises(Http404):
            asked(stored)
    request = RequestFactory().get("/")
    assert serving.attachment(request, stored, anyway=True).status_code == 200


def test_disposed_of_its_bytes_go_when_that_is_certain(
    stored: StoredFile, django_capture_on_commit_callbacks: Any
) -> None:
    key = stored.key
    with django_capture_on_commit_callbacks(execute=True):
        dispose(stored)
        assert files().exists(key)
    assert not files().exists(key) and not StoredFile.objects.exists()


def test_the_same_bytes_are_recognised_among_what_one_may_know(cast: Cast, tmp_path: Path) -> None:
    first, second = (kept(cast, tmp_path, PDF) for _ in range(2))
    other = kept(cast, tmp_path, PDF + b" ")
    everything = StoredFile.objects.all()
    assert list(duplicates(first.sha256, among=everything)) == [second, first]
    assert list(duplicates(first.sha256, among=everything.exclude(pk=second.pk))) == [first]
    assert list(duplicates(other.sha256, among=everything)) == [other]
    assert first.key != second.key and len(first.key) > 40


def test_a_large_file_comes_out_in_small_pieces(cast: Cast, storage: str, tmp_path: Path) -> None:
    content = b"%PDF-1.7\n" + bytes(range(256)) * 12_000
    response = asked(kept(cast, tmp_path, content))
    pieces = list(response)
    assert b"".join(pieces) == content and max(map(len, pieces)) <= 256 * 1024


def test_a_new_file_waits_for_its_scan(
    cast: Cast, tmp_path: Path, settings: Any, poked: Poked, django_capture_on_commit_callbacks: Any
) -> None:
    settings.CLAMD_URL = "unix:///nowhere"
    with django_capture_on_commit_callbacks(execute=True):
        found = kept(cast, tmp_path, PDF)
    assert (found.scan, poked) == (Scan.PENDING, [("files.scan_file", (found.pk,))])
    with pytest.raises(Http404):
        asked(found)
