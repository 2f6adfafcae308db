"""Embedded PostgreSQL and Redis, for the demo and the tests, when no address is given in the environment.

`DATABASE_URL` and `REDIS_URL` win: where one is set, that server is used and nothing is started. Otherwise
each server listens on a unix socket alone, at an address that depends on nothing but the checkout and the
user, so that every command of the same checkout finds the same servers. Nothing here imports Django.
"""

import os
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager

from revisits.embedded import places, users
from revisits.embedded.postgres import Postgres
from revisits.embedded.redis_server import RedisServer

# These answer without a database: starting one for them would only cost time.
WITHOUT_SERVERS = frozenset(
    {
        "help",
        "version",
        "check",
        "collectstatic",
        "findstatic",
        "diffsettings",
        "makemessages",
        "compilemessages",
    }
)
VARIABLES = {"postgres": "DATABASE_URL", "redis": "REDIS_URL"}
HELP_OPTIONS = frozenset({"-h", "--help", "--version"})


def database_url() -> str:
    """Address of the embedded PostgreSQL, in the form that libpq and django-environ both read."""
    return Postgres.url_for(places.sockets())


def redis_url() -> str:
    """Address of the embedded Redis, in the form that Celery reads."""
    return RedisServer.url_for(places.sockets())


def needs_servers(argv: Sequence[str]) -> bool:
    """Whether the command line `argv` (program first) may reach for the database or the broker."""
    if len(argv) < 2 or HELP_OPTIONS.intersection(argv[1:]):
        return False
    return argv[1] not in WITHOUT_SERVERS


@contextmanager
def servers(*, for_command: Sequence[str] = ("", "any")) -> Iterator[None]:
    """Keep the embedded servers running while the block runs.

    Servers that another command of this checkout started are shared; the last command to leave stops them,
    however the others ended. Exits with one line that says what to do when a server cannot be started.
    """
    with ExitStack() as stack:
        if needs_servers(for_command):
            for name in _wanted():
                stack.enter_context(users.using(name))
        yield


def look_after() -> None:
    """For long commands, inside `servers`: bring back what was killed; NotStartedError if that fails."""
    for name in _wanted():
        users.look_after(name)


def _wanted() -> list[str]:
    return [name for name, variable in VARIABLES.items() if not os.environ.get(variable)]
