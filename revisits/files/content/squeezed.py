"""Single streams (gzip, bzip2, xz): no list says what is in them, so a bounded first part is unpacked."""

import bz2
import gzip
import lzma
import tarfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from revisits.accounts.refusal import Refused
from revisits.files.content.endings import runs

OPENERS: dict[str, Callable[[Any], Any]] = {
    "application/gzip": gzip.open,
    "application/x-bzip2": bz2.open,
    "application/x-xz": lzma.open,
    "application/x-tar": lambda file: file,
}
PIECE, MOST = 1024 * 1024, 200 * 1024 * 1024
MOST_TIMES, MOST_MEMBERS = 100, 10_000
BOMB = "This archive would unpack to far too much. Give its files as they are."
BROKEN = "This archive is damaged and cannot be opened. Make it again."
HOLDS = "This archive holds {name}, which could be run. Take it out, and give the rest."


def check(path: Path, kind: str) -> None:
    """Raises Refused where the first 200 MB unpacked show a bomb, a damage, or something that would be run."""
    try:
        with path.open("rb") as file, OPENERS[kind](file) as stream:
            if kind != "application/x-tar":
                _check_ratio(stream, path.stat().st_size)
        with path.open("rb") as file, OPENERS[kind](file) as stream:
            _check_members(_Bounded(stream))
    except (OSError, EOFError, zlib.error, lzma.LZMAError) as error:
        raise Refused(BROKEN) from error


def _check_ratio(stream: Any, size: int) -> None:
    total = 0
    while total <= MOST and (piece := stream.read(PIECE)):
        total += len(piece)
    if total > MOST and total > MOST_TIMES * size:
        raise Refused(BOMB)


class _Bounded:
    """Reads as a stream that ends after so many bytes."""

    def __init__(self, stream: Any) -> None:
        self.stream, self.left = stream, MOST

    def read(self, size: int) -> bytes:
        piece: bytes = self.stream.read(min(size, self.left))
        self.left -= len(piece)
        return piece


def _check_members(stream: Any) -> None:
    """The names in a tar archive, as far as it was read; what is no tar archive has none."""
    try:
        with tarfile.open(fileobj=stream, mode="r|") as archive:
            for number, member in enumerate(archive):
                if number >= MOST_MEMBERS:
                    raise Refused(BOMB)
                if member.isfile() and runs(member.name):
                    raise Refused(HOLDS.format(name=member.name.rsplit("/", 1)[-1][:80]))
    except tarfile.TarError:
        return
