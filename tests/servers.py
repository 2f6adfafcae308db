"""A pytest plugin (`-p tests.servers`): throw-away PostgreSQL and Redis, unless addresses are given.

It acts on import, since pytest-django reads the settings soon after. Workers of pytest-xdist inherit the
addresses and start nothing.
"""

import atexit
import os
import shutil
import sys
import tempfile
from pathlib import Path

import redis

from revisits.embedded import places
from revisits.embedded.postgres import Postgres
from revisits.embedded.redis_server import RedisServer

FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


def new_folder() -> Path:
    """A short folder (socket paths may hold 107 bytes) that root's PostgreSQL can reach as `nobody`."""
    folder = Path(tempfile.mkdtemp(prefix="revisits-test-", dir="/tmp"))
    return places.private_folder(folder)


def private_postgres(folder: Path, **options: str) -> Postgres:
    """A PostgreSQL of your own in `folder` (of new_folder): start(), stop(), kill() (-9), .url for Django."""
    return Postgres(data=folder / "data", sockets=folder, log=folder / "postgres.log", options=options)


def private_redis(folder: Path) -> RedisServer:
    """A Redis of your own in `folder`: start(), stop(), kill() (-9), .url for Celery."""
    return RedisServer(data=folder / "redis", sockets=folder, log=folder / "redis.log")


def redis_client(server: RedisServer) -> "redis.Redis":
    """A plain client, for instance to flush it."""
    return redis.Redis(unix_socket_path=str(server.socket))


def start_for_the_run() -> None:
    os.environ["ENVIRONMENT"] = "test"
    # Else each of the run's many processes would compile the program anew.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    sys.dont_write_bytecode = False
    if os.environ.get("DATABASE_URL") and os.environ.get("REDIS_URL"):
        return
    folder = new_folder()
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    if not os.environ.get("DATABASE_URL"):
        postgres = private_postgres(folder, **FAST)
        postgres.start()
        atexit.register(postgres.stop)
        os.environ["DATABASE_URL"] = postgres.url
    if not os.environ.get("REDIS_URL"):
        broker = private_redis(folder)
        broker.start()
        atexit.register(broker.stop)
        os.environ["REDIS_URL"] = broker.url


try:
    start_for_the_run()
except places.NotStartedError as error:
    sys.exit(str(error))
