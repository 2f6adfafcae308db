"""Sessions, and whose they are, read once: for tests that ask thousands of times while nobody changes."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

import pytest
from django.contrib.sessions.backends.db import SessionStore

from revisits.accounts import standing


@contextmanager
def people_read_once() -> Iterator[None]:
    """Reading them takes a third of the time in which a page is refused. Only where nothing is written meanwhile."""
    found: dict[str | None, dict[str, Any]] = {}
    load = SessionStore.load

    def once(self: SessionStore) -> dict[str, Any]:
        key = self.session_key
        if key not in found and (loaded := load(self)):
            found[key] = loaded
        return dict(found.get(key, {}))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(SessionStore, "load", once)
        patch.setattr(standing, "read", cache(standing.read))
        yield
