"""The end of a file: its row now, its bytes when that is certain."""

from functools import partial

from django.db import transaction

from revisits.files.models import StoredFile
from revisits.files.storage import files


def dispose(stored: StoredFile) -> None:
    """Delete the row, with the upload that brought it, and after commit the bytes. Inside the caller's transaction.

    A process that dies between the two leaves bytes without a row, which nobody can reach.
    """
    key = stored.key
    stored.delete()
    transaction.on_commit(partial(files().delete, key))
