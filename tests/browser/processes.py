"""The worker and the mailbox of the demo as processes of their own, on the test's database and broker."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from django.db import connection

from revisits.embedded.process import dies_with_parent
from tests.patience import eventually
from tests.ports import free_port

CHECKOUT = Path(__file__).resolve().parent.parent.parent


@contextmanager
def mailbox(folder: Path) -> Iterator[int]:
    """`manage.py demo_mailbox`; yields its port, which it listens on by then."""
    port = free_port()
    log = folder / "mailbox.log"
    with _running(["manage.py", "demo_mailbox", "--port", str(port)], log, port) as process:
        assert _listens(port, process), log.read_text()
        yield port


@contextmanager
def worker(folder: Path, mail_port: int) -> Iterator[None]:
    """A worker with beat, whose mail goes to the mailbox."""
    command = ["-m", "celery", "-A", "revisits", "worker", "--beat", "--concurrency=1", "-l", "WARNING"]
    quiet = ["--without-gossip", "--without-mingle", f"--schedule={folder / 'beat'}"]
    with _running([*command, *quiet], folder / "worker.log", mail_port):
        yield


@contextmanager
def _running(arguments: list[str], log: Path, mail_port: int) -> Iterator[subprocess.Popen[bytes]]:
    with log.open("wb") as written:
        process = subprocess.Popen(
            [sys.executable, *arguments], cwd=CHECKOUT, env=_environment(mail_port), start_new_session=True,
            stdin=subprocess.DEVNULL, stdout=written, stderr=written,
            preexec_fn=dies_with_parent(signal.SIGKILL),
        )  # fmt: skip
    try:
        yield process
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _environment(mail_port: int) -> dict[str, str]:
    given = urlsplit(os.environ["DATABASE_URL"])
    return os.environ | {
        "ENVIRONMENT": "test",
        "DEMO": "on",
        "DATABASE_URL": urlunsplit(given._replace(path=f"/{connection.settings_dict['NAME']}")),
        "EMAIL_URL": f"smtp://127.0.0.1:{mail_port}",
        "SWEEP_SECONDS": "1",
    }


def _listens(port: int, process: subprocess.Popen[bytes]) -> bool:
    def answers() -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", port)) == 0

    return eventually(lambda: process.poll() is not None or answers(), every=0.05) and process.poll() is None
