"""Files of the program's own making: kept as those that people give, without an upload."""

import hashlib
from datetime import datetime
from pathlib import Path

from revisits.accounts.models import User
from revisits.files import names
from revisits.files.content.judge import judge
from revisits.files.models import StoredFile
from revisits.files.storage import files, new_key


def store(path: Path, *, name: str, by: User, at: datetime, folder: str = "") -> StoredFile:
    """Keep the file at `path`, which is not empty; judged and hashed as all are (Refused). The caller may remove it.

    Where the caller's transaction is rolled back, the bytes stay under a key that no row names.
    """
    called = names.defuse(name)
    kind, key = judge(path, called), new_key()
    with path.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    files().keep(path, key)
    return StoredFile.objects.create(
        key=key,
        name=called,
        folder=folder,
        kind=kind,
        size=path.stat().st_size,
        sha256=sha256,
        added_by=by,
        added_at=at,
    )
