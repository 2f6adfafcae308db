"""One worker at a time, so that a sweep which takes long is not joined by the next ones."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection


@contextmanager
def alone(number: int) -> Iterator[bool]:
    """Whether nobody else is in a block of that number. PostgreSQL lets go of it however the worker ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [number])
        alone_here = bool(cursor.fetchone() == (True,))
    try:
        yield alone_here
    finally:
        if alone_here:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [number])
