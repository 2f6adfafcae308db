"""What whoever stores a file does about its scan."""

from django.conf import settings

from revisits.files.models import Scan, StoredFile
from revisits.poking import poke


def first_state() -> Scan:
    """The state that a new file starts with: waiting where a scanner is set, else not scanned."""
    return Scan.PENDING if settings.CLAMD_URL else Scan.NOT_SCANNED


def after_storing(stored: StoredFile) -> None:
    """Call it in the transaction that makes the row: a worker scans after commit. A lost poke is found by the sweep."""
    if stored.scan == Scan.PENDING:
        poke("files.scan_file", stored.pk)
