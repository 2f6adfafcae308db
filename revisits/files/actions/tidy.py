"""What is left of uploads: finished by a sweep, or disposed of."""

import logging
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

from django.db import transaction

from revisits.files import parts
from revisits.files.actions.finish import finish
from revisits.files.models import Upload
from revisits.files.models.upload import AWAITS_FINISH

log = logging.getLogger(__name__)
BATCH = 50
# A part file without a row may be of an upload that begins just now.
GRACE = timedelta(hours=1)


def finish_due(*, now: datetime) -> int:
    """Finish what is whole and was left, the oldest first; how many were tried. One that fails stops no other."""
    due = Upload.objects.awaiting_finish().filter(next_attempt_at__lte=now).order_by("next_attempt_at")
    keys = list(due.values_list("pk", flat=True)[:BATCH])
    for key in keys:
        try:
            finish(upload=key, now=now)
        except Exception:  # whatever it is: the next one is not to wait for it
            log.exception("upload %s is not finished, and will be tried again", key)
    return len(keys)


def tidy(*, now: datetime) -> int:
    """Dispose of uploads that expired, and of part files that nobody needs; how many rows went.

    What is whole and not yet finished never expires: it was acknowledged.
    """
    gone = 0
    for key in list(
        Upload.objects.filter(expires_at__lte=now).exclude(AWAITS_FINISH).values_list("pk", flat=True)
    ):
        gone += _dispose(key, now)
    needed = set(Upload.objects.under_way().values_list("pk", flat=True))
    for key, written in parts.there():
        if key not in needed and written < (now - GRACE).timestamp():
            parts.remove(key)
    return gone


@transaction.atomic
def _dispose(key: UUID, now: datetime) -> int:
    row = Upload.objects.select_for_update(of=("self",)).filter(pk=key, expires_at__lte=now).first()
    if row is None or row.state == "finishing":
        return 0
    row.delete()
    transaction.on_commit(partial(parts.remove, key))
    return 1
