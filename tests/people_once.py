"""For tests that ask thousands of times while nobody changes: who asks is read once, and a refusal is a bare one."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest, HttpResponse

from revisits import errors
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


@contextmanager
def bare_refusals() -> Iterator[None]:
    """What is not there, or not theirs, is answered without its page, which is the same everywhere (test_access)."""

    def bare(request: HttpRequest, template: str, *, status: int) -> HttpResponse:
        return HttpResponse(template, status=status)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(errors, "render", bare)
        yield
