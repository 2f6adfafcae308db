"""Fixtures of the tests of files."""

import pytest

from revisits import poking

Poked = list[tuple[str, tuple[object, ...]]]


@pytest.fixture
def poked(monkeypatch: pytest.MonkeyPatch) -> Poked:
    """Which tasks were asked for, with what: nothing goes to a broker."""
    asked: Poked = []
    monkeypatch.setattr(poking, "_send", lambda task, args: asked.append((task, args)))
    return asked
