"""What belongs to a snapshot beside its rows, for a worker that has not made it: stored files, and the sequences."""

from pathlib import Path

from django.core.files.storage import FileSystemStorage, storages
from django.db import connection

COME_TO = (
    "SELECT sequencename, last_value FROM pg_sequences WHERE schemaname = current_schema() AND last_value > 0"
)
# Never back: other rows of this worker's may have had those numbers.
ADVANCE = """
    SELECT setval(format('%%I.%%I', s.schemaname, s.sequencename)::regclass, come.number)
    FROM pg_sequences s JOIN unnest(%s::text[], %s::bigint[]) AS come(name, number) ON come.name = s.sequencename
    WHERE s.schemaname = current_schema() AND coalesce(s.last_value, 0) < come.number
"""


def sequences() -> dict[str, int]:
    """How far each has come, by name."""
    with connection.cursor() as cursor:
        cursor.execute(COME_TO)
        return dict(cursor.fetchall())


def advance(come: dict[str, int]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(ADVANCE, [list(come), list(come.values())])


def file_names() -> frozenset[Path]:
    """The stored files; none where they do not lie in a folder."""
    folder = _folder()
    found = folder.rglob("*") if folder else ()
    return frozenset(path.relative_to(folder) for path in found if folder and path.is_file())


def read_files(names: frozenset[Path]) -> dict[Path, bytes]:
    folder = _folder()
    return {name: (folder / name).read_bytes() for name in names} if folder else {}


def write_files(files: dict[Path, bytes]) -> None:
    """Where they are not yet."""
    folder = _folder()
    for name, content in files.items():
        if folder and not (folder / name).exists():
            (folder / name).parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            (folder / name).write_bytes(content)


def _folder() -> Path | None:
    storage = storages["files"]
    return Path(storage.location) if isinstance(storage, FileSystemStorage) else None
