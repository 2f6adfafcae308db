"""Scanning one file: claimed by compare-and-set, looked at without a transaction, marked only by who holds the claim.

`now` is real time, for claims and pauses; `at` is the case's time, which people read. Killed at any line, it leaves a
claim that ends, and the file as it was.
"""

import logging
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q, QuerySet

from revisits.files.actions import outages
from revisits.files.clamav import CannotBeScannedError, Clamd, ScanBrokenError, ScannerDownError
from revisits.files.contents import Contents, UnreadableError
from revisits.files.models import AWAITED, Fault, Scan, StoredFile
from revisits.files.signals import file_scanned

log = logging.getLogger(__name__)
# After a try that came to no end the next waits so long; after the last, somebody has to look.
PAUSES = [timedelta(minutes=minutes) for minutes in (1, 5, 30, 120)]
TRIES = len(PAUSES) + 1
NO_END = f"{TRIES} tries to scan it came to no end."


def waiting(now: datetime) -> QuerySet[StoredFile]:
    """The files that a scanner should look at now: new ones before those that were given when none was set."""
    free = Q(scan_claimed_until=None) | Q(scan_claimed_until__lt=now)
    due = Q(scan_due_at=None) | Q(scan_due_at__lte=now)
    return StoredFile.objects.filter(free, due, scan__in=AWAITED).order_by("-scan", "pk")


def scan_file(*, file_id: int, now: datetime, at: datetime) -> bool:
    """Scan one file if it waits for it and nobody else has it. False only where no scanner answers."""
    stored = _claim(file_id, now)
    if stored is None:
        return True
    if stored.scan_attempts > TRIES:
        _mark(stored, Scan.FAILED, said=stored.scan_said or NO_END, at=at)
        return True
    contents = Contents(stored)
    try:
        found = Clamd(settings.CLAMD_URL).scan(contents, seconds=settings.SCAN_SECONDS)
    except ScannerDownError as error:
        _give_back(stored, scan_attempts=F("scan_attempts") - 1)
        outages.begin(said=str(error), at=at)
        return False
    except CannotBeScannedError as error:
        _mark(stored, Scan.FAILED, said=str(error), at=at)
    except (ScanBrokenError, UnreadableError) as error:
        _try_later(stored, error, now=now, at=at)
    else:
        _looked_at(stored, contents, found, at=at)
    return True


def _claim(file_id: int, now: datetime) -> StoredFile | None:
    """The file, if it is ours until the lease ends. The end of the claim is what we are known by."""
    until = now + settings.SCAN_LEASE
    claimed = waiting(now).filter(pk=file_id)
    taken = claimed.update(scan_claimed_until=until, scan_attempts=F("scan_attempts") + 1)
    return StoredFile.objects.get(pk=file_id) if taken else None


def _held(stored: StoredFile) -> QuerySet[StoredFile]:
    """The file while the claim is still ours."""
    return StoredFile.objects.filter(pk=stored.pk, scan_claimed_until=stored.scan_claimed_until)


def _give_back(stored: StoredFile, **changes: Any) -> None:
    _held(stored).update(scan_claimed_until=None, **changes)


def _try_later(stored: StoredFile, error: Exception, *, now: datetime, at: datetime) -> None:
    said = str(error) if isinstance(error, ScanBrokenError) else f"Storage did not give it ({error})."
    log.warning("%s: try %s to scan it failed: %s", stored, stored.scan_attempts, said)
    if stored.scan_attempts >= TRIES:
        _mark(stored, Scan.FAILED, said=said, at=at)
    else:
        _give_back(stored, scan_due_at=now + PAUSES[stored.scan_attempts - 1], scan_said=said[:300])


def _looked_at(stored: StoredFile, contents: Contents, found: str, *, at: datetime) -> None:
    """The scanner looked at all the bytes: they are those that were given, or the file is no evidence of anything."""
    fault = contents.fault
    verified = {"verified_at": at, "fault": fault, "fault_found_at": at if fault else None}
    if found:
        _mark(stored, Scan.INFECTED, said=found, at=at, **verified)
    elif fault:
        _mark(stored, Scan.FAILED, said=f"{Fault(fault).label}.", at=at, **verified)
    else:
        _mark(stored, Scan.CLEAN, said="", at=at, **verified)


@transaction.atomic
def _mark(stored: StoredFile, scan: Scan, *, said: str, at: datetime, **verified: Any) -> None:
    """What the scan came to, if the claim is still ours; the layers above are told in the same transaction."""
    held = _held(stored).select_for_update().first()
    if held is None:
        log.warning("%s: its scan took longer than the lease; another one counts", stored)
        return
    was = Scan(held.scan)
    changes = {"scan": scan, "scan_said": said[:300], "scanned_at": at, "scan_due_at": None, **verified}
    for name, value in (changes | {"scan_claimed_until": None}).items():
        setattr(held, name, value)
    held.save(update_fields=[*changes, "scan_claimed_until"])
    if scan != Scan.CLEAN:
        log.error("%s: %s. %s", held, scan.label, said)
    file_scanned.send(StoredFile, file=held, was=was, at=at)
