"""Scanning with the real daemon: each state reached, none skipped, and nothing clean that nobody looked at."""

import logging
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.db.models import Model
from pytest_django import Settings

from revisits.accounts.models import AccountMail
from revisits.accounts.refusal import Refused
from revisits.acting import acting
from revisits.files import scanning
from revisits.files.actions import scan as scans
from revisits.files.actions.scan import PAUSES, TRIES, scan_file
from revisits.files.actions.sweep import sweep
from revisits.files.actions.try_again import scan_again
from revisits.files.models import Fault, Scan, ScannerOutage, StoredFile
from revisits.files.signals import file_scanned
from revisits.record.models import Entry
from tests.cast import NOW, Cast
from tests.clamd import Daemon, clamd, eicar, zipped
from tests.files.stored import storage, store

__all__ = ["clamd", "storage"]
pytestmark = pytest.mark.processes
MINUTE = timedelta(minutes=1)
Told = list[tuple[int, str, str]]


@pytest.fixture
def scanner(clamd: Daemon, settings: Settings, storage: Path) -> Daemon:
    settings.CLAMD_URL = clamd.url
    return clamd


@pytest.fixture
def told() -> Iterator[Told]:
    """What the layers above are told: file, state before and after."""
    heard: Told = []

    def hear(sender: type[Model], file: StoredFile, was: Scan, at: datetime, **kwargs: Any) -> None:
        assert at == NOW and transaction.get_connection().in_atomic_block
        heard.append((file.pk, was, file.scan))

    file_scanned.connect(hear)
    yield heard
    file_scanned.disconnect(hear)


def waits(cast: Cast, content: bytes = b"Waiting times fell.", **values: Any) -> StoredFile:
    return store(content, by=cast["lano"], **({"scan": Scan.PENDING} | values))


def scanned(file: StoredFile, *, now: datetime = NOW) -> StoredFile:
    scan_file(file_id=file.pk, now=now, at=NOW)
    file.refresh_from_db()
    return file


def swept(*files: StoredFile, now: datetime = NOW) -> list[str]:
    sweep(now=lambda: now, at=lambda: NOW)
    for file in files:
        file.refresh_from_db()
    return [file.scan for file in files]


def test_what_is_clean_was_looked_at_and_is_what_was_given(scanner: Daemon, cast: Cast, told: Told) -> None:
    file = scanned(waits(cast, bytes(3 << 20)))
    assert (file.scan, file.scanned_at, file.verified_at) == (Scan.CLEAN, NOW, NOW)
    assert (file.scan_claimed_until, file.scan_due_at, file.may_be_opened) == (None, None, True)
    assert told == [(file.pk, Scan.PENDING, Scan.CLEAN)]
    # Twice is once.
    scanned(file)
    assert len(told) == 1
    # Claims and tries are the queue's own: the record has the one fact.
    change = Entry.objects.get(table="files_storedfile", operation="update")
    assert change.after and change.after.keys() == {"scan", "scanned_at"}


def test_the_test_file_in_an_archive_is_found_and_nobody_opens_it(
    scanner: Daemon, cast: Cast, told: Told, caplog: pytest.LogCaptureFixture
) -> None:
    file = scanned(waits(cast, zipped(eicar())))
    assert (file.scan, file.may_be_opened) == (Scan.INFECTED, False)
    assert file.scan_said.startswith("Test.Eicar")
    assert told == [(file.pk, Scan.PENDING, Scan.INFECTED)]
    [line] = [record for record in caplog.records if record.levelno == logging.ERROR]
    assert "Infected" in line.getMessage() and file.name not in line.getMessage()
    # No sweep looks at it again by itself.
    assert swept(file, now=NOW + timedelta(days=1)) == [Scan.INFECTED]


def test_what_was_called_infected_is_scanned_again_when_somebody_asks(
    scanner: Daemon, cast: Cast, told: Told
) -> None:
    """A false alarm that was mended meanwhile; and a virus, which is found again. Until then both stay closed."""
    found: dict[str, Any] = {"scan": Scan.INFECTED, "scan_said": "Test.False-Alarm", "scanned_at": NOW}
    harmless, virus = waits(cast, **found), waits(cast, zipped(eicar()), **found)
    failed = waits(cast, scan=Scan.FAILED)
    with acting(person=cast["support"].pk):
        assert scan_again(files=StoredFile.objects.all(), found=Scan.INFECTED) == 2
    harmless.refresh_from_db()
    assert (harmless.scan, harmless.scan_said, harmless.may_be_opened) == (Scan.PENDING, "", False)
    assert swept(harmless, virus, failed) == [Scan.CLEAN, Scan.INFECTED, Scan.FAILED]
    assert told == [(harmless.pk, Scan.PENDING, Scan.CLEAN), (virus.pk, Scan.PENDING, Scan.INFECTED)]
    change = Entry.objects.filter(table="files_storedfile", operation="update", row=harmless.pk).earliest(
        "pk"
    )
    assert (change.person, change.before, change.after) == (
        cast["support"].pk,
        {"scan": "infected", "scan_said": "Test.False-Alarm"},
        {"scan": "pending", "scan_said": ""},
    )
    with pytest.raises(Refused):
        scan_again(files=StoredFile.objects.filter(pk=harmless.pk), found=Scan.INFECTED)
    with pytest.raises(ValueError, match="clean"):
        scan_again(files=StoredFile.objects.all(), found=Scan.CLEAN)


def test_the_scanner_is_killed_then_comes_back(
    scanner: Daemon, cast: Cast, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    settings.SUPPORT_EMAIL = "support@example.org"
    scanner.kill()
    first, second = waits(cast), waits(cast, zipped(eicar()))
    assert swept(first, second) == [Scan.PENDING, Scan.PENDING]
    assert scanned(first).scan == Scan.PENDING
    assert (first.scan_attempts, first.scan_claimed_until, first.may_be_opened) == (0, None, False)
    outage = ScannerOutage.objects.get()
    assert (outage.began_at, outage.ended_at) == (NOW, None)
    # Told once, however often nobody answers: in the log and by mail.
    alerts = [record for record in caplog.records if record.levelno == logging.ERROR]
    assert len(alerts) == 1 and "does not answer" in alerts[0].getMessage()
    mail = AccountMail.objects.get(recipient="support@example.org")
    assert "has not answered since 3 May 2022, 08:30" in mail.text and "/files/" in mail.text
    scanner.start()
    assert swept(first, second) == [Scan.CLEAN, Scan.INFECTED]
    outage.refresh_from_db()
    assert outage.ended_at == NOW
    # Gone again within the hour: noted, and no second mail.
    scanner.kill()
    assert swept(waits(cast)) == [Scan.PENDING]
    assert ScannerOutage.objects.count() == 2 and AccountMail.objects.count() == 1
    scanner.start()


def test_a_scan_that_breaks_is_tried_again_with_growing_pauses_then_fails(
    scanner: Daemon, cast: Cast, settings: Settings, told: Told
) -> None:
    file, now = waits(cast), NOW
    settings.SCAN_SECONDS = 0
    for number, pause in enumerate(PAUSES, start=1):
        assert swept(file, now=now) == [Scan.PENDING]
        assert (file.scan_attempts, file.scan_due_at) == (number, now + pause)
        assert file.scan_said == "The scanner took too long."
        # Before its time nobody tries.
        swept(file, now=now + pause - MINUTE / 2)
        assert file.scan_attempts == number
        now += pause
    assert swept(file, now=now) == [Scan.FAILED]
    assert (file.scan_attempts, file.scan_due_at, file.scan_said) == (
        TRIES,
        None,
        "The scanner took too long.",
    )
    assert told == [(file.pk, Scan.PENDING, Scan.FAILED)]
    assert sorted(PAUSES) == PAUSES


def test_bytes_that_are_not_what_was_given_are_never_clean(
    scanner: Daemon, cast: Cast, storage: Path, told: Told
) -> None:
    other, gone, gone_bad = waits(cast), waits(cast), waits(cast)
    (storage / other.key).write_bytes(b"Waiting times rose.")
    (storage / gone.key).unlink()
    (storage / gone_bad.key).write_bytes(eicar())
    for file, fault in ((other, Fault.DIFFERS), (gone, Fault.MISSING)):
        scanned(file)
        assert (file.scan, file.fault, file.fault_found_at) == (Scan.FAILED, fault, NOW)
    scanned(gone_bad)
    assert (gone_bad.scan, gone_bad.fault) == (Scan.INFECTED, Fault.DIFFERS)
    assert len(told) == 3


def test_storage_that_does_not_answer_is_tried_again(scanner: Daemon, cast: Cast, storage: Path) -> None:
    file = waits(cast)
    (storage / file.key).unlink()
    (storage / file.key).mkdir()
    scanned(file)
    assert (file.scan, file.fault, file.scan_due_at) == (Scan.PENDING, "", NOW + PAUSES[0])
    assert file.scan_said == "Storage did not give it (IsADirectoryError)."


def test_a_claim_keeps_others_off_until_its_lease_ends(
    scanner: Daemon, cast: Cast, settings: Settings, told: Told
) -> None:
    file = waits(cast)
    held = scans._claim(file.pk, NOW)
    assert held
    assert swept(file, now=NOW + MINUTE) == [Scan.PENDING]
    assert not told
    # The worker died: another scans, and what the first comes to after all counts no more.
    assert swept(file, now=NOW + settings.SCAN_LEASE + MINUTE) == [Scan.CLEAN]
    scans._mark(held, Scan.FAILED, said="Too late.", at=NOW)
    file.refresh_from_db()
    assert file.scan == Scan.CLEAN and file.scan_attempts == 2
    assert told == [(file.pk, Scan.PENDING, Scan.CLEAN)]


def test_a_file_that_kills_each_worker_is_given_up(scanner: Daemon, cast: Cast) -> None:
    file = waits(cast, scan_attempts=TRIES, scan_claimed_until=NOW - MINUTE)
    assert swept(file) == [Scan.FAILED]
    assert file.scan_said == "5 tries to scan it came to no end."


def test_what_the_layers_above_refuse_is_not_marked(scanner: Daemon, cast: Cast) -> None:
    file = waits(cast)

    def refuse(**kwargs: Any) -> None:
        raise RuntimeError("no event")

    file_scanned.connect(refuse)
    try:
        with pytest.raises(RuntimeError):
            scanned(file)
    finally:
        file_scanned.disconnect(refuse)
    file.refresh_from_db()
    assert (file.scan, bool(file.scan_claimed_until)) == (Scan.PENDING, True)


def test_what_was_given_before_a_scanner_was_set_is_scanned_after_what_waits(
    scanner: Daemon, cast: Cast, settings: Settings, told: Told
) -> None:
    old, older_virus = waits(cast, scan=Scan.NOT_SCANNED), waits(cast, eicar(), scan=Scan.NOT_SCANNED)
    new = waits(cast)
    settings.SCAN_BATCH = 2
    assert swept(old, older_virus, new) == [Scan.CLEAN, Scan.NOT_SCANNED, Scan.CLEAN]
    assert swept(older_virus) == [Scan.INFECTED]
    assert [pk for pk, *_ in told] == [new.pk, old.pk, older_virus.pk]


def test_without_a_scanner_nothing_waits_and_nothing_is_clean(
    cast: Cast, settings: Settings, storage: Path
) -> None:
    assert (settings.CLAMD_URL, scanning.first_state()) == ("", Scan.NOT_SCANNED)
    old, waiting = waits(cast, scan=Scan.NOT_SCANNED), waits(cast)
    assert swept(old, waiting) == [Scan.NOT_SCANNED, Scan.PENDING]
    assert not ScannerOutage.objects.exists()
    settings.CLAMD_URL = "unix:///nowhere/clamd.sock"
    assert scanning.first_state() == Scan.PENDING


@pytest.mark.parametrize(
    ("constraint", "changes"),
    [
        ("file_awaits_its_scan_to_be_claimed", {"scan": "failed", "scan_due_at": NOW}),
        ("file_awaits_its_scan_to_be_claimed", {"scan": "failed", "scan_claimed_until": NOW}),
        ("file_fault_known", {"fault": "odd", "fault_found_at": NOW}),
        ("file_fault_found_at_some_time", {"fault": "differs"}),
        ("file_fault_found_at_some_time", {"fault_found_at": NOW}),
    ],
)
def test_behind_every_form(cast: Cast, storage: Path, constraint: str, changes: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        waits(cast, **changes)


def test_an_outage_has_one_row_and_ends_after_it_began(cast: Cast) -> None:
    ScannerOutage.objects.create(began_at=NOW, said="Gone.")
    with pytest.raises(IntegrityError, match="one_outage_at_a_time"), transaction.atomic():
        ScannerOutage.objects.create(began_at=NOW + MINUTE, said="Gone.")
    with pytest.raises(IntegrityError, match="outage_ends_after_it_began"), transaction.atomic():
        ScannerOutage.objects.update(ended_at=NOW - MINUTE)
