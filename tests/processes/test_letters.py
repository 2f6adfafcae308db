"""The worker killed while it makes a final letter's files, while it publishes, and before anybody is told of it."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
import pytest

from tests.patience import eventually
from tests.processes.stack import Stack, stack

pytestmark = pytest.mark.processes

LEASE = 60.0  # seconds: no machine is so slow; what a killed worker had, let_claims_end frees
FORMATS = ["html", "large-print", "pdf", "text"]
TOLD = {"outcome_published": 5, "outcome_told": 2}


@pytest.fixture(scope="module")
def program() -> Iterator[Stack]:
    with stack() as running:
        yield running


@contextmanager
def held(program: Stack, table: str) -> Iterator[None]:
    """Nobody writes into a table meanwhile."""
    with psycopg.connect(program.postgres.url) as connection:
        connection.execute(f"LOCK TABLE {table} IN EXCLUSIVE MODE")
        yield
        connection.rollback()


def killed_at(program: Stack, table: str) -> None:
    """A worker, killed as it is about to write into that table."""
    waits = "SELECT count(*) > 0 FROM pg_locks WHERE NOT granted AND relation = %s::regclass"

    def is_there() -> bool:
        with psycopg.connect(program.postgres.url) as connection:
            return connection.execute(waits, [table]).fetchone() == (True,)

    with program.worker(lease=LEASE) as worker:
        assert eventually(is_there, every=0.05), program.log()
        worker.kill()
    program.ask("let_claims_end")


def test_worker_killed_at_every_step_publishes_the_letter_once_and_tells_each_reader_once(
    program: Stack,
) -> None:
    program.ask("carry_letter")
    with held(program, "letters_letterfile"):
        program.ask("send_letter")
        killed_at(program, "letters_letterfile")
    assert program.ask("letter")["files"] == []
    with program.worker(lease=LEASE):
        until_quiet(program)
    # The outcome is put on file in the transaction of the publication.
    program.ask("let_letter_be_due")
    with held(program, "inspections_outcome"):
        killed_at(program, "inspections_outcome")
    found = program.ask("letter")
    assert (found["stage"], found["published"], found["outcomes"]) == ("final", [None], 0)
    assert "published" not in found["happened"]
    # Published and committed; nobody is told yet.
    with held(program, "notifications_expansion"):
        killed_at(program, "notifications_expansion")
        published = once(program)
    assert program.ask("told", message="outcome_published") == []
    with program.worker(lease=LEASE):
        until_quiet(program)
    assert once(program) == published
    arrived = Counter(mail.message_id for mail in program.post.received)
    for message, number in TOLD.items():
        rows = program.ask("told", message=message)
        assert len({row["recipient_email"] for row in rows}) == len(rows) == number
        assert {arrived[row["message_id"]] for row in rows} == {1}


def until_quiet(program: Stack) -> None:
    """Wait until the files are made, and everybody was told of all that happened."""

    def quiet() -> bool:
        found = program.ask("letter")
        return bool(found["files"] == FORMATS and found["untold"] == 0)

    assert eventually(quiet, every=0.1), (program.ask("letter"), program.log())


def once(program: Stack) -> str:
    """When it was published: it was so once, with one set of files."""
    found = program.ask("letter")
    assert found["files"] == FORMATS and found["outcomes"] == 1
    assert [found["happened"][kind] for kind in ("final_sent", "published", "outcome_followed")] == [1, 1, 1]
    (moment,) = found["published"]
    assert moment
    return str(moment)
