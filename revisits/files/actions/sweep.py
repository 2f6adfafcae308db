"""Finding what a lost poke, a killed worker or a dead scanner left, and what was given before one was set."""

import time
from collections.abc import Callable
from datetime import datetime

from django.conf import settings

from revisits.files.actions import outages
from revisits.files.actions.scan import scan_file, waiting
from revisits.files.alone import alone
from revisits.files.clamav import Clamd, ScannerDownError

# After so many seconds a sweep begins no further file: the next sweep goes on.
LONG_ENOUGH = 60.0
LOCK = 0x5CA4


def sweep(*, now: Callable[[], datetime], at: Callable[[], datetime]) -> None:
    """Scan what waits, up to SCAN_BATCH files. Without a scanner set, what waits goes on waiting."""
    if not settings.CLAMD_URL:
        return
    with alone(LOCK) as alone_here:
        if alone_here and _answers(at()):
            _scan_all(now, at)


def _answers(at: datetime) -> bool:
    try:
        Clamd(settings.CLAMD_URL).ping()
    except ScannerDownError as error:
        outages.begin(said=str(error), at=at)
        return False
    outages.end(at=at)
    return True


def _scan_all(now: Callable[[], datetime], at: Callable[[], datetime]) -> None:
    until = time.monotonic() + LONG_ENOUGH
    for file_id in list(waiting(now()).values_list("pk", flat=True)[: settings.SCAN_BATCH]):
        if time.monotonic() > until or not scan_file(file_id=file_id, now=now(), at=at()):
            return
