"""How often something came within an hour, in memory that the web processes of one server have in common.

A limit holds for all of them together, whichever answers. Nothing of it lies on a disk or in a database: the memory
has no name, goes with its processes, and is emptied when the hour ends. What is counted stands in it under a key that
only these processes can make, and only within the hour.

`gunicorn.conf.py` makes it before the processes part; what is started otherwise has one of its own.
"""

import fcntl
import hmac
import mmap
import os
import secrets
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

HOUR = 3600
# The hour that is counted, and its secret; then so many places of a key and its number: 1.3 megabytes.
_HEAD, _PLACE, PLACES = struct.Struct("=q32s"), struct.Struct("=16sI"), 65_536
_SIZE = _HEAD.size + PLACES * _PLACE.size
# How many places are looked at for a key. Where all are taken, the key with the lowest number goes.
NEAR = 16
_MOST = 2**32 - 1


class Counts:
    """The memory, and how it is locked: between processes by the kernel, which frees what a killed one held."""

    def __init__(self) -> None:
        self._file = os.memfd_create("counts")
        os.ftruncate(self._file, _SIZE)
        self._memory = mmap.mmap(self._file, _SIZE)
        self._threads = threading.Lock()

    def add(self, said: str, at: float) -> int:
        """Count it once more in the hour of `at` (seconds since 1970); how often it came in that hour, from 1."""
        with self._held():
            key = hmac.digest(self._secret(int(at) // HOUR), said.encode(), "sha256")[:16]
            place, number = self._find(key)
            number = min(number + 1, _MOST)
            _PLACE.pack_into(self._memory, place, key, number)
            return number

    def forget(self) -> None:
        """Begin anew."""
        with self._held():
            self._empty(0)

    def _find(self, key: bytes) -> tuple[int, int]:
        """Where the key stands or goes to, and its number until now."""
        first = int.from_bytes(key[:4]) % PLACES
        lowest, of_lowest = -1, _MOST
        for step in range(NEAR):
            place = _HEAD.size + (first + step) % PLACES * _PLACE.size
            found, number = _PLACE.unpack_from(self._memory, place)
            if found == key or not number:
                return place, number
            if lowest < 0 or number < of_lowest:
                lowest, of_lowest = place, number
        return lowest, 0

    def _secret(self, hour: int) -> bytes:
        """That of the hour, which begins with an empty memory. Who comes a little late is counted in the new hour."""
        counted, secret = _HEAD.unpack_from(self._memory)
        if hour in (counted, counted - 1):
            return bytes(secret)
        return self._empty(hour)

    def _empty(self, hour: int) -> bytes:
        secret = secrets.token_bytes(32)
        self._memory[:] = bytes(_SIZE)
        _HEAD.pack_into(self._memory, 0, hour, secret)
        return secret

    @contextmanager
    def _held(self) -> Iterator[None]:
        with self._threads:
            fcntl.lockf(self._file, fcntl.LOCK_EX)
            try:
                yield
            finally:
                fcntl.lockf(self._file, fcntl.LOCK_UN)


@cache
def common() -> Counts:
    """The one of this process, and of those that it has parted into since this was first asked for."""
    return Counts()
