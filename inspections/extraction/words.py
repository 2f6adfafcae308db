"""The words of a file, by a reader in a process of its own: whatever the file does, the worker goes on."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from signal import SIGKILL, SIGXCPU

from inspections.extraction import reader

SECONDS = 90
LARGEST = 250_000_000
# No exit code: the reader was still at it. When its own bounds end it, the system says SIGXCPU or SIGKILL.
OUT_OF_TIME = -SIGXCPU


class NotReadError(Exception):
    """The file cannot be read; the message says why, for people."""


@dataclass(frozen=True)
class Words:
    """Pages with their places ("page 3", empty where it has none), and why they are not all of it, if so."""

    pages: list[tuple[str, str]] = field(default_factory=list)
    said: str = ""


def words_of_text(text: str) -> Words:
    """What was typed instead of a file."""
    found = list(reader.bounded(reader.pieces(iter([("", text)]))))
    return Words([(place or "", piece) for place, piece in found[:-1]], found[-1][1])


def words_of_file(kind: str, blocks: Iterable[bytes]) -> Words:
    """`blocks` are the file's bytes. No pages for a kind that holds no words; NotReadError where it fails."""
    if reader.reader(kind) is None:
        return Words()
    with tempfile.TemporaryDirectory(prefix="words-") as folder:
        path = Path(folder) / "file"
        with path.open("wb") as file:
            for block in blocks:
                if file.tell() + len(block) > LARGEST:
                    raise NotReadError("It is too large for its words to be read.")
                file.write(block)
        lines = _lines(kind, path)
    return Words([(place or "", text) for place, text in lines[:-1]], lines[-1][1])


def _lines(kind: str, path: Path) -> list[tuple[str | None, str]]:
    """What the reader wrote. It is given no environment: nothing of the program's is within its reach."""
    command = [sys.executable, "-s", reader.__file__, kind, str(path)]
    with (path.parent / "words").open("w+b") as written:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=written,
            stderr=subprocess.DEVNULL,
            cwd=path.parent,
            env={"PATH": os.defpath, "LANG": "C.UTF-8"},
        )
        try:
            code = process.wait(SECONDS)
        except subprocess.TimeoutExpired:
            code = OUT_OF_TIME
        finally:
            process.kill()
            process.wait()
        if code in (OUT_OF_TIME, -SIGKILL):
            raise NotReadError("Its words could not be read in the time that is given to a file.")
        if code:
            raise NotReadError("Its words could not be read: it is damaged, or locked by a password.")
        written.seek(0)
        return [(place, text) for place, text in map(json.loads, written)]
