"""Whether a password is known from a breach, asked of a file on this machine: nothing leaves it."""

import hashlib
import os
import sys
from pathlib import Path

# A line is 40 hexadecimal digits, a colon, a count and a line end: one starts and ends in any window of this size.
WINDOW = 160


def is_breached(password: str, file: Path) -> bool:
    """Whether the SHA-1 of a password stands in `file`: Have I Been Pwned's list, ordered by hash.

    Bisects over the bytes of the file, so a list of 40 GB costs some forty short reads and no memory.
    OSError if the file cannot be read.
    """
    wanted = hashlib.sha1(password.encode(), usedforsecurity=False).hexdigest().upper().encode()
    handle = os.open(file, os.O_RDONLY)
    try:
        return _is_listed(handle, wanted)
    finally:
        os.close(handle)


def _is_listed(handle: int, wanted: bytes) -> bool:
    """What is wanted starts at `low` or after it and before `high`, if anywhere; `low` starts a line."""
    low, high = 0, os.fstat(handle).st_size
    while low < high:
        middle = (low + high) // 2
        start, line = _first_line(handle, middle, known=middle == low)
        if start < high and line[:40].upper() == wanted:
            return True
        if start < high and line[:40].upper() < wanted:
            low = start + len(line) + 1
        else:
            high = middle
    return False


def _first_line(handle: int, offset: int, *, known: bool) -> tuple[int, bytes]:
    """The first line that starts at `offset` or after it, and where. `known`: one starts there."""
    if known:
        return offset, os.pread(handle, WINDOW, offset).partition(b"\n")[0]
    window = os.pread(handle, WINDOW, offset - 1)
    end = window.find(b"\n") + 1
    start = offset - 1 + end if end else sys.maxsize
    return start, window[end:].partition(b"\n")[0]
