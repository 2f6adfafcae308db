"""Finishing an upload: judged, hashed, kept, handed to its receiver; or refused. It may be killed at any line.

One attempt after the other, by the lock of the part file, which ends with its process. Each puts the bytes under a
new key that the row names first, and only the attempt whose key the row still names may bring the file into being:
so nothing is ever written to a key that a file stands under, and what a dead attempt left is found by its key.
"""

import logging
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.http import Http404

from revisits.accounts.refusal import Refused
from revisits.acting import acting
from revisits.files import parts
from revisits.files.actions.uploads import TOLD_FOR
from revisits.files.content.judge import judge
from revisits.files.models import Upload
from revisits.files.models.upload import AWAITS_FINISH
from revisits.files.receivers import receiver_of
from revisits.files.storage import files, new_key
from revisits.files.storing import enter, sha256

log = logging.getLogger(__name__)
LONGEST_PAUSE = timedelta(hours=1)
GONE = "You may no longer give files here."


def finish(*, upload: UUID, now: datetime) -> None:
    """Bring a whole upload to its receipt or its refusal; nothing where another process is at it. `now` is real time.

    An error leaves it whole, for a later attempt.
    """
    try:
        with parts.alone(upload) as path:
            if path and (row := _claim(upload, now)):
                if path.stat().st_size != row.length:
                    raise parts.GoneError
                _attempt(row, path, now)
    except parts.GoneError:
        _send_again(upload)


@transaction.atomic
def _claim(upload: UUID, now: datetime) -> Upload | None:
    """The row with a new key, unless it is finished; what an earlier attempt kept under its key goes."""
    row = Upload.objects.select_for_update(of=("self",)).filter(AWAITS_FINISH, pk=upload).first()
    if row is None:
        return None
    if row.key:
        # Not before this attempt is the one: until then the other's may still become a file.
        transaction.on_commit(partial(files().delete, row.key))
    row.attempts += 1
    row.key = new_key()
    pause = timedelta(seconds=settings.SWEEP_SECONDS) * 2 ** min(row.attempts - 1, 12)
    row.next_attempt_at = now + min(pause, LONGEST_PAUSE)
    row.save(update_fields=["attempts", "key", "next_attempt_at"])
    return row


def _attempt(row: Upload, path: Path, now: datetime) -> None:
    try:
        kind = judge(path, row.name)
        files().keep(path, row.key)
        _keep(row, kind, sha256(path), now)
    except (Refused, Http404) as refusal:
        _refuse(row, str(refusal) if isinstance(refusal, Refused) else GONE, now)
    if not Upload.objects.awaiting_finish().filter(pk=row.pk).exists():
        parts.remove(row.pk)


@transaction.atomic
def _keep(row: Upload, kind: str, digest: str, now: datetime) -> None:
    """The file, what its receiver makes of it, and the receipt: all or nothing."""
    locked = Upload.objects.select_for_update(of=("self",)).select_related("owner").get(pk=row.pk)
    if locked.key != row.key or locked.state != "finishing" or locked.whole_at is None:
        return
    takes, by, at = receiver_of(locked.purpose), locked.owner, locked.whole_at
    with acting(person=by.pk):
        takes.may(by, locked.target)
        given = {"name": locked.name, "folder": locked.folder, "kind": kind, "size": locked.length}
        stored = enter(key=locked.key, sha256=digest, added_by=by, added_at=at, **given)
        locked.receipt = takes.received(stored=stored, target=locked.target, by=by, at=at)
    locked.file, locked.expires_at = stored, now + TOLD_FOR
    locked.save(update_fields=["file", "receipt", "expires_at"])


def _refuse(row: Upload, why: str, now: datetime) -> None:
    files().delete(row.key)
    mine = Upload.objects.filter(AWAITS_FINISH, pk=row.pk, key=row.key)
    mine.update(refused=why[:500], key="", expires_at=now + TOLD_FOR)


def _send_again(upload: UUID) -> None:
    """Its bytes are gone, though they were here: only their sender has them."""
    lost = Upload.objects.filter(AWAITS_FINISH, pk=upload)
    if lost.update(offset=0, whole_at=None, next_attempt_at=None):
        log.error("the bytes of upload %s are gone: it has to be sent again", upload)
