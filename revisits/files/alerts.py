"""What the office has to know of at once: on each of its pages, in the log, and by mail where an address is set."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import connection
from django.urls import reverse

from revisits.accounts import mail
from revisits.files.models import ScannerOutage

# On every page of the office: to put it together by the ORM took longer than to run it.
_DAMAGED = "SELECT count(*) FROM files_storedfile WHERE fault <> ''"


@dataclass(frozen=True)
class Alert:
    """Since when the scanner does not answer, and how many files have faulty bytes."""

    down_since: datetime | None
    damaged: int

    def __bool__(self) -> bool:
        return bool(self.down_since or self.damaged)


def standing() -> Alert:
    """What stands now: two queries, of indexes that are all but empty."""
    down = None
    if settings.CLAMD_URL:
        open_outages = ScannerOutage.objects.filter(ended_at=None)
        down = open_outages.values_list("began_at", flat=True).first()
    with connection.cursor() as cursor:
        cursor.execute(_DAMAGED)
        return Alert(down, cursor.fetchall()[0][0])


def tell(what: str, *, at: datetime) -> None:
    """Write a mail to SUPPORT_EMAIL, if it is set, from `files/email/<what>_*.txt`; it names no file and nobody."""
    if settings.SUPPORT_EMAIL:
        page = f"{settings.SITE_URL}{reverse('stored-files')}"
        mail.write(f"files/email/{what}", settings.SUPPORT_EMAIL, {"at": at, "page": page})
