"""The worker and the real scanner killed at bad moments: nothing is lost, or clean without a look."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from tests.clamd import Daemon, clamd, eicar, zipped
from tests.patience import eventually
from tests.processes.stack import Stack, stack

__all__ = ["clamd"]
pytestmark = pytest.mark.processes

SHORT, LONG = 1.5, 60.0  # leases, in seconds
FILES = [content.hex() for content in (b"Waiting times fell.", zipped(eicar()), bytes(5 << 20))]
FINISHED = ["clean", "infected", "clean"]


@pytest.fixture(scope="module")
def program() -> Iterator[Stack]:
    with stack() as running:
        yield running


@contextmanager
def asleep(daemon: Daemon) -> Iterator[None]:
    """The daemon takes what it is sent, and says nothing meanwhile."""
    assert daemon.process
    os.kill(daemon.process.pid, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(daemon.process.pid, signal.SIGCONT)


def until_finished(program: Stack, files: list[int]) -> list[list[Any]]:
    """Wait until every scan came to its end, and return how each stands."""

    def finished() -> bool:
        return [state for state, *_ in program.ask("scans", files=files)] == FINISHED

    assert eventually(finished, every=0.1), (
        program.ask("scans", files=files),
        program.log(),
    )
    return list(program.ask("scans", files=files))


def test_worker_killed_in_the_midst_of_scans(program: Stack, clamd: Daemon) -> None:
    with asleep(clamd), program.worker(lease=SHORT, CLAMD_URL=clamd.url) as worker:
        files = program.ask("store_files", contents=FILES)

        def claimed() -> int:
            return sum(claimed for _, claimed, *_ in program.ask("scans", files=files))

        # Each of the worker's two processes has one in hand.
        assert eventually(lambda: claimed() == 2), program.log()
        worker.kill()
    assert {state for state, *_ in program.ask("scans", files=files)} == {"pending"}
    # What it has in hand is its own, however slow the machine is.
    with program.worker(lease=LONG, CLAMD_URL=clamd.url):
        rows = until_finished(program, files)
    # Tried once more, and each told once.
    assert sorted(tries for _, _, tries, _ in rows) == [1, 2, 2]
    assert {(claimed, changes) for _, claimed, _, changes in rows} == {(False, 1)}


def test_scanner_killed_and_started_again(program: Stack, clamd: Daemon) -> None:
    clamd.kill()
    before = len(program.ask("outages"))
    with program.worker(lease=SHORT, CLAMD_URL=clamd.url):
        files = program.ask("store_files", contents=FILES)
        assert eventually(lambda: len(program.ask("outages")) > before), program.log()
        assert [state for state, *_ in program.ask("scans", files=files)] == ["pending"] * len(FILES)
        clamd.start()
        until_finished(program, files)
        assert program.ask("outages")[-1]
