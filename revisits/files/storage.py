"""The storage of files (alias "files"): a folder of this machine, or an S3-compatible bucket (see buckets.py).

Beyond Django's own interface both can keep a file of this machine under a key, and give a range of its bytes with
little memory. A key is random, is written once, and never names anything.
"""

import os
import re
import secrets
import shutil
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Protocol, cast

from django.core.files.storage import FileSystemStorage, storages

PIECE = 256 * 1024
# What keys look like; a copy that was broken off has an ending.
KEY = re.compile(r"[0-9a-f]{2}/[0-9a-f]{40}(\.part)?\Z")


@dataclass(frozen=True, slots=True)
class Kept:
    """What lies under one key: its size in bytes, and since when, by the clock of the storage."""

    key: str
    size: int
    written_at: datetime


class Files(Protocol):
    """What the program asks of the storage. Keys that are not there raise FileNotFoundError, or the client's error."""

    def keep(self, path: Path, key: str) -> None: ...
    def pieces(self, key: str, start: int, stop: int) -> Iterator[bytes]: ...
    def open(self, name: str, mode: str = "rb") -> Any: ...
    def delete(self, name: str) -> None: ...
    def exists(self, name: str) -> bool: ...
    def there(self) -> Iterator[Kept]: ...


def files() -> Files:
    """The storage that the settings name."""
    return cast(Files, storages["files"])


def new_key() -> str:
    """A key that nobody can guess, in one of 256 folders. Whatever row names it does so in a field `key`: bytes that
    no such field names count as nobody's (`actions.unnamed`).
    """
    name = secrets.token_hex(20)
    return f"{name[:2]}/{name}"


class LocalFiles(FileSystemStorage):
    """A folder of this machine, or one that the machines share; never below what the web server serves."""

    def __init__(self, location: Path) -> None:
        super().__init__(location, file_permissions_mode=0o600, directory_permissions_mode=0o700)

    def keep(self, path: Path, key: str) -> None:
        """Keep the file at `path`: linked where one file system holds both, else copied; durable on return."""
        target = Path(self.path(key))
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            os.link(path, target)
        except FileExistsError:
            raise
        except OSError:
            _copy(path, target)
        target.chmod(0o600)
        _sync(target.parent)

    def pieces(self, key: str, start: int, stop: int) -> Iterator[bytes]:
        """The bytes from `start` to before `stop`, in pieces."""
        with Path(self.path(key)).open("rb") as file:
            file.seek(start)
            left = stop - start
            while left and (piece := file.read(min(PIECE, left))):
                left -= len(piece)
                yield piece

    def there(self) -> Iterator[Kept]:
        """Everything in the folder."""
        top = Path(self.base_location)
        for path in top.glob("*/*"):
            with suppress(FileNotFoundError):
                found = path.stat()
                # A linked file keeps the time of its content; when it came here is that of its entry.
                since = datetime.fromtimestamp(max(found.st_mtime, found.st_ctime), UTC)
                yield Kept(path.relative_to(top).as_posix(), found.st_size, since)


def _copy(path: Path, target: Path) -> None:
    """Under another name first: what stands under the key is whole."""
    part = target.with_name(f"{target.name}.part")
    with path.open("rb") as source, part.open("wb") as copy:
        shutil.copyfileobj(source, copy, PIECE)
        copy.flush()
        os.fsync(copy.fileno())
    part.replace(target)


def _sync(folder: Path) -> None:
    """So that the name is there after a crash of the machine too."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
