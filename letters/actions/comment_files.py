"""Files with a comment on the draft (G25): added and removed by its side until it submits."""

from datetime import datetime

from django.db import transaction

from letters import accuracy
from letters import accuracy_policies as policies
from letters.actions.accuracy import round_under_lock
from letters.models import AccuracyComment, AccuracyFile, Side
from revisits.accounts.models import User
from revisits.files.disposing import dispose
from revisits.files.models import StoredFile


@transaction.atomic
def add_file(*, comment: AccuracyComment, file: StoredFile, by: User, at: datetime) -> AccuracyFile:
    """Put a file that was received with a comment. Raises Refused as commenting does, and beyond MOST_FILES."""
    comment = _open(comment, at)
    policies.check_files(comment.files.count())
    return AccuracyFile.objects.create(comment=comment, file=file, by=by, at=at)


@transaction.atomic
def remove_file(*, given: AccuracyFile, by: User, at: datetime) -> None:
    """Take a file back: its row now, its bytes after commit. Raises Refused once the comment is submitted."""
    _open(given.comment, at)
    found = AccuracyFile.objects.select_related("file").filter(pk=given.pk).first()
    if found:
        stored = found.file
        found.delete()
        dispose(stored)


def remove_all(comment: AccuracyComment) -> None:
    """All files of a comment that is taken back, inside that transaction."""
    for given in comment.files.select_related("file"):
        stored = given.file
        given.delete()
        dispose(stored)


def _open(comment: AccuracyComment, at: datetime) -> AccuracyComment:
    """The comment under the lock of its case, not submitted and of a side that may still comment."""
    round_ = round_under_lock(comment.round.version.letter.revisit)
    policies.check_open(accuracy.of_side(round_, Side(comment.side)), round_, at)
    found = AccuracyComment.objects.get(pk=comment.pk)
    policies.check_unsubmitted(found)
    return found
