"""Part files: the bytes of uploads that are under way, in a folder that all web processes and workers share."""

import fcntl
import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from django.conf import settings


def path(upload: uuid.UUID) -> Path:
    return Path(settings.UPLOAD_DIR) / f"{upload}.part"


def size(upload: uuid.UUID) -> int:
    """How many bytes are there; 0 where there is no file."""
    try:
        return path(upload).stat().st_size
    except FileNotFoundError:
        return 0


def write(upload: uuid.UUID, offset: int, block: bytes) -> None:
    """Write a block at its place; on return the disk has it. The caller holds the lock of the upload's row."""
    handle = _opened(upload)
    try:
        view = memoryview(block)
        while view:
            written = os.pwrite(handle, view, offset)
            view, offset = view[written:], offset + written
        os.fdatasync(handle)
    finally:
        os.close(handle)


def _opened(upload: uuid.UUID) -> int:
    flags = os.O_RDWR | os.O_CREAT | os.O_CLOEXEC
    try:
        return os.open(path(upload), flags, 0o600)
    except FileNotFoundError:
        Path(settings.UPLOAD_DIR).mkdir(parents=True, exist_ok=True, mode=0o700)
        return os.open(path(upload), flags, 0o600)


def remove(upload: uuid.UUID) -> None:
    path(upload).unlink(missing_ok=True)


class GoneError(Exception):
    """There is no part file, though there should be one."""


@contextmanager
def alone(upload: uuid.UUID) -> Iterator[Path | None]:
    """Be the only one who finishes an upload: the path of its part file, or None where somebody else is at it.

    The lock ends with its process, however that ends. GoneError where there is no such file.
    """
    try:
        handle = os.open(path(upload), os.O_RDWR | os.O_CLOEXEC)
    except FileNotFoundError as error:
        raise GoneError from error
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield None
        else:
            yield path(upload)
    finally:
        os.close(handle)


def there() -> Iterator[tuple[uuid.UUID, float]]:
    """Every part file: of which upload, and when it was last written, in seconds since 1970."""
    with suppress(FileNotFoundError):
        for found in Path(settings.UPLOAD_DIR).glob("*.part"):
            with suppress(ValueError, FileNotFoundError):
                yield uuid.UUID(found.stem), found.stat().st_mtime


def room() -> int:
    """How many bytes are free where part files are."""
    folder = Path(settings.UPLOAD_DIR)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    found = os.statvfs(folder)
    return found.f_bavail * found.f_frsize
