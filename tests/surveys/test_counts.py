"""What floods are counted by: one count for all processes of a server, none of it on a disk, and gone with the hour."""

import os
import signal
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from surveys import counts
from surveys.counts import HOUR, Counts

AT = 460_000.0 * HOUR + 10


def in_another_process(shared: Counts, times: int, *, at: float = AT) -> None:
    """Count it there so often, and wait until that is done."""
    child = os.fork()
    if not child:
        for _ in range(times):
            shared.add("a network", at)
        os._exit(0)
    assert os.waitpid(child, 0)[1] == 0


def test_processes_and_threads_count_together() -> None:
    shared = Counts()
    assert [shared.add("a network", AT), shared.add("another", AT)] == [1, 1]
    in_another_process(shared, 300)
    assert shared.add("a network", AT) == 302
    with ThreadPoolExecutor(4) as threads:
        found = set(threads.map(lambda _: shared.add("a network", AT), range(100)))
    assert found == set(range(303, 403))
    assert Counts().add("a network", AT) == 1


def test_a_process_that_is_killed_while_it_counts_holds_up_nobody() -> None:
    shared = Counts()
    told, tell = os.pipe()
    child = os.fork()
    if not child:
        with shared._held():
            os.write(tell, b"held")
            time.sleep(60)
    assert os.read(told, 4) == b"held"
    os.kill(child, signal.SIGKILL)
    assert shared.add("a network", AT) == 1
    os.waitpid(child, 0)


def test_an_hour_begins_with_nothing_and_another_secret() -> None:
    shared = Counts()
    shared.add("a network", AT)
    before = bytes(shared._memory)
    assert b"a network" not in before
    in_another_process(shared, 1, at=AT + HOUR)
    after = bytes(shared._memory)
    assert after[8:40] != before[8:40], "nobody can tell any more what stood under a key"
    assert shared.add("a network", AT + HOUR) == 2
    assert shared.add("a network", AT + HOUR - 11) == 3, "a clock that is behind counts along"
    assert shared.add("a network", AT + 3 * HOUR) == 1
    shared.forget()
    assert shared.add("a network", AT + 3 * HOUR) == 1


def test_where_there_is_no_place_left_what_came_often_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counts, "PLACES", 32)
    shared = Counts()
    for _ in range(20):
        shared.add("all in this minute", AT)
    for number in range(200):
        shared.add(f"network {number}", AT)
    assert shared.add("all in this minute", AT) == 21


def test_the_web_server_makes_it_before_its_processes_part() -> None:
    settings = Path(__file__).parents[2] / "gunicorn.conf.py"
    counts.common.cache_clear()
    exec(compile(settings.read_text(), str(settings), "exec"), {})
    assert counts.common.cache_info().currsize == 1
