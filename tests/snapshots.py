"""What many tests begin with: made once by the program's own actions, then copied back into the empty tables.

Copying the cast back takes a tenth of the time of making it. The copy is byte for byte what the actions wrote, and
runs neither triggers nor checks, as all that they would do is in it already. What is made must not depend on
the test that happens to ask first: settings and clock are the same for all who ask for that name. The workers of
pytest-xdist share what the first of them has made.
"""

import fcntl
import pickle
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, cast

from django.db import connection, transaction

from tests import beside_the_rows

T = TypeVar("T")
COLUMNS = """
    SELECT c.oid::regclass::text, string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum)
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
    WHERE c.relkind = 'r' AND c.relnamespace = current_schema()::regnamespace
      AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
    GROUP BY c.oid ORDER BY 1
"""


@dataclass(frozen=True)
class Snapshot:
    """Rows by table as PostgreSQL's COPY writes them, and the pickled objects that stand for them; what is beside."""

    rows: dict[str, bytes]
    made: bytes
    files: dict[Path, bytes]
    sequences: dict[str, int]


_taken: dict[str, Snapshot] = {}
# Copied back so far: what is made of one of them holds its files, too.
_used: list[Snapshot] = []
_standing: dict[str, bytes] = {}
_shared: list[Path] = []


def share_in(folder: Path) -> None:
    """The other workers of this run look there, too."""
    folder.mkdir(exist_ok=True)
    _shared[:] = [folder]


def know_standing_tables() -> None:
    """Call it in a new database: what migrate has filled stands there in every test."""
    _standing.update(_read(_columns()))


def as_new() -> bool:
    """Every table as it was in the new database, in a tenth of the time of Django's flush, which empties all that
    there are and has what migrate fills made anew. False where that needs a superuser, and is left to Django."""
    if not _standing or not _may_copy():
        return False
    changed = [table for table in _standing if _read([table]).get(table) != _standing[table]]
    filled = _filled_ones(table for table in _columns() if table not in _standing)
    with _passing_by_triggers() as cursor:
        for table in (*filled, *changed):
            cursor.execute(f"DELETE FROM {table}")
        _copy({table: _standing[table] for table in changed}, cursor)
    return True


def kept(name: str, make: Callable[[], T]) -> T:
    """What `make` returns, with its rows in the database; made anew where other rows are already there.

    AssertionError when `make` changes the standing tables, for they are not copied.
    """
    tables = [table for table in _columns() if table not in _standing]
    if not _may_copy() or not (_nothing_is_written() or not _filled_ones(tables)):
        return make()
    if name in _taken:
        _write(_taken[name].rows)
    else:
        with _one_worker_at_a_time(name) as place:
            _taken[name] = _of_another(place) or _take(make, tables, place)
    _used.append(_taken[name])
    return cast(T, pickle.loads(_taken[name].made))


def _take(make: Callable[[], Any], tables: list[str], place: Path | None) -> Snapshot:
    standing, files, used = _read(_standing), beside_the_rows.file_names(), len(_used)
    made = make()
    assert _read(_standing) == standing, "standing tables have changed"
    new = beside_the_rows.read_files(beside_the_rows.file_names() - files)
    new.update(file for begun_with in _used[used:] for file in begun_with.files.items())
    taken = Snapshot(_read(tables), pickle.dumps(made), new, beside_the_rows.sequences())
    if place:
        whole = place.with_suffix(".new")
        whole.write_bytes(pickle.dumps(taken))
        whole.rename(place)
    return taken


def _of_another(place: Path | None) -> Snapshot | None:
    """With all that it holds in place, where another worker has made it."""
    if not place or not place.exists():
        return None
    taken: Snapshot = pickle.loads(place.read_bytes())
    _write(taken.rows)
    beside_the_rows.advance(taken.sequences)
    beside_the_rows.write_files(taken.files)
    return taken


@contextmanager
def _one_worker_at_a_time(name: str) -> Iterator[Path | None]:
    """Where the snapshot is shared; None where nobody else is."""
    if not _shared:
        yield None
        return
    place = _shared[0] / name
    with place.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield place


@cache
def _columns() -> dict[str, str]:
    """The columns to copy of each table."""
    with connection.cursor() as cursor:
        cursor.execute(COLUMNS)
        return dict(cursor.fetchall())


@cache
def _may_copy() -> bool:
    """Only a superuser may pass by triggers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('is_superuser')")
        return bool(cursor.fetchone() == ("on",))


def _nothing_is_written() -> bool:
    """Whether the test's own transaction, which began with empty tables, has written nothing yet: quickly asked."""
    if not connection.in_atomic_block:
        return False
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_xact_id_if_assigned() IS NULL")
        return bool(cursor.fetchone() == (True,))


def _filled_ones(tables: Iterable[str]) -> list[str]:
    """Those that have a row."""
    each = (f"SELECT '{table}' WHERE EXISTS (SELECT 1 FROM {table})" for table in tables)
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(each))
        return [table for (table,) in cursor.fetchall()]


def _read(tables: Iterable[str]) -> dict[str, bytes]:
    found = {}
    with connection.cursor() as cursor:
        for table in tables:
            with cursor.copy(f"COPY {table} ({_columns()[table]}) TO STDOUT") as copy:
                found[table] = b"".join(bytes(block) for block in copy)
    return {table: rows for table, rows in found.items() if rows}


def _write(rows: dict[str, bytes]) -> None:
    with _passing_by_triggers() as cursor:
        _copy(rows, cursor)


def _copy(rows: dict[str, bytes], cursor: Any) -> None:
    for table, data in rows.items():
        with cursor.copy(f"COPY {table} ({_columns()[table]}) FROM STDIN") as copy:
            copy.write(data)


@contextmanager
def _passing_by_triggers() -> Iterator[Any]:
    """In one transaction, without triggers and the checks of foreign keys."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        yield cursor
        cursor.execute("SET LOCAL session_replication_role = origin")
