"""One migrated database, that every worker's own is copied from; kept between runs until a migration changes.

Migrating takes seconds and every worker of pytest-xdist would pay them; a copy takes a quarter of one.
"""

import hashlib
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

import psycopg
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from psycopg import sql

from revisits.embedded import postgres
from revisits.embedded.process import Command

ROOT = Path(__file__).parents[1]
KEPT = ROOT / "var" / "migrated"
LOCK = 20_190_930
QUIETLY = ("-q", "--single-transaction", "-v", "ON_ERROR_STOP=1", "-f")


def copy_for(name: str) -> None:
    """Make the database `name` as a copy of the migrated one, where there is none of that name yet."""
    with _maintenance() as server:
        server.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        template = f"migrated_{_key()}"
        if not _exists(server, template):
            _make(server, template)
        if not _exists(server, name):
            create = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
            server.execute(create.format(sql.Identifier(name), sql.Identifier(template)))


def restore(host: Path, user: str, name: str) -> bool:
    """Fill an empty database of one's own from the dump, which `copy_for` leaves; False where `migrate` must."""
    kept = KEPT / f"{_key()}.sql"
    if kept.exists():
        command: Command = [postgres.binaries() / "psql", "-h", host, "-U", user, "-d", name, *QUIETLY, kept]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return kept.exists()


def _key() -> str:
    """Of what a migrated database depends on: migrations, the locked packages, which bring their own, and the bank."""
    found = hashlib.sha256()
    for path in sorted([*ROOT.glob("*/migrations/*.py"), *ROOT.glob("*/*/migrations/*.py")]):
        found.update(path.read_bytes())
    found.update((ROOT / "requirements" / "dev.txt").read_bytes())
    found.update((ROOT / "inspections" / "data" / "question_bank.json").read_bytes())
    return found.hexdigest()[:16]


def _make(server: psycopg.Connection[Any], template: str) -> None:
    """Under a name of its own until it is whole: a run cut short leaves nothing that looks done."""
    unfinished = f"{template}_new"
    server.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(unfinished)))
    server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(unfinished)))
    kept = KEPT / f"{_key()}.sql"
    if not (_embedded() and kept.exists() and _run("psql", unfinished, *QUIETLY, str(kept))):
        _migrate(unfinished)
        if _embedded():
            _keep(unfinished, kept)
    rename = sql.SQL("ALTER DATABASE {} RENAME TO {}")
    server.execute(rename.format(sql.Identifier(unfinished), sql.Identifier(template)))


def _migrate(name: str) -> None:
    before = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        call_command("migrate", verbosity=0, interactive=False)
    finally:
        connection.close()
        connection.settings_dict["NAME"] = before


def _keep(name: str, kept: Path) -> None:
    """Write the dump for the runs to come; those of older migrations go."""
    KEPT.mkdir(parents=True, exist_ok=True)
    written = kept.with_suffix(f".{os.getpid()}")
    if _run("pg_dump", name, "-f", str(written)):
        for old in KEPT.glob("*.sql"):
            old.unlink(missing_ok=True)
        written.rename(kept)


def _embedded() -> bool:
    """Whether the server is ours, so that its own programs fit it."""
    return _host().startswith("/")


def _host() -> str:
    return str(settings.DATABASES["default"].get("OPTIONS", {}).get("host", ""))


def _run(program: str, name: str, *arguments: str) -> bool:
    user = str(settings.DATABASES["default"]["USER"])
    command: Command = [postgres.binaries() / program, "-h", _host(), "-U", user, "-d", name, *arguments]
    return subprocess.run(command, check=False, stdout=subprocess.DEVNULL).returncode == 0


@contextmanager
def _maintenance() -> Iterator[psycopg.Connection[Any]]:
    """Beside the databases that are copied: PostgreSQL copies none that somebody is connected to."""
    with connection._nodb_cursor() as cursor:
        yield cast("psycopg.Connection[Any]", cursor.connection)


def _exists(server: psycopg.Connection[Any], name: str) -> bool:
    return server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone() is not None
