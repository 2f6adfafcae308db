"""Sealing: everything once, in any order of commits, by one at a time, and never waiting for anybody."""

from collections.abc import Iterator

import psycopg
import pytest
from django.db import connection

from revisits.record import checking, gaps
from revisits.record.actions.seal import LOCK, seal_entries, seal_next
from revisits.record.models import Entry, Seal
from revisits.record.ranges import numbers
from tests.cast import Cast

pytestmark = pytest.mark.django_db(transaction=True)
INSERT = (
    "INSERT INTO record_entry (operation, \"table\", row, means, why) VALUES ('read', 'x', '1', 'test', '')"
)


@pytest.fixture(autouse=True)
def _what_was_there_is_sealed(transactional_db: None) -> None:
    """Something always was on record before: a new database has its bank holidays."""
    with connection.cursor() as cursor:
        cursor.execute(INSERT)
    assert seal_entries() == 1


@pytest.fixture
def other(_what_was_there_is_sealed: None) -> Iterator["psycopg.Connection[tuple[object, ...]]"]:
    """A connection of somebody else, in a transaction of their own."""
    connection.ensure_connection()
    assert connection.connection is not None
    with psycopg.connect(connection.connection.info.dsn) as theirs:
        yield theirs
        theirs.rollback()


def sealed() -> list[int]:
    """Entries of the seals after the first, in the order of sealing."""
    later = Seal.objects.filter(number__gt=1).order_by("number")
    return [number for ids in later.values_list("ids", flat=True) for number in numbers(ids)]


def enter() -> int:
    return Entry.objects.create(operation="read", table="x", row="1", means="test").pk


def test_everything_is_sealed_once(db: None) -> None:
    made = [enter(), enter()]
    assert seal_entries() == 1
    assert seal_entries() == 0
    made.append(enter())
    assert seal_entries() == 1
    assert sealed() == made
    assert list(checking.faults()) == []


def test_what_commits_late_is_sealed_later_and_holds_up_nobody(
    other: "psycopg.Connection[tuple[object, ...]]",
) -> None:
    enter()
    other.execute(INSERT)
    after = enter()
    seal = seal_next()
    assert seal and seal.last == after
    assert seal.gaps == [[after - 1, after - 1]]
    assert list(checking.faults()) == []
    other.commit()
    assert list(checking.faults()) == [], "it may still come, and is no insertion"
    late = seal_next()
    assert late and late.ids == [[after - 1, after - 1]]
    assert sealed() == [after - 2, after, after - 1]
    assert list(checking.faults()) == []


def test_numbers_of_a_transaction_that_came_to_nothing_are_given_up(
    other: "psycopg.Connection[tuple[object, ...]]", monkeypatch: pytest.MonkeyPatch
) -> None:
    other.execute(INSERT)
    number = enter() - 1
    seal_next()
    monkeypatch.setattr(gaps, "SURELY", gaps.SURELY * 0)
    assert [number, number] in gaps.open_gaps(gaps.moment()), "its transaction is not over"
    other.rollback()
    enter()
    # Whoever else still runs on this server (another test's database) did not take those numbers.
    now = gaps.moment()
    alone = now._replace(oldest=now.next)
    monkeypatch.setattr(checking, "moment", lambda: alone)
    assert gaps.open_gaps(alone) == []
    Entry.objects.create(pk=number, operation="read", table="x", row="1", means="test")
    assert list(checking.faults()) == [f"Inserted: entry {number}, after its time was sealed."]


def test_of_two_at_once_one_seals(other: "psycopg.Connection[tuple[object, ...]]") -> None:
    enter()
    other.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    assert seal_entries() == 0
    other.rollback()
    assert seal_entries() == 1


def test_a_killed_run_goes_on_where_it_stopped(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("revisits.record.actions.seal.BATCH", 40)
    assert seal_entries(most=2) == 2

    def killed(seal: Seal, **kwargs: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(Seal, "save", killed)
        seal_entries()
    assert Seal.objects.count() == 3
    seal_entries()
    first = Seal.objects.get(number=1).last
    assert sorted(sealed()) == sorted(Entry.objects.filter(pk__gt=first).values_list("pk", flat=True))
    assert list(checking.faults()) == []
