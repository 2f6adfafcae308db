"""Bringing a file into being: its row, once its bytes are in storage."""

import hashlib
from datetime import datetime
from pathlib import Path
from typing import Any

from revisits.accounts.models import User
from revisits.files import names
from revisits.files.content.judge import judge
from revisits.files.models import StoredFile
from revisits.files.scanning import after_storing, first_state
from revisits.files.storage import files, new_key


def store(path: Path, *, name: str, by: User, at: datetime, folder: str = "") -> StoredFile:
    """Keep a file of the program's own making, as those that people give: judged (Refused), hashed, to be scanned.

    It is not empty; the caller may remove the one at `path` after. Where the caller's transaction is rolled back, the
    bytes stay under a key that no row names.
    """
    called, key = names.defuse(name), new_key()
    kind, size = judge(path, called), path.stat().st_size
    files().keep(path, key)
    return enter(
        key=key,
        name=called,
        folder=folder,
        kind=kind,
        size=size,
        sha256=sha256(path),
        added_by=by,
        added_at=at,
    )


def enter(**given: Any) -> StoredFile:
    """The row of a file whose bytes are in storage, in the state of scan that new files begin with."""
    stored = StoredFile.objects.create(**given, scan=first_state())
    after_storing(stored)
    return stored


def sha256(path: Path) -> str:
    """Of the whole file, in hexadecimal, a piece at a time."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
