"""Zip archives, and the many documents that are one: judged from their list of contents, never unpacked whole.

The list is read only where it is small. An archive is refused where it is locked, where anything in it would run, where
it is a bomb (too many entries, too much inside, entries that share their bytes), or where archives nest too deeply.
"""

import struct
import tempfile
import zipfile
import zlib
from pathlib import Path
from typing import IO

from revisits.accounts.refusal import Refused
from revisits.files.content.endings import runs, words
from revisits.files.names import ending

MOST_ENTRIES = 10_000
MOST_LIST = 4 * 1024 * 1024
# Unpacked, in bytes: so much is never too much, and so many times the archive always is.
HARMLESS, MOST_TIMES = 100 * 1024 * 1024, 100
MOST_UNPACKED = 20 * 1024**3
DEEPEST, MOST_NESTED, LARGEST_NESTED = 2, 20, 64 * 1024 * 1024
NESTED = words(".zip .7z .rar .gz .tgz .bz2 .xz .zst .tar .cab .arj .lzh .ace")
END = struct.Struct("<4s4H2LH")

LOCKED = "This archive is locked with a password, so nobody could check it. Give it without."
BOMB = "This archive would unpack to far too much. Give its files as they are."
TOO_MANY = f"This archive holds more than {MOST_ENTRIES:,} files. Split it."
TOO_DEEP = "This archive holds archives that cannot be looked into. Give what is in them apart."
BROKEN = "This archive is damaged and cannot be opened. Make it again."
MACROS = "This document holds macros, which are programs. Save it without macros, and give that."
PROGRAM = "This is a program, which is not taken."
HOLDS = "This archive holds {name}, which could be run. Take it out, and give the rest."

WORD = "application/vnd.openxmlformats-officedocument."
# The folder that tells what an Office document is.
OFFICE = {
    "word/": WORD + "wordprocessingml.document",
    "xl/": WORD + "spreadsheetml.sheet",
    "ppt/": WORD + "presentationml.presentation",
    "visio/": "application/vnd.visio",
}
PROGRAM_HEADS = (
    b"MZ",
    b"\x7fELF",
    b"\xca\xfe\xba\xbe",
    b"\xfe\xed\xfa",
    b"\xcf\xfa\xed\xfe",
    b"\xce\xfa\xed\xfe",
    b"#!",
)


def begins_as_zip(head: bytes) -> bool:
    return head.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08"))


def look(path: Path) -> str:
    """The media type of the archive or document at `path`. Raises Refused."""
    with path.open("rb") as file:
        return _look(file, depth=1)


def _look(file: IO[bytes], depth: int) -> str:
    _check_list(file)
    try:
        with zipfile.ZipFile(file) as archive:
            return _look_into(archive, _size(file), depth)
    except (zipfile.BadZipFile, NotImplementedError, zlib.error, ValueError, EOFError, OSError) as error:
        raise Refused(BROKEN) from error
    except RuntimeError as error:
        raise Refused(LOCKED) from error


def _look_into(archive: zipfile.ZipFile, size: int, depth: int) -> str:
    entries = archive.infolist()
    if len(entries) > MOST_ENTRIES:
        raise Refused(TOO_MANY)
    if any(entry.flag_bits & 0x2041 for entry in entries):
        raise Refused(LOCKED)
    _check_bomb(entries, size)
    kind = _kind(archive, {entry.filename for entry in entries})
    plain = kind == "application/zip"
    nested = 0
    for entry in entries:
        if entry.is_dir():
            continue
        if runs(entry.filename) and (plain or ending(entry.filename) != ".bin"):
            raise Refused(HOLDS.format(name=entry.filename.rsplit("/", 1)[-1][:80]))
        if plain:
            nested += _look_at(archive, entry, depth)
    if nested > MOST_NESTED:
        raise Refused(TOO_DEEP)
    return kind


def _look_at(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, depth: int) -> bool:
    """Look at the first bytes of an entry, and into it where it is an archive itself; whether it is."""
    with archive.open(entry) as opened:
        head = opened.read(8)
    if head.startswith(PROGRAM_HEADS):
        raise Refused(HOLDS.format(name=entry.filename.rsplit("/", 1)[-1][:80]))
    if not begins_as_zip(head):
        if ending(entry.filename) in NESTED:
            raise Refused(TOO_DEEP)
        return False
    if depth >= DEEPEST or entry.file_size > LARGEST_NESTED:
        if ending(entry.filename) in NESTED:
            raise Refused(TOO_DEEP)
        return False
    with tempfile.SpooledTemporaryFile(max_size=1024 * 1024) as copy, archive.open(entry) as opened:
        while piece := opened.read(256 * 1024):
            copy.write(piece)
        _look(copy, depth + 1)
    return ending(entry.filename) in NESTED


def _check_bomb(entries: list[zipfile.ZipInfo], size: int) -> None:
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    # More packed bytes than the archive has: its entries overlap.
    if packed > size or unpacked > MOST_UNPACKED or (unpacked > HARMLESS and unpacked > MOST_TIMES * size):
        raise Refused(BOMB)


def _kind(archive: zipfile.ZipFile, names: set[str]) -> str:
    if "AndroidManifest.xml" in names or "classes.dex" in names:
        raise Refused(PROGRAM)
    if "META-INF/MANIFEST.MF" in names and any(name.endswith(".class") for name in names):
        raise Refused(PROGRAM)
    if any(ending(name) == ".bin" and "vbaproject" in name.lower() for name in names):
        raise Refused(MACROS)
    if "[Content_Types].xml" in names:
        found = (kind for folder, kind in OFFICE.items() if any(name.startswith(folder) for name in names))
        return next(found, "application/zip")
    if "mimetype" in names and archive.getinfo("mimetype").file_size < 200:
        told = archive.read("mimetype").decode("ascii", "replace").strip()
        if told.startswith("application/vnd.oasis.opendocument.") or told == "application/epub+zip":
            if any(
                name.startswith(("Basic/", "Scripts/")) and not name.endswith(("/", ".xml")) for name in names
            ):
                raise Refused(MACROS)
            return told
    return "application/zip"


def _check_list(file: IO[bytes]) -> None:
    """Refuse, before it is read, a list of contents that is too large for any ordinary archive."""
    size = _size(file)
    file.seek(max(0, size - END.size - 65_535))
    tail = file.read()
    file.seek(0)
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) - at < END.size:
        raise Refused(BROKEN)
    _, _, _, _, entries, listed, _, _ = END.unpack_from(tail, at)
    if entries > MOST_ENTRIES or listed > MOST_LIST:
        raise Refused(TOO_MANY)


def _size(file: IO[bytes]) -> int:
    file.seek(0, 2)
    size = file.tell()
    file.seek(0)
    return size
