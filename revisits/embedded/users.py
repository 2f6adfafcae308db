"""Several commands share one server: who uses it, who keeps it, who stops it.

Three locks for each server, in the folder of sockets (flock: the kernel lets go however the holder ends):

- NAME.users: every command holds it shared. The keeper stops the server once it can have it alone.
- NAME.start: one command at a time looks whether the server answers, and starts a keeper if not.
- NAME.keeper: held by the keeper while it lives, so there is one.
"""

import fcntl
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from revisits.embedded import places, process
from revisits.embedded.places import NotStartedError
from revisits.embedded.postgres import Postgres
from revisits.embedded.redis_server import RedisServer

SERVERS: dict[str, type[Postgres] | type[RedisServer]] = {"postgres": Postgres, "redis": RedisServer}


def server(name: str) -> Postgres | RedisServer:
    """The checkout's own server `name` ("postgres" or "redis"), running or not."""
    sockets = places.private_folder(places.sockets())
    return SERVERS[name](data=places.data(name), sockets=sockets, log=places.logs() / f"{name}.log")


def lock_file(name: str, purpose: str) -> IO[bytes]:
    return (places.private_folder(places.sockets()) / f"{name}.{purpose}").open("ab")


def try_lock(file: IO[bytes], *, share: bool = False) -> bool:
    """Lock the file, for ourselves alone unless `share`, if that is possible at once."""
    try:
        fcntl.flock(file, (fcntl.LOCK_SH if share else fcntl.LOCK_EX) | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


@contextmanager
def using(name: str) -> Iterator[None]:
    """Have server `name` running during the block; exit with one line when that cannot be."""
    try:
        users = lock_file(name, "users")
        fcntl.flock(users, fcntl.LOCK_SH)
        _ensure_running(name)
    except NotStartedError as error:
        sys.exit(str(error))
    try:
        yield
    finally:
        was_last = try_lock(users)
        users.close()
        if was_last:
            process.wait_until(lambda: _is_unkept(name))


def look_after(name: str) -> None:
    """Bring the keeper of server `name` back if it was killed; NotStartedError if that fails."""
    if _is_unkept(name):
        _ensure_running(name)


def _ensure_running(name: str) -> None:
    wanted = server(name)
    with lock_file(name, "start") as start:
        fcntl.flock(start, fcntl.LOCK_EX)
        while not wanted.ready():
            _start_keeper(wanted)


def _start_keeper(wanted: Postgres | RedisServer) -> None:
    """Returns when the server answers, or when the keeper found another one at work."""
    keeper = subprocess.Popen(
        [sys.executable, "-m", "revisits.embedded.keeper", wanted.name],
        cwd=places.CHECKOUT, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
        start_new_session=True,
    )  # fmt: skip
    if not process.wait_until(lambda: keeper.poll() is not None or wanted.ready(), patience=90):
        raise NotStartedError(f"The embedded {wanted.name} does not answer: {wanted.log} says why.")
    if keeper.poll() and keeper.stderr:
        said = keeper.stderr.read().decode().strip().splitlines()
        raise NotStartedError(said[-1] if said else f"The embedded {wanted.name} did not start.")


def _is_unkept(name: str) -> bool:
    with lock_file(name, "keeper") as keeper:
        return try_lock(keeper, share=True)
