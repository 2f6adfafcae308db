"""Uploads: begun, added to, given up. What is acknowledged is on disk, and in the row that says so."""

from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Sum
from django.template.defaultfilters import filesizeformat

from revisits.accounts.models import User
from revisits.accounts.refusal import Refused
from revisits.files import names, parts
from revisits.files.content.endings import check_name
from revisits.files.content.judge import check_head
from revisits.files.models import Upload
from revisits.files.receivers import Target, receiver_of

MOST_AT_ONCE = 500
# What became of an upload is told for so long.
TOLD_FOR = timedelta(days=1)
# Left free on the disk of part files, whatever is on its way.
RESERVE = 200 * 1024**2


class OffsetConflict(Exception):
    """The bytes are not those that come next; `offset` (bytes) is where to go on."""

    def __init__(self, offset: int) -> None:
        super().__init__(f"go on at {offset}")
        self.offset = offset


def begin(
    *, by: User, purpose: str, target: Target, name: str, folder: str = "", length: int, now: datetime
) -> Upload:
    """Begin an upload of `length` bytes; `now` is real time.

    Raises what the receiver's `may` raises, and Refused where the file is empty, too large, or of a name that a
    computer would run, or its giver has too much on its way.
    """
    receiver_of(purpose).may(by, target)
    name = names.defuse(name)
    check_name(name)
    check_length(length)
    with transaction.atomic():
        User.objects.select_for_update().get(pk=by.pk)
        _check_room(by, length)
        return Upload.objects.create(
            owner=by,
            purpose=purpose,
            target=dict(target),
            name=name,
            folder=names.folder(folder),
            length=length,
            started_at=now,
            expires_at=now + settings.UPLOAD_LIFE,
        )


def check_length(length: int) -> None:
    """Raises Refused where a file of so many bytes is never taken."""
    if length <= 0:
        raise Refused("The file is empty. Choose another one.")
    if length > settings.MAX_UPLOAD_BYTES:
        most = filesizeformat(settings.MAX_UPLOAD_BYTES)
        raise Refused(f"The file is larger than {most}. Split it, or give a smaller version.")


def _check_room(by: User, length: int) -> None:
    """Inside a transaction that locks the person."""
    going = Upload.objects.under_way().filter(owner=by)
    most = settings.UNFINISHED_UPLOAD_BYTES
    if (going.aggregate(total=Sum("length"))["total"] or 0) + length > most or going.count() >= MOST_AT_ONCE:
        raise Refused(
            "You have too many unfinished uploads. Finish or discard one of them, then choose this file again."
        )
    if parts.room() < length + RESERVE:
        raise Refused("There is no room for this file just now. Try again later, or tell inspection support.")


def check_beginning(*, upload: UUID, head: bytes, now: datetime) -> None:
    """Refuse a program by its first bytes, before gigabytes of it are sent; raises Refused, and the upload is over."""
    try:
        check_head(head)
    except Refused as refusal:
        mine = Upload.objects.under_way().filter(pk=upload, offset=0)
        mine.update(refused=str(refusal), expires_at=now + TOLD_FOR)
        raise


@transaction.atomic
def append(*, upload: UUID, by: User, offset: int, block: bytes, at: datetime, now: datetime) -> int:
    """Add the bytes that come next; the new offset, when the disk has them.

    Only a block that is already here is written under the row's lock, so a slow line holds up nobody, and of two
    senders one is told where to go on (OffsetConflict). `at` counts against deadlines, `now` is real time.
    """
    row = Upload.objects.select_for_update().get(pk=upload, owner=by)
    held = agreed(row)
    if offset != held or not 0 < len(block) <= row.length - held or row.state != "going":
        raise OffsetConflict(held)
    parts.write(row.pk, held, block)
    row.offset = held + len(block)
    row.expires_at = now + settings.UPLOAD_LIFE
    if row.offset == row.length:
        row.whole_at, row.next_attempt_at = at, now
    row.save(update_fields=["offset", "expires_at", "whole_at", "next_attempt_at"])
    return row.offset


def agreed(row: Upload) -> int:
    """The offset that row and part file agree on: a file that was lost, or not shared, is sent again."""
    return row.offset if row.state != "going" else min(row.offset, parts.size(row.pk))


@transaction.atomic
def discard(*, upload: UUID, by: User) -> None:
    """Give up an upload, or forget one that is over. Raises Refused where it is just being kept."""
    row = Upload.objects.select_for_update().get(pk=upload, owner=by)
    if row.state == "finishing":
        raise Refused("All of this file is here: it is being checked.")
    row.delete()
    transaction.on_commit(partial(parts.remove, upload))
