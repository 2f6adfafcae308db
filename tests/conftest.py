"""Fixtures that all tests share: the cast, a clock that stands still, and browsers that are signed in."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time

import pytest
from django.db import transaction
from django.db.backends.postgresql.operations import DatabaseOperations
from django.test import Client

from inspections.timeline.times import LONDON
from revisits import clock
from revisits.accounts.models import User
from tests.cast import NOW, Cast, make_cast

SignedIn = Callable[[User | None], Client]


RECORD = ("record_disposal", "record_seal", "record_entry")


@pytest.fixture(scope="session", autouse=True)
def _record_is_emptied_between_tests() -> Iterator[None]:
    """Tests with real transactions empty every table after them; the record's own lets nobody, but its owner."""
    empty = DatabaseOperations.execute_sql_flush

    def without_guards(self: DatabaseOperations, sql_list: list[str]) -> None:
        with transaction.atomic(), self.connection.cursor() as cursor:
            for table in RECORD:
                cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            empty(self, sql_list)
            for table in RECORD:
                cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DatabaseOperations, "execute_sql_flush", without_guards)
        yield


@dataclass
class StandingClock:
    """What `revisits.clock` says; `set` moves it."""

    now: datetime = NOW

    def set(self, day: date, at: time = time(8, 30)) -> datetime:
        self.now = datetime.combine(day, at, LONDON)
        return self.now


@pytest.fixture
def standing_clock(monkeypatch: pytest.MonkeyPatch) -> StandingClock:
    standing = StandingClock()
    monkeypatch.setattr(clock, "now", lambda: standing.now)
    return standing


@pytest.fixture
def cast(db: None, standing_clock: StandingClock) -> Cast:
    return make_cast()


@pytest.fixture
def signed_in() -> SignedIn:
    """A browser in which that person is signed in; None is nobody."""

    def browser(person: User | None) -> Client:
        client = Client()
        if person:
            client.force_login(person)
        return client

    return browser
