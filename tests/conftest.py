"""Fixtures that all tests share: the cast, a clock that stands still, and browsers that are signed in."""

import gc
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client, override_settings
from hypothesis import HealthCheck
from hypothesis import settings as properties
from pytest_django import DjangoDbBlocker

from inspections.timeline.times import LONDON
from revisits import clock
from revisits.accounts.models import User
from tests.cast import NOW, Cast, make_cast
from tests.empty_record import emptied_between_tests, empty_record
from tests.migrated import copy_for
from tests.rendering import context_of_the_page_alone, same_words_rendered_once
from tests.snapshots import kept, know_standing_tables, share_in

# The same examples each time; and how long one takes tells of the machine, and not of the program.
properties.register_profile(
    "tests", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
properties.load_profile("tests")

SignedIn = Callable[[User | None], Client]


LOCAL = {"BACKEND": "revisits.files.storage.LocalFiles"}
# By how long they take: a file, or what all files of a folder begin with. What mostly waits for other processes stands
# among what computes: there is one worker more than cores.
LONGEST = (
    "tests/browser/test_to_the_public",
    "tests/browser/test_every_page.py",
    "tests/leaks/test_walk_team",
    "tests/revisits/launch/test_whole",
    "tests/leaks/test_walk_elsewhere",
    "tests/processes/test_kills",
    "tests/demo/",
    "tests/test_routes",
    "tests/processes/test_letters",
    "tests/leaks/test_",
    "tests/processes/test_two",
    "tests/browser/test_every_page",
    "tests/browser/test_whole",
    "tests/letters/test_no_letter_without",
    "tests/processes/",
    "tests/browser/",
    "tests/inspections/test_at_once",
    "tests/revisits/",
)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest first, so that no worker of pytest-xdist is left alone with one at the end."""
    items.sort(key=_rank)
    # What is loaded by now stays: the collector need not go through it again and again, a twentieth of the time.
    gc.collect()
    gc.freeze()


def _rank(item: pytest.Item) -> int:
    return next((rank for rank, start in enumerate(LONGEST) if item.nodeid.startswith(start)), len(LONGEST))


@pytest.fixture(scope="session", autouse=True)
def _record_is_emptied_between_tests() -> Iterator[None]:
    with emptied_between_tests():
        yield


@pytest.fixture(scope="session", autouse=True)
def _files_of_this_run(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Files and uploads of the tests lie in a folder of the run, and never among those of a program that runs here."""
    folder = tmp_path_factory.mktemp("given")
    storages = {**settings.STORAGES, "files": {**LOCAL, "OPTIONS": {"location": folder / "files"}}}
    with override_settings(UPLOAD_DIR=folder / "uploads", STORAGES=storages):
        yield


@pytest.fixture(scope="session", autouse=True)
def _same_words_are_rendered_once() -> Iterator[None]:
    with same_words_rendered_once(), context_of_the_page_alone():
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


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings: None, django_db_keepdb: bool, django_db_blocker: DjangoDbBlocker
) -> None:
    """The worker's database is a copy, unless a new one is asked for (--create-db)."""
    with django_db_blocker.unblock():
        copy_for(connection.creation._get_test_db_name())  # type: ignore[attr-defined]


@pytest.fixture(scope="session")
def django_db_setup(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with django_db_blocker.unblock():
        empty_record()
        know_standing_tables()
    if "PYTEST_XDIST_WORKER" in os.environ:
        share_in(tmp_path_factory.getbasetemp().parent / "snapshots")


@pytest.fixture
def cast(db: None, standing_clock: StandingClock) -> Cast:
    return kept("cast", make_cast)


@pytest.fixture
def signed_in() -> SignedIn:
    """A browser in which that person is signed in; None is nobody."""

    def browser(person: User | None) -> Client:
        client = Client()
        if person:
            client.force_login(person)
        return client

    return browser
