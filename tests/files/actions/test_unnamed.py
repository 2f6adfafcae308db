"""Bytes in storage that no row names: found, shown, and deleted by the command alone, on a folder and on a bucket."""

from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.utils import timezone
from pytest_django import Settings

from inspections.models import EvidenceExport
from revisits.accounts.visibility import visible
from revisits.files import tasks
from revisits.files.actions.unnamed import AGE, look, remove
from revisits.files.models import StoredFile, UnnamedBytes, Upload
from revisits.files.storage import files, new_key
from tests.cast import NOW, Cast
from tests.conftest import SignedIn
from tests.pages import text

# Later than a day after whatever is kept here, however long after the modules were read that is.
LATER = timezone.now() + 2 * AGE


@pytest.fixture(autouse=True)
def of_this_test_alone(storage: str, settings: Settings, tmp_path: Path) -> None:
    """Other tests, at work at the same time, keep their files in the folder of them all."""
    if storage == "folder":
        own = {"BACKEND": "revisits.files.storage.LocalFiles", "OPTIONS": {"location": tmp_path / "files"}}
        settings.STORAGES = {**settings.STORAGES, "files": own}


def keep(tmp_path: Path, content: bytes = b"Waiting times fell.") -> str:
    path, key = tmp_path / "given", new_key()
    path.write_bytes(content)
    files().keep(path, key)
    path.unlink()
    return key


def noted() -> set[str]:
    return set(UnnamedBytes.objects.values_list("key", flat=True))


def test_what_no_row_names_is_noted_after_a_day_and_deleted_when_told(
    cast: Cast, storage: str, tmp_path: Path
) -> None:
    """What a file, an upload or an archive names stays, and what is young: it may be on its way to its row."""
    UnnamedBytes.objects.create(key="ab/gone", size=1, written_at=NOW, found_at=NOW)
    loose, of_file, of_upload, of_archive = (keep(tmp_path) for _ in range(4))
    given = {"name": "a.pdf", "kind": "application/pdf", "size": 19, "sha256": "a" * 64}
    StoredFile.objects.create(key=of_file, added_by=cast["lano"], added_at=NOW, **given)
    Upload.objects.create(
        key=of_upload, owner=cast["lano"], target={}, length=19, started_at=NOW, expires_at=NOW
    )
    EvidenceExport.objects.create(key=of_archive, revisit=cast.revisit, by=cast.owner, asked_at=NOW)
    tasks.look_for_unnamed()
    assert noted() == set()
    named = {of_file, of_upload, of_archive}
    assert look(now=LATER, at=NOW) == len(noted()) and noted() & (named | {loose}) == {loose}
    piece = UnnamedBytes.objects.get(key=loose)
    assert (piece.size, piece.found_at) == (19, NOW) and abs(piece.written_at - timezone.now()) < AGE
    assert remove(now=timezone.now(), at=NOW) == 0 and files().exists(loose)
    assert remove(now=LATER, at=NOW) > 0
    assert not files().exists(loose) and all(files().exists(key) for key in named)
    assert noted() == set()


def test_what_is_not_the_programs_own_is_left_alone(cast: Cast, storage: str, tmp_path: Path) -> None:
    path = tmp_path / "given"
    path.write_bytes(b"Somebody else's")
    files().keep(path, "backups/of-another-program")
    look(now=LATER, at=NOW)
    assert "backups/of-another-program" not in noted()


def test_the_office_sees_it_and_the_command_names_and_deletes_it(
    cast: Cast, storage: str, tmp_path: Path, signed_in: SignedIn,
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    loose = keep(tmp_path)
    monkeypatch.setattr("django.utils.timezone.now", lambda: LATER)
    call_command("verify_files")
    said = capsys.readouterr().out
    assert f"No row names {loose}: 19 bytes" in said and "Give --remove-unnamed to delete them." in said
    page = text(signed_in(cast["support"]).get("/files/"))
    assert "In storage, and of no file" in page and loose in page
    assert not visible(cast.owner, UnnamedBytes).exists()
    call_command("verify_files", remove_unnamed=True)
    assert "deleted." in capsys.readouterr().out and not files().exists(loose)
    assert "In storage, and of no file" not in text(signed_in(cast["support"]).get("/files/"))


def test_each_piece_lies_somewhere_and_is_noted_once(db: None) -> None:
    about = {"size": 1, "written_at": NOW, "found_at": NOW}
    with pytest.raises(IntegrityError, match="unnamed_bytes_lie_somewhere"), transaction.atomic():
        UnnamedBytes.objects.create(key="", **about)
    UnnamedBytes.objects.create(key="ab/cd", **about)
    with pytest.raises(IntegrityError, match="key"):
        UnnamedBytes.objects.create(key="ab/cd", **about)
