"""The program's web server with the bench's settings: gunicorn as `make run` starts it, with one worker."""

import http.client
import os
import signal
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from revisits.embedded import process
from revisits.embedded.places import CHECKOUT

GUNICORN = ["gunicorn", "revisits.wsgi:application", "--worker-class", "gthread", "--workers", "1"]
OPTIONS = ["--threads", "4", "--no-control-socket", "--keep-alive", "60", "--log-level", "warning"]


def environment(**more: str) -> dict[str, str]:
    """As the tests: neither demo nor production."""
    settings = {
        "ENVIRONMENT": "test",
        "DJANGO_SETTINGS_MODULE": "bench.settings",
        "PYTHONPATH": str(CHECKOUT),
    }
    return {**os.environ, **settings, **more}


@contextmanager
def server(inside: Path, database: str) -> Iterator[tuple[int, int]]:
    """Yields the port, and the number of the worker's process."""
    port = _free_port()
    started = process.start(
        [sys.executable, "-m", *GUNICORN, *OPTIONS, "--bind", f"127.0.0.1:{port}"],
        log=inside / "web.log", cwd=CHECKOUT, env=environment(DATABASE_URL=database),
    )  # fmt: skip
    try:
        if not process.answers(started, lambda: _answers(port)):
            raise RuntimeError((inside / "web.log").read_text())
        yield port, int(Path(f"/proc/{started.pid}/task/{started.pid}/children").read_text().split()[0])
    finally:
        process.stop(started, sent=signal.SIGTERM)


def _answers(port: int) -> bool:
    try:
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
        line.request("GET", "/bench/counted/")
        return line.getresponse().status == 200
    except OSError:
        return False


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
    return port
