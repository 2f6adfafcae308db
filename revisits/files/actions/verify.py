"""Every stored file against its SHA-256, the one that was looked at longest ago first; resumable at any file."""

import logging
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import F, Q, QuerySet

from revisits.files import alerts
from revisits.files.contents import Contents, UnreadableError
from revisits.files.models import Fault, StoredFile

log = logging.getLogger(__name__)
# So many files in a row that storage does not give: then it is storage that is at fault, not they.
STORAGE_IS_DOWN = 3


@dataclass(frozen=True)
class Verified:
    """One file that was looked at: its fault, or empty; `unreadable` says why nobody knows."""

    file: StoredFile
    fault: str = ""
    unreadable: str = ""


def unverified(since: datetime) -> QuerySet[StoredFile]:
    """The files that were last looked at before `since`, those never looked at first."""
    found = StoredFile.objects.filter(Q(verified_at=None) | Q(verified_at__lt=since))
    return found.order_by(F("verified_at").asc(nulls_first=True), "pk")


def verify_all(
    *, since: datetime, at: Callable[[], datetime], seconds: float | None = None
) -> Iterator[Verified]:
    """Verify what was not since `since`, for so many seconds (None: all). Ends early where storage is down."""
    until = None if seconds is None else time.monotonic() + seconds
    passed: set[int] = set()
    in_a_row = 0
    while until is None or time.monotonic() < until:
        stored = unverified(since).exclude(pk__in=passed).first()
        if stored is None or in_a_row == STORAGE_IS_DOWN:
            return
        result = verify(stored=stored, at=at())
        passed.add(stored.pk)
        in_a_row = in_a_row + 1 if result.unreadable else 0
        yield result


def verify(*, stored: StoredFile, at: datetime) -> Verified:
    """Compare one file's bytes with its hash, and note what came of it."""
    try:
        fault = Contents(stored).check()
    except UnreadableError as error:
        log.error("%s cannot be read from storage: %s", stored, error)
        return Verified(stored, unreadable=str(error))
    _note(stored, fault, at)
    return Verified(stored, fault)


@transaction.atomic
def _note(stored: StoredFile, fault: str, at: datetime) -> None:
    """A file that was disposed of meanwhile is no fault. The first fault is told; the others stand on the page."""
    row = StoredFile.objects.select_for_update().filter(pk=stored.pk).first()
    if row is None:
        return
    if fault and not row.fault:
        log.error("%s: %s", row, Fault(fault).label)
        if not StoredFile.objects.exclude(fault="").exists():
            alerts.tell("damaged", at=at)
    if fault != row.fault:
        row.fault, row.fault_found_at = fault, at if fault else None
    row.verified_at = at
    row.save(update_fields=["verified_at", "fault", "fault_found_at"])
