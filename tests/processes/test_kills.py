"""Real processes killed at bad moments: every notice arrives, none is lost, no case is half computed."""

import time
from collections import Counter
from collections.abc import Iterator

import pytest

from tests.patience import PATIENCE, eventually
from tests.processes.stack import Stack, stack

pytestmark = pytest.mark.processes

LEASE = 60.0  # seconds: no machine is so slow; what a killed worker had, let_claims_end frees
# What takes seconds is asked for ten times in one: each time the driver connects anew.
EVERY = 0.1
EVENTS = 26  # of a re-visit of three days with an open meeting


@pytest.fixture(scope="module")
def program() -> Iterator[Stack]:
    with stack() as running:
        yield running


@pytest.fixture(autouse=True)
def fresh_post(program: Stack) -> Iterator[None]:
    yield
    program.post.hangs = False
    program.post.hanging.clear()
    program.post.slowness = 0


def areas(name: str, number: int) -> list[str]:
    return [f"{name}{index}" for index in range(number)]


def until_all_sent(program: Stack, names: list[str]) -> list[dict[str, str]]:
    """Wait until every notice of these areas is marked as sent, and return them."""

    def done() -> bool:
        rows = program.ask("outbox", areas=names)
        return len(rows) == 4 * len(names) and {row["status"] for row in rows} == {"sent"}

    assert eventually(done, every=EVERY), (
        program.ask("outbox", areas=names),
        program.log(),
    )
    return list(program.ask("outbox", areas=names))


def arrivals(program: Stack, rows: list[dict[str, str]]) -> Counter[str]:
    """How often each of these notices arrived, by Message-ID; checks that each came to its own reader."""
    readers = {row["message_id"]: row["recipient_email"] for row in rows}
    arrived = [mail for mail in program.post.received if mail.message_id in readers]
    assert all(mail.to == [readers[mail.message_id]] for mail in arrived)
    return Counter(mail.message_id for mail in arrived)


def hang_at_next_notice(program: Stack) -> None:
    assert program.post.hanging.wait(PATIENCE), program.log()


def test_worker_killed_between_claim_and_mark(program: Stack) -> None:
    names = areas("Claimed", 3)
    program.post.hangs = True
    with program.worker(lease=LEASE) as worker:
        program.ask("notify", areas=names)
        hang_at_next_notice(program)
        worker.kill()
    left = {row["message_id"]: row["status"] for row in program.ask("outbox", areas=names)}
    taken = left.keys() & {mail.message_id for mail in program.post.received}
    assert {left[message_id] for message_id in taken} == {"claimed"}
    program.post.hangs = False
    program.ask("let_claims_end")
    with program.worker(lease=LEASE):
        rows = until_all_sent(program, names)
    # Only what the server had taken without an answer came again, and as the same message.
    assert arrivals(program, rows) == {row["message_id"]: 1 + (row["message_id"] in taken) for row in rows}


def test_redis_flushed_killed_and_restarted_mid_way(program: Stack) -> None:
    before, meanwhile = areas("Before", 2), areas("Meanwhile", 2)
    program.post.hangs = True
    with program.worker(lease=LEASE):
        program.ask("notify", areas=before)
        hang_at_next_notice(program)
        program.lose_redis()
        program.ask("notify", areas=meanwhile)
        # It gave its channels up with a task unacknowledged, and found nobody to connect to.
        assert eventually(lambda: program.logged("Cannot connect to redis")), program.log()
        program.post.hangs = False
        program.redis.start()
        rows = until_all_sent(program, before + meanwhile)
    assert arrivals(program, rows) == {row["message_id"]: 1 for row in rows}


def test_postgres_killed_and_restarted_mid_way(program: Stack) -> None:
    before, after = areas("Prior", 2), areas("After", 1)
    program.post.hangs = True
    with program.worker(lease=LEASE):
        program.ask("notify", areas=before)
        hang_at_next_notice(program)
        program.postgres.kill()
        program.post.hangs = False
        time.sleep(0.5)
        program.postgres.start()
        program.ask("notify", areas=after)
        rows = until_all_sent(program, before + after)
    assert arrivals(program, rows) == {row["message_id"]: 1 for row in rows}


def test_worker_killed_in_the_midst_of_computing_timelines(program: Stack) -> None:
    number = 60
    program.ask("open_cases", area="Halves", number=number)

    def computed() -> int:
        return sum(not stale for stale, _ in program.ask("timelines", area="Halves"))

    assert computed() == 1
    with program.worker(lease=LEASE) as worker:
        assert eventually(lambda: computed() > 5), program.log()
        worker.kill()
    found = program.ask("timelines", area="Halves")
    assert {(stale, events) for stale, events in found} == {(True, 0), (False, EVENTS)}
    with program.worker(lease=LEASE):
        assert eventually(lambda: computed() == number + 1, every=EVERY), program.log()
    assert program.ask("timelines", area="Halves") == [[False, EVENTS]] * (number + 1)
