"""The office has files looked at again: those whose scan failed, those that the scanner called infected by a false
alarm, and those whose bytes were put right.
"""

from django.db import transaction
from django.db.models import QuerySet

from revisits.accounts.refusal import Refused
from revisits.files.models import Scan, StoredFile
from revisits.files.scanning import after_storing, first_state
from revisits.poking import poke

NO_SCANNER = "No scanner is set, so nothing can be scanned. Whoever runs the program sets one with CLAMD_URL."
NOTHING = "There is nothing to try again: it was dealt with meanwhile."


@transaction.atomic
def scan_again(*, files: QuerySet[StoredFile], found: Scan = Scan.FAILED) -> int:
    """Put those of these files whose scan ended so (FAILED or INFECTED) in the queue, all their tries before them;
    returns how many. They stay closed until the scanner has looked.
    """
    if found not in (Scan.FAILED, Scan.INFECTED):
        raise ValueError(f"{found} is no end that somebody has to look at")
    if first_state() != Scan.PENDING:
        raise Refused(NO_SCANNER)
    ended = list(files.filter(scan=found).select_for_update().order_by("pk"))
    if not ended:
        raise Refused(NOTHING)
    for stored in ended:
        stored.scan, stored.scan_said, stored.scan_attempts = Scan.PENDING, "", 0
        stored.save(update_fields=["scan", "scan_said", "scan_attempts"])
        after_storing(stored)
    return len(ended)


@transaction.atomic
def verify_again(*, files: QuerySet[StoredFile]) -> int:
    """Have the faulty ones of these files compared with their hashes now; returns how many."""
    faulty = list(files.exclude(fault="").order_by("pk").values_list("pk", flat=True))
    if not faulty:
        raise Refused(NOTHING)
    for file_id in faulty:
        poke("files.verify_file", file_id)
    return len(faulty)
