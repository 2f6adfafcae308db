"""Servers of a bench's own, in a throw-away folder; nothing of the checkout's demo is touched."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from revisits.embedded import places
from revisits.embedded.postgres import Postgres
from revisits.embedded.redis_server import RedisServer


@contextmanager
def folder() -> Iterator[Path]:
    """A short folder (socket paths may hold 107 bytes), gone afterwards."""
    made = places.private_folder(Path(tempfile.mkdtemp(prefix="revisits-bench-", dir="/tmp")))
    try:
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)


@contextmanager
def postgres(inside: Path) -> Iterator[str]:
    """A PostgreSQL with its ordinary settings; yields DATABASE_URL."""
    server = Postgres(data=inside / "data", sockets=inside, log=inside / "postgres.log")
    server.start()
    try:
        yield server.url
    finally:
        server.stop()


@contextmanager
def redis(inside: Path) -> Iterator[str]:
    """A Redis; yields REDIS_URL."""
    server = RedisServer(data=inside / "redis", sockets=inside, log=inside / "redis.log")
    server.start()
    try:
        yield server.url
    finally:
        server.stop()
