"""A Celery worker for a benchmark."""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from revisits.embedded import process
from revisits.embedded.places import CHECKOUT


@contextmanager
def worker(inside: Path, processes: int) -> Iterator[Path]:
    """The worker as `make run` starts it; yields its log."""
    log = inside / "worker.log"
    command = [sys.executable, "-m", "celery", "-A", "revisits", "worker", "--concurrency", str(processes)]
    options = ["--loglevel", "WARNING", "--without-gossip", "--without-mingle"]
    started = process.start([*command, *options], log=log, cwd=CHECKOUT, env=os.environ)
    try:
        yield log
    finally:
        process.stop(started, sent=signal.SIGTERM)
