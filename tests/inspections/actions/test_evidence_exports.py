"""The archive of an evidence base: whole or not at all, its asker's alone, and gone after a day."""

import csv
import io
import subprocess
from collections.abc import Callable, Iterator
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from django.urls import reverse
from hypothesis import given as for_all
from hypothesis import strategies as st

from inspections.actions import evidence_exports as actions
from inspections.actions.evidence_exports import DIED, LEASE, ask_export, build_export, sweep_exports
from inspections.actions.notes import see_impact, set_tags
from inspections.archiving.contents import safe
from inspections.models import EvidenceExport, EvidenceVersion, EvidenceView, TeamMember
from inspections.policies import Refused
from revisits.files.contents import Contents
from revisits.files.models import Scan
from revisits.record.models import Entry
from tests.behind_the_form import refused
from tests.cast import NOW, Cast
from tests.conftest import SignedIn, StandingClock
from tests.inspections.evidence_base import given, note
from tests.inspections.models.test_evidence import document, file, version
from tests.pages import text

State = EvidenceExport.State


def kept_file(cast: Cast, folder: Path, raw: bytes, key: str, **changes: Any) -> EvidenceVersion:
    (folder / key).write_bytes(raw)
    about = {"key": key, "name": f"{key}.bin", "sha256": sha256(raw).hexdigest(), "size": len(raw)}
    return version(cast, document(cast, title=key), text="", file=file(cast, **(about | changes)))


def asked(cast: Cast, by: str = "owner") -> EvidenceExport:
    return ask_export(revisit=cast.revisit, by=cast[by], at=NOW)


def built(cast: Cast, folder: Path) -> tuple[EvidenceExport, ZipFile]:
    export = asked(cast)
    build_export(export_id=export.pk)
    export.refresh_from_db()
    assert (export.state, export.said) == (State.READY, "")
    raw = (folder / export.key).read_bytes()
    assert (sha256(raw).hexdigest(), len(raw)) == (export.sha256, export.size)
    return export, ZipFile(io.BytesIO(raw))


def rows(archive: ZipFile, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(archive.read(name).decode("utf-8-sig"))))


def test_the_archive_holds_everything_by_weakness_with_a_manifest_and_hashes(
    cast: Cast, stored: Path, tmp_path: Path
) -> None:
    first = cast.revisit.wsoa.weaknesses.all()[0]
    typed = given(cast, "Typed", weaknesses=[1, 2], text="Waiting times fell.")
    version(cast, typed.document, number=2, text="They fell again.")
    clean = kept_file(cast, stored, b"x" * 3_000_000, "chart", scan=Scan.CLEAN, scanned_at=NOW)
    kept_file(cast, stored, b"bad", "bad", scan=Scan.INFECTED, scanned_at=NOW)
    kept_file(cast, stored, b"altered", "altered", sha256="0" * 64)
    note(cast, title="=SUM(A1)", text="@cmd", citations=[(typed, "page 3")], weaknesses=[first])
    set_tags(of=typed.document, names=["Ask"], by=cast.owner, at=NOW)
    see_impact(document=typed.document, weakness=first, shows="unclear", by=cast.owner, at=NOW)
    export, archive = built(cast, stored)
    assert archive.testzip() is None
    assert (export.done, export.total) == (6, 6)
    manifest = {(row["title"], row["version"]): row for row in rows(archive, "manifest.csv")}
    row = manifest["Typed", "1"]
    assert row["path"].startswith("evidence/weakness-01-Joint-commissioning/")
    assert (row["weaknesses"], row["tags"], row["side"]) == ("1 2", "Ask", "area")
    assert archive.read(row["path"]) == b"Waiting times fell."
    assert archive.read(manifest["Typed", "2"]["path"]) == b"They fell again."
    assert archive.read(manifest["chart", "1"]["path"]) == b"x" * 3_000_000
    assert clean.file and manifest["chart", "1"]["SHA-256"] == clean.file.sha256
    held = manifest["bad", "1"]
    assert held["path"] == "" and "virus" in held["remark"]
    assert "not those that were given" in manifest["altered", "1"]["remark"]
    (written,) = rows(archive, "notes.csv")
    assert (written["title"], written["text"]) == ("'=SUM(A1)", "'@cmd"), "no cell runs"
    assert "page 3" in written["cites"]
    assert b"@cmd" in archive.read(written["path"])
    assert rows(archive, "impact.csv")[0]["sees"] == str(EvidenceView.Shows.UNCLEAR.label)
    _sums_hold(archive, tmp_path)
    assert list((tmp_path / "archives").iterdir()) == [], "nothing is left beside it"


def _sums_hold(archive: ZipFile, folder: Path) -> None:
    """As anybody would check them, with the system's own tool."""
    archive.extractall(folder / "out")
    command = ["sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS"]
    assert subprocess.run(command, cwd=folder / "out", check=False).returncode == 0


@for_all(st.text(st.characters(), max_size=120))
def test_no_name_leaves_its_folder(name: str) -> None:
    found = safe(name)
    assert found and len(found) <= 80
    assert not set(found) & set('/\\:*?"<>|\x00\n\u202e') and ".." not in found
    assert found[0] not in ".-" and found[-1] not in ".- "


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "C:\\boot.ini", "..", "a\u202egpj.exe", "\x01", "/", "CON"]
)
def test_hostile_names_of_files_stay_inside(cast: Cast, stored: Path, name: str) -> None:
    kept_file(cast, stored, b"x", "one", name=name)
    _, archive = built(cast, stored)
    (path,) = [each for each in archive.namelist() if each.startswith("evidence/")]
    assert path.startswith("evidence/about-the-whole/0") and path.count("/") == 2


def test_one_is_built_at_a_time(cast: Cast) -> None:
    asked(cast)
    with pytest.raises(Refused, match="The owner asked for an archive of this case already"):
        asked(cast, by="cqc")
    with refused("export_one_at_a_time"):
        EvidenceExport.objects.create(revisit=cast.revisit, by=cast["cqc"], asked_at=NOW)


@pytest.mark.parametrize(
    ("constraint", "changes"),
    [
        ("export_state_known", {"state": "almost"}),
        ("export_ready_is_whole", {"state": "ready"}),
        ("export_failed_for_a_reason", {"state": "failed"}),
    ],
)
def test_an_archive_is_ready_only_when_it_is_whole(
    cast: Cast, constraint: str, changes: dict[str, Any]
) -> None:
    export = asked(cast)
    with refused(constraint):
        EvidenceExport.objects.filter(pk=export.pk).update(**changes)


class Killed(BaseException):
    """As the end of a process is: nothing catches it."""


def dying(times: int, error: type[BaseException] = Killed) -> Callable[..., Iterator[bytes]]:
    """Contents whose reading ends the worker, so many times."""
    left = [times]

    def read(self: Contents) -> Iterator[bytes]:
        yield b"half"
        left[0] -= 1
        if left[0] >= 0:
            raise error
        yield b" and half"

    return read


def test_what_a_killed_worker_left_is_built_again_and_never_half(
    cast: Cast, stored: Path, tmp_path: Path, standing_clock: StandingClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept_file(cast, stored, b"half and half", "one")
    monkeypatch.setattr(Contents, "__iter__", dying(1))
    export = asked(cast)
    with pytest.raises(Killed):
        build_export(export_id=export.pk)
    export.refresh_from_db()
    assert (export.state, export.key) == (State.BUILDING, ""), "not ready, and nothing in storage"
    sweep_exports()
    export.refresh_from_db()
    assert export.attempts == 1, "its worker may still live"
    standing_clock.now = NOW + LEASE
    sweep_exports()
    export.refresh_from_db()
    assert (export.state, export.attempts) == (State.READY, 2)
    assert list((tmp_path / "archives").iterdir()) == []


def test_what_cannot_be_built_fails_for_all_to_see(
    cast: Cast, stored: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept_file(cast, stored, b"x", "one")
    monkeypatch.setattr(Contents, "__iter__", dying(9, OSError))
    export = asked(cast)
    for _ in range(4):
        sweep_exports()
    export.refresh_from_db()
    assert (export.state, export.attempts) == (State.FAILED, 3)
    assert export.said.startswith(DIED)
    asked(cast)


def test_a_worker_that_was_thought_dead_does_not_spoil_the_others_archive(
    cast: Cast, stored: Path, standing_clock: StandingClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept_file(cast, stored, b"x", "one")
    export, fill = asked(cast), actions._fill

    def slowly(archive: Any, mine: EvidenceExport) -> None:
        monkeypatch.setattr(actions, "_fill", fill)
        standing_clock.now = NOW + LEASE
        sweep_exports()
        fill(archive, mine)

    monkeypatch.setattr(actions, "_fill", slowly)
    build_export(export_id=export.pk)
    export.refresh_from_db()
    assert (export.state, export.attempts) == (State.READY, 2)
    assert sha256((stored / export.key).read_bytes()).hexdigest() == export.sha256


def test_its_asker_alone_downloads_it_for_a_day_and_each_time_is_on_record(
    cast: Cast, stored: Path, signed_in: SignedIn, standing_clock: StandingClock
) -> None:
    cast.notify()
    given(cast)
    owner, address = signed_in(cast.owner), reverse("evidence-export", args=[cast.revisit.reference])
    assert "is being built" in text(owner.post(address, follow=True))
    assert "already" in text(owner.post(address, follow=True))
    sweep_exports()
    export = EvidenceExport.objects.get()
    assert "Download (" in text(owner.get(address))
    download = reverse("evidence-export-file", args=[cast.revisit.reference, export.pk])
    answer = owner.get(download)
    raw = b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    assert sha256(raw).hexdigest() == export.sha256
    assert answer["Content-Disposition"] == f'attachment; filename="essex-2022-evidence-{export.pk}.zip"'
    reading = Entry.objects.get(operation="download")
    assert (reading.person, reading.case, reading.row) == (cast.owner.pk, cast.revisit.pk, str(export.pk))
    for person in ("cqc", "support", "lano"):
        assert signed_in(cast[person]).get(download).status_code == 404
    assert "Download" not in text(signed_in(cast["cqc"]).get(address))
    standing_clock.now = NOW + timedelta(days=1)
    assert owner.get(download).status_code == 404
    sweep_exports()
    export.refresh_from_db()
    assert (export.state, export.key) == (State.GONE, "")
    assert [path for path in stored.rglob("*") if path.is_file()] == []
    assert "kept for a day" in text(owner.get(address))


def test_whoever_left_the_case_gets_no_archive(cast: Cast, stored: Path) -> None:
    given(cast)
    export = asked(cast, by="cqc_qa")
    TeamMember.objects.filter(user=cast["cqc_qa"]).update(removed_at=NOW, removed_by=cast.owner)
    build_export(export_id=export.pk)
    export.refresh_from_db()
    assert (export.state, export.said) == (State.FAILED, "The cqc_qa has no part in this case any more.")
