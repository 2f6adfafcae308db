"""The real ClamAV daemon, with two signatures of our own, and the harmless file that every scanner knows."""

import hashlib
import io
import os
import shutil
import signal
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from revisits.embedded import process
from revisits.embedded.places import CHECKOUT
from revisits.files.clamav import Clamd, ScannerDownError
from tests.servers import new_folder

UNPACKED = CHECKOUT / "var" / "system" / "clamav"
ADVICE = "No ClamAV: run bin/setup test, install the package clamav-daemon, or name its clamd with CLAMD=."
# What our daemon has in common with the one of docker-compose.yml; what is left out has to do with that place.
LIMITS = CHECKOUT / "clamav" / "clamd.conf"
PLACES = ("TCPSocket", "TCPAddr", "LocalSocket", "DatabaseDirectory", "User", "LogFile", "LogTime")


def eicar() -> bytes:
    """The EICAR test file, put together here so that no scanner stops at this repository."""
    middle = b"EICAR-STANDARD-" + b"ANTIVIRUS-TEST-FILE"
    return b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + middle + b"!$H+H*"


def zipped(content: bytes, *, name: str = "minutes.txt") -> bytes:
    """An archive that holds the content beside something ordinary."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("agenda.txt", "Apologies, minutes, matters arising. " * 50)
        archive.writestr(name, content)
    return packed.getvalue()


def executable() -> Path | None:
    """The daemon's program: CLAMD=, the machine's own, or the one that set-up unpacked without root."""
    found = os.environ.get("CLAMD") or shutil.which("clamd", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
    if found:
        return Path(found)
    unpacked = UNPACKED / "usr" / "sbin" / "clamd"
    return unpacked if unpacked.exists() else None


class Daemon:
    """A clamd on a unix socket in `folder`: start(), kill() (-9), stop(); `url` is for CLAMD_URL."""

    def __init__(self, program: Path, folder: Path, **options: str) -> None:
        self.program, self.folder, self.options = program, folder, options
        self.socket = folder / "clamd.sock"
        self.url = f"unix://{self.socket}"
        self.log = folder / "clamd.log"
        self.process: subprocess.Popen[bytes] | None = None
        self._write_signatures()

    def start(self) -> None:
        """It answers within a second or so, as it knows two signatures and not millions."""
        self.process = process.start(
            [self.program, "--foreground", f"--config-file={self._configuration()}"],
            log=self.log,
            env=os.environ | {"LD_LIBRARY_PATH": self._libraries()},
        )
        assert process.answers(self.process, self._pings), self.log.read_text()[-2000:]

    def kill(self) -> None:
        if self.process:
            process.stop(self.process, sent=signal.SIGKILL)

    stop = kill

    def _pings(self) -> bool:
        try:
            Clamd(self.url).ping()
        except ScannerDownError:
            return False
        return True

    def _write_signatures(self) -> None:
        """One by the hash of the whole file, one by its bytes: the latter also finds it inside others."""
        known = self.folder / "signatures"
        known.mkdir()
        test = eicar()
        (known / "test.hdb").write_text(f"{hashlib.md5(test).hexdigest()}:{len(test)}:Test.Eicar.Hash\n")
        (known / "test.ndb").write_text(f"Test.Eicar.Bytes:0:*:{test.hex()}\n")

    def _configuration(self) -> Path:
        shared = (line.split(maxsplit=1) for line in LIMITS.read_text().splitlines() if line[:1].isalpha())
        options = {name: value for name, value in shared if name not in PLACES}
        options |= {
            "LocalSocket": str(self.socket),
            "DatabaseDirectory": str(self.folder / "signatures"),
            "TemporaryDirectory": str(self.folder),
        }
        written = self.folder / "clamd.conf"
        lines = (f"{name} {value}\n" for name, value in (options | self.options).items())
        written.write_text("".join(lines))
        return written

    def _libraries(self) -> str:
        """Where the libraries are that set-up unpacked beside it, then where they were looked for anyway."""
        unpacked = sorted({str(library.parent) for library in UNPACKED.glob("**/*-linux-gnu/lib*.so.*")})
        return ":".join(filter(None, [*unpacked, os.environ.get("LD_LIBRARY_PATH", "")]))


def program_or_skip() -> Path:
    """The daemon's program. Continuous integration has it; elsewhere a machine may lack it, and says so."""
    program = executable()
    if program is None and os.environ.get("CI"):
        pytest.fail(ADVICE)
    if program is None:
        pytest.skip(ADVICE)
    return program


@pytest.fixture(scope="module")
def clamd() -> Iterator[Daemon]:
    """A daemon that runs; a test that kills it starts it again."""
    folder = new_folder()
    daemon = Daemon(program_or_skip(), folder)
    try:
        daemon.start()
        yield daemon
    finally:
        daemon.stop()
        shutil.rmtree(folder, ignore_errors=True)
