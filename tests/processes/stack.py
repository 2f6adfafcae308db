"""The whole program in processes of its own, each of which a test can kill."""

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from revisits.embedded.postgres import DATABASE, OWNER
from revisits.embedded.process import dies_with_parent
from tests.migrated import restore
from tests.servers import new_folder, private_postgres, private_redis, redis_client
from tests.smtp import Post, smtp_server

CHECKOUT = Path(__file__).resolve().parent.parent.parent
# kill -9 loses nothing that was written, synced or not: only a machine's crash would.
UNSYNCED = {"fsync": "off", "full_page_writes": "off"}


class Stack:
    """PostgreSQL, Redis and an SMTP server, a driver to act with, beat, and workers to kill."""

    def __init__(self, folder: Path, post: Post, **settings: str) -> None:
        self.folder, self.post, self.settings = folder, post, settings
        self.postgres = private_postgres(folder, **UNSYNCED)
        self.redis = private_redis(folder)
        self.driver: subprocess.Popen[str] | None = None
        self.beat: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        self.postgres.start()
        migrated = restore(self.folder / "pg", OWNER, DATABASE)
        self.redis.start()
        self.driver = subprocess.Popen(
            [sys.executable, "-m", "tests.processes.driver"],
            cwd=CHECKOUT, env=self._environment(), text=True, preexec_fn=dies_with_parent(signal.SIGKILL),
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=(self.folder / "driver.log").open("a"),
        )  # fmt: skip
        self.ask("set_up", migrated=migrated)
        self.beat = self._celery("beat", f"--schedule={self.folder / 'beat'}", "--pidfile=")

    def stop(self) -> None:
        for process in (self.beat, self.driver):
            if process:
                process.kill()
                process.wait()
        self.redis.stop()
        self.postgres.stop()

    def ask(self, call: str, **arguments: Any) -> Any:
        """Have the driver call one of its functions; returns what that returned."""
        assert self.driver and self.driver.stdin and self.driver.stdout
        self.driver.stdin.write(json.dumps({"call": call, **arguments}) + "\n")
        self.driver.stdin.flush()
        answer = self.driver.stdout.readline()
        assert answer, (self.folder / "driver.log").read_text()[-3000:]
        return json.loads(answer)

    @contextmanager
    def worker(self, *, lease: float, **settings: str) -> Iterator["Worker"]:
        """A worker with two processes, killed at the end if it still runs; `settings` are for its environment."""
        arguments = ("--concurrency=2", "--without-gossip", "--without-mingle")
        process = self._celery("worker", *arguments, lease=lease, **settings)
        found = Worker(process)
        try:
            yield found
        finally:
            found.kill()

    def lose_redis(self) -> None:
        """Flush the broker, kill it by -9, and throw away what it had on disk."""
        redis_client(self.redis).flushall()
        self.redis.kill()
        shutil.rmtree(self.redis.data)

    def log(self) -> str:
        """The end of what beat and the workers wrote."""
        return (self.folder / "celery.log").read_text()[-4000:]

    def logged(self, words: str) -> bool:
        """Whether beat or a worker wrote that."""
        return words in (self.folder / "celery.log").read_text()

    def _celery(self, *arguments: str, lease: float = 120, **settings: str) -> subprocess.Popen[bytes]:
        """A Celery program in a session of its own, which ends with the test run however that ends."""
        command = [sys.executable, "-m", "celery", "-A", "revisits", *arguments, "-l", "WARNING"]
        with (self.folder / "celery.log").open("a") as log:
            return subprocess.Popen(
                command, cwd=CHECKOUT, env=self._environment(lease) | settings, start_new_session=True,
                stdin=subprocess.DEVNULL, stdout=log, stderr=log, preexec_fn=dies_with_parent(signal.SIGKILL),
            )  # fmt: skip

    def _environment(self, lease: float = 120) -> dict[str, str]:
        return os.environ | {
            "ENVIRONMENT": "test",
            "DJANGO_SETTINGS_MODULE": "revisits.settings",
            "DATABASE_URL": self.postgres.url,
            "REDIS_URL": self.redis.url,
            "EMAIL_URL": self.post.url,
            "EMAIL_TIMEOUT": "60",
            # A dozen sweeps: oftener, on a busy machine, they come faster than one process takes them.
            "SWEEP_SECONDS": "1.5",
            "OUTBOX_LEASE_SECONDS": str(lease),
            # Their clock is the machine's, whatever the hour of the day.
            "QUIET_HOURS": "off",
            "SCAN_LEASE_SECONDS": str(lease),
            "FILES_DIR": str(self.folder / "files"),
            "UPLOAD_DIR": str(self.folder / "uploads"),
            # What killed workers leave goes with the folder.
            "TMPDIR": str(self.folder),
            **self.settings,
        }


class Worker:
    """A worker's processes: they are one session, and die together."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self.process = process

    def children(self) -> list[int]:
        """The processes that do its tasks; a killed one is replaced."""
        listed = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return [int(pid) for pid in listed.read_text().split()]

    def kill_one(self, pid: int) -> None:
        """kill -9 one of its children, as a machine does that runs out of memory."""
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)

    def kill(self) -> None:
        """kill -9, all of them at once."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


@contextmanager
def stack(**settings: str) -> Iterator[Stack]:
    """A running stack in a folder of its own; `settings` are for the environment of all its processes."""
    folder = new_folder()
    with smtp_server() as post:
        running = Stack(folder, post, **settings)
        try:
            running.start()
            yield running
        finally:
            running.stop()
            shutil.rmtree(folder, ignore_errors=True)
