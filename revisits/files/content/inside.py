"""A look inside by a parser that a hostile file could lead astray: in a process of its own, with limits.

python -m revisits.files.content.inside PATH KIND      prints JSON: {"kind": …} or {"refused": …}
"""

import json
import resource
import subprocess
import sys
from pathlib import Path

from revisits.accounts.refusal import Refused
from revisits.files.content.endings import runs

PATIENCE, MOST_MEMORY, MOST_CPU = 30, 1024**3, 20
TAIL = 64 * 1024
LOCKED = "This {what} is locked with a password, so nobody could read it. Give it without."
TOO_HARD = (
    "This file could not be checked: it is damaged, or made to be hard to open. Save it again, and give that."
)
MACROS = "This document holds macros, which are programs. Save it without macros, and give that."
PROGRAM = "This is a program, which is not taken."
BOMB = "This archive would unpack to far too much. Give its files as they are."
HOLDS = "This archive holds {name}, which could be run. Take it out, and give the rest."
HARMLESS, MOST_TIMES, MOST_ENTRIES = 100 * 1024 * 1024, 100, 10_000

SEVEN, RAR = "application/x-7z-compressed", ("application/x-rar", "application/vnd.rar")
OLE_HEAD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
INSTALLER = "000C1084-0000-0000-C000-000000000046"
# The stream that tells what an older Office file is.
OLE_KINDS = {
    "worddocument": "application/msword",
    "workbook": "application/vnd.ms-excel",
    "book": "application/vnd.ms-excel",
    "powerpoint document": "application/vnd.ms-powerpoint",
    "__properties_version1.0": "application/vnd.ms-outlook",
    "visiodocument": "application/vnd.visio",
}


def needed(path: Path, head: bytes, kind: str) -> bool:
    """Whether a file is one of those into which this looks."""
    if kind == "application/pdf":
        return b"/Encrypt" in head or b"/Encrypt" in _tail(path)
    return kind in (SEVEN, *RAR) or head.startswith(OLE_HEAD)


def look(path: Path, kind: str) -> str:
    """The media type, more exactly. Raises Refused."""
    command = [sys.executable, "-m", "revisits.files.content.inside", str(path), kind]
    try:
        done = subprocess.run(
            command, capture_output=True, timeout=PATIENCE, check=True, stdin=subprocess.DEVNULL,
            cwd=Path(__file__).parents[3], preexec_fn=_limit,
        )  # fmt: skip
        told = json.loads(done.stdout)
    except (subprocess.SubprocessError, ValueError) as error:
        raise Refused(TOO_HARD) from error
    if "refused" in told:
        raise Refused(told["refused"])
    return str(told["kind"])


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_CPU, MOST_CPU))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def _tail(path: Path) -> bytes:
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - TAIL))
        return file.read()


def look_here(path: Path, kind: str) -> str:
    """What `look` has done in the other process."""
    if kind == "application/pdf":
        return _pdf(path)
    if kind == SEVEN:
        return _seven(path)
    return _rar(path) if kind in RAR else _ole(path, kind)


def _pdf(path: Path) -> str:
    """One that opens without a password is taken, whatever else its maker forbids."""
    import pikepdf

    try:
        with pikepdf.open(path):
            return "application/pdf"
    except pikepdf.PasswordError as error:
        raise Refused(LOCKED.format(what="PDF")) from error


def _seven(path: Path) -> str:
    import py7zr

    try:
        with py7zr.SevenZipFile(path) as archive:
            if archive.needs_password():
                raise Refused(LOCKED.format(what="archive"))
            found = [(entry.filename, entry.uncompressed or 0) for entry in archive.list()]
    except py7zr.PasswordRequired as error:
        raise Refused(LOCKED.format(what="archive")) from error
    return _archive(path, found, SEVEN)


def _rar(path: Path) -> str:
    import rarfile

    try:
        with rarfile.RarFile(path) as archive:
            if archive.needs_password():
                raise Refused(LOCKED.format(what="archive"))
            found = [(entry.filename or "", entry.file_size or 0) for entry in archive.infolist()]
    except rarfile.NeedFirstVolume as error:
        raise Refused("This archive is one of several parts. Give it as one.") from error
    return _archive(path, found, RAR[0])


def _archive(path: Path, found: list[tuple[str, int]], kind: str) -> str:
    unpacked, size = sum(length for _, length in found), path.stat().st_size
    if len(found) > MOST_ENTRIES or (unpacked > HARMLESS and unpacked > MOST_TIMES * size):
        raise Refused(BOMB)
    for name, _ in found:
        if runs(name):
            raise Refused(HOLDS.format(name=name.rsplit("/", 1)[-1][:80]))
    return kind


def _ole(path: Path, kind: str) -> str:
    import olefile

    with olefile.OleFileIO(path) as found:
        if found.root is not None and found.root.clsid == INSTALLER:
            raise Refused(PROGRAM)
        streams = ["/".join(parts).lower() for parts in found.listdir()]
    if "encryptedpackage" in streams:
        raise Refused(LOCKED.format(what="document"))
    if any(each.endswith(("/vba/dir", "vba/_vba_project")) for each in streams):
        raise Refused(MACROS)
    return next((OLE_KINDS[each] for each in streams if each in OLE_KINDS), kind)


def main() -> None:
    path, kind = Path(sys.argv[1]), sys.argv[2]
    try:
        told = {"kind": look_here(path, kind)}
    except Refused as refusal:
        told = {"refused": str(refusal)}
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    main()
