"""Every night the stored bytes against their hashes: what differs or is missing is found, told, and put right."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import TestCase
from pytest_django import Settings

from revisits.accounts.models import AccountMail
from revisits.files import opening, tasks
from revisits.files.actions import verify
from revisits.files.actions.verify import STORAGE_IS_DOWN, verify_all
from revisits.files.contents import Contents
from revisits.files.models import Fault, StoredFile
from tests.cast import NOW, Cast
from tests.conftest import StandingClock
from tests.files.stored import storage, store

__all__ = ["storage"]
DAY = timedelta(days=1)


def files(cast: Cast, number: int) -> list[StoredFile]:
    return [store(f"File {each}".encode(), by=cast["lano"]) for each in range(number)]


def verified(*, seconds: float | None = None) -> list[tuple[int, str]]:
    found = verify_all(since=NOW, at=lambda: NOW, seconds=seconds)
    return [(each.file.pk, each.fault or each.unreadable) for each in found]


def spoil(storage: Path, file: StoredFile) -> None:
    """One bit, as a disk would."""
    path = storage / file.key
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    path.write_bytes(content)


def unreadable(storage: Path, file: StoredFile) -> None:
    (storage / file.key).unlink()
    (storage / file.key).mkdir()


def test_what_differs_or_is_missing_is_found_and_told_once(
    cast: Cast, storage: Path, settings: Settings
) -> None:
    settings.SUPPORT_EMAIL = "support@example.org"
    good, spoilt, gone = files(cast, 3)
    spoil(storage, spoilt)
    (storage / gone.key).unlink()
    assert verified() == [(good.pk, ""), (spoilt.pk, Fault.DIFFERS), (gone.pk, Fault.MISSING)]
    # One mail, for the first; all stand on the page.
    mail = AccountMail.objects.get(recipient="support@example.org")
    assert "stored file is damaged" in mail.subject and good.name not in mail.text
    assert StoredFile.objects.exclude(fault="").count() == 2
    spoilt.refresh_from_db()
    assert (spoilt.fault_found_at, spoilt.verified_at) == (NOW, NOW)
    assert (spoilt.may_be_opened, opening.may_open(spoilt).sentence) == (False, opening.DAMAGED)
    # Not again in the same night.
    assert verified() == []


def test_a_file_that_was_put_back_is_whole_again(cast: Cast, storage: Path) -> None:
    [file] = files(cast, 1)
    spoil(storage, file)
    found = verify.verify(stored=file, at=NOW)
    assert found.fault == Fault.DIFFERS
    verify.verify(stored=file, at=NOW + DAY)
    file.refresh_from_db()
    assert (file.fault_found_at, file.verified_at) == (NOW, NOW + DAY)
    spoil(storage, file)
    tasks.verify_file(file.pk)
    file.refresh_from_db()
    assert (file.fault, file.fault_found_at) == ("", None)


def test_the_one_looked_at_longest_ago_comes_first_and_a_run_goes_on_where_the_last_stopped(
    cast: Cast, storage: Path
) -> None:
    old, new, never = files(cast, 3)
    for file, days in ((old, 9), (new, 1)):
        StoredFile.objects.filter(pk=file.pk).update(verified_at=NOW - days * DAY)
    run = verify_all(since=NOW, at=lambda: NOW)
    assert next(run).file == never
    assert [pk for pk, _ in verified()] == [old.pk, new.pk]
    assert verified(seconds=0) == []


def test_storage_that_does_not_answer_is_no_fault_of_the_files(cast: Cast, storage: Path) -> None:
    first, *others = files(cast, STORAGE_IS_DOWN + 2)
    unreadable(storage, first)
    found = verified()
    assert found[0] == (first.pk, "IsADirectoryError") and len(found) == STORAGE_IS_DOWN + 2
    StoredFile.objects.update(verified_at=None)
    for file in others:
        unreadable(storage, file)
    assert len(verified()) == STORAGE_IS_DOWN
    assert not StoredFile.objects.exclude(fault="", verified_at=None).exists()


def test_a_file_that_is_disposed_of_meanwhile_is_not_missing(cast: Cast, storage: Path) -> None:
    [file] = files(cast, 1)
    gone = StoredFile.objects.get(pk=file.pk)
    file.delete()
    (storage / gone.key).unlink()
    assert verify.verify(stored=gone, at=NOW).fault == Fault.MISSING
    assert not StoredFile.objects.exists()


def test_the_nightly_job_asks_for_its_next_slice_until_all_is_done(
    cast: Cast, storage: Path, standing_clock: StandingClock, poked: list[tuple[str, tuple[object, ...]]]
) -> None:
    files(cast, 2)
    with TestCase.captureOnCommitCallbacks(execute=True):
        tasks.verify_slice()
    [(task, (since, until))] = poked
    assert (task, since) == ("files.verify", NOW.isoformat())
    with TestCase.captureOnCommitCallbacks(execute=True):
        tasks.verify_slice(str(since), str(until))
    assert len(poked) == 1


def test_its_time_is_over(
    cast: Cast, storage: Path, settings: Settings, poked: list[tuple[str, tuple[object, ...]]]
) -> None:
    settings.VERIFY_FOR = timedelta(0)
    files(cast, 1)
    with TestCase.captureOnCommitCallbacks(execute=True):
        tasks.verify_slice()
    assert not poked and not StoredFile.objects.exclude(verified_at=None).exists()


def test_the_command_prints_each_fault_and_exits_1(
    cast: Cast, storage: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, spoilt, odd = files(cast, 3)
    call_command("verify_files")
    assert capsys.readouterr().out == "3 files were looked at, 0 of them faulty.\n"
    spoil(storage, spoilt)
    unreadable(storage, odd)
    call_command("verify_files", since="2022-05-03T08:30")
    assert capsys.readouterr().out == "0 files were looked at, 0 of them faulty.\n"
    StoredFile.objects.update(verified_at=None)
    with pytest.raises(SystemExit) as left:
        call_command("verify_files")
    said = capsys.readouterr().out.splitlines()
    assert left.value.code == 1 and len(said) == 3
    assert said[0] == f"{spoilt} ({spoilt.key}): Not the bytes that were given"
    assert said[1].endswith("Storage does not give it (IsADirectoryError)")
    assert said[2] == "3 files were looked at, 2 of them faulty."
    with pytest.raises(CommandError, match="no time like"):
        call_command("verify_files", since="yesterday")


def test_it_reads_in_blocks(cast: Cast, storage: Path) -> None:
    """However large the file is, memory stays flat."""
    file = store(bytes(5 << 20), by=cast["lano"])
    assert max(len(block) for block in Contents(file)) == 1 << 20
