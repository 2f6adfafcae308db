"""ClamAV over its daemon's protocol: bytes go in as they are read, and one line comes back.

Our own few lines, as the client on the package index has not changed since 2014: it sends without looking how much
went out, waits for a connection without end, and goes in steps of 1 KB (docs/decisions/0015).
"""

import re
import socket
import struct
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.core.exceptions import ImproperlyConfigured

TCP = re.compile(r"tcp://(?P<host>[^/]+):(?P<port>\d{1,5})/?")
# What it says of a file that it did not look at whole (AlertExceedsMax), in place of "OK".
LIMITS = "Heuristics.Limits.Exceeded"
TOO_LONG = "size limit exceeded"
NOT_WHOLE = "The scanner does not look at all of it: it is too large, too deeply packed, or too slow to read."
LONGEST_ANSWER = 4096
PATIENCE = 10.0


class ScannerDownError(Exception):
    """Nobody answers: nothing is said of the file."""


class ScanBrokenError(Exception):
    """This scan came to no end. Another try may."""


class CannotBeScannedError(Exception):
    """The scanner will not look at this file whole, and would not the next time."""


@dataclass(frozen=True)
class Clamd:
    """The daemon at `url`: unix:///path or tcp://host:port. `patience` is for connecting and a ping, in seconds."""

    url: str
    patience: float = PATIENCE

    def ping(self) -> None:
        """ScannerDownError when it does not answer."""
        with self._connected(self.patience) as line:
            try:
                line.sendall(b"zPING\0")
                answer = _answer(line)
            except OSError as error:
                raise ScannerDownError(_words(error)) from error
        if answer != "PONG":
            raise ScannerDownError(f"It answers {answer[:100]!r} to a ping.")

    def scan(self, blocks: Iterable[bytes], *, seconds: float) -> str:
        """What it finds in the bytes; empty where it looked at all of them and found nothing.

        `seconds` is for all of it. Errors of reading `blocks` are passed on.
        """
        with self._connected(self.patience) as line:
            try:
                return _verdict(_stream(line, blocks, time.monotonic() + seconds))
            except OSError as error:
                raise ScanBrokenError(_words(error)) from error

    @contextmanager
    def _connected(self, patience: float) -> Iterator[socket.socket]:
        try:
            line = self._connect(patience)
        except OSError as error:
            raise ScannerDownError(_words(error)) from error
        with line:
            yield line

    def _connect(self, patience: float) -> socket.socket:
        if found := TCP.fullmatch(self.url):
            return socket.create_connection((found["host"].strip("[]"), int(found["port"])), patience)
        if not self.url.startswith("unix:///"):
            raise ImproperlyConfigured("CLAMD_URL is unix:///path or tcp://host:port")
        line = socket.socket(socket.AF_UNIX)
        line.settimeout(patience)
        try:
            line.connect(self.url.removeprefix("unix://"))
        except OSError:
            line.close()
            raise
        return line


def _stream(line: socket.socket, blocks: Iterable[bytes], until: float) -> str:
    """Send it all and return the answer, which may come early: then nobody takes the rest."""
    try:
        _wait(line, until)
        line.sendall(b"zINSTREAM\0")
        for block in blocks:
            _wait(line, until)
            line.sendall(struct.pack("!L", len(block)) + block)
        line.sendall(struct.pack("!L", 0))
    except (BrokenPipeError, ConnectionResetError):
        early = _answer(line)
        if not early:
            raise
        return early
    _wait(line, until)
    return _answer(line)


def _wait(line: socket.socket, until: float) -> None:
    left = until - time.monotonic()
    if left <= 0:
        raise TimeoutError("time is over")
    line.settimeout(left)


def _answer(line: socket.socket) -> str:
    """One answer, to its NUL or to the end of the connection."""
    said = b""
    while b"\0" not in said and len(said) < LONGEST_ANSWER:
        more = line.recv(LONGEST_ANSWER)
        if not more:
            break
        said += more
    return said.partition(b"\0")[0].decode("utf-8", "replace").strip()


def _verdict(answer: str) -> str:
    said = answer.removeprefix("stream:").strip()
    if said == "OK":
        return ""
    if TOO_LONG in said or said.startswith(LIMITS):
        raise CannotBeScannedError(NOT_WHOLE)
    if said.endswith(" FOUND"):
        return said.removesuffix(" FOUND")
    raise ScanBrokenError(f"The scanner said: {said[:200]}" if said else "The scanner broke off.")


def _words(error: OSError) -> str:
    """What went wrong, in few words."""
    if isinstance(error, TimeoutError):
        return "The scanner took too long."
    return f"The line to the scanner failed ({error.strerror or type(error).__name__})."
