"""The proof of exactly once: a server counts what arrives while workers, broker and database are killed under it.

`make test` runs it with 400 messages and 10 kills, `make prove-delivery` with 2,000 and 50, and prints what came.
"""

import logging
import os
import random
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from tests.patience import eventually
from tests.processes.stack import Stack, Worker, stack

pytestmark = pytest.mark.processes

WHOLE = bool(os.environ.get("PROVE_DELIVERY"))
MESSAGES, KILLS = (2000, 50) if WHOLE else (400, 10)
# Every tenth kill takes a whole worker, the others one of its processes in the midst of what it does.
WHOLE_WORKER = 10
# The server has a message for so long before it says so: what is killed then arrives twice.
ANSWERS_AFTER = 0.005
LEASE = 1.5
AREA = "Many"


@dataclass
class Chaos:
    """What is killed, and when: by chance, but the same chance each time."""

    program: Stack
    dice: random.Random
    kills: int = 0

    def in_the_midst(self) -> None:
        """Wait until messages go out again, then no longer than some more of them take."""
        before = len(self.program.post.received)
        going = eventually(lambda: len(self.program.post.received) > before, every=0.002)
        assert going, (self.program.ask("standing", area=AREA), self.program.log())
        time.sleep(self.dice.uniform(0, 0.03))

    def kill_processes(self, worker: Worker, number: int) -> None:
        for _ in range(number):
            self.in_the_midst()
            assert eventually(lambda: bool(worker.children())), self.program.log()
            worker.kill_one(self.dice.choice(worker.children()))
            self.kills += 1

    def kill_workers(self, number: int) -> None:
        """So many workers one after the other, each after its processes were killed under it."""
        for _ in range(number):
            with self.program.worker(lease=LEASE) as worker:
                self.kill_processes(worker, WHOLE_WORKER - 1)
                self.in_the_midst()
                worker.kill()
                self.kills += 1

    def sent(self) -> int:
        return int(self.program.ask("standing", area=AREA).get("sent", 0))


@pytest.fixture
def program() -> Iterator[Stack]:
    with stack() as running:
        yield running


def test_every_message_arrives_and_what_came_twice_is_counted(program: Stack) -> None:
    logging.getLogger("mail.log").setLevel(logging.WARNING)
    program.post.slowness = ANSWERS_AFTER
    program.ask("fill_outbox", number=MESSAGES)
    chaos = Chaos(program, random.Random(20220503))
    workers = KILLS // WHOLE_WORKER
    started = time.monotonic()

    chaos.kill_workers(workers - workers // 2)
    program.lose_redis()
    program.redis.start()
    chaos.kill_workers(workers // 2)
    with program.worker(lease=LEASE):
        program.postgres.kill()
        time.sleep(0.5)
        program.postgres.start()
        assert eventually(lambda: chaos.sent() == MESSAGES, every=0.3), (
            program.ask("standing", area=AREA),
            program.log(),
        )
    took = time.monotonic() - started

    arrived = Counter(mail.message_id for mail in program.post.received)
    unsure = program.ask("unsure", area=AREA)
    assert chaos.kills == KILLS
    assert arrived.keys() == unsure.keys()
    assert len(arrived) == MESSAGES
    twice = {message_id: times - 1 for message_id, times in arrived.items() if times > 1}
    uncounted = {message_id: more for message_id, more in twice.items() if more > unsure[message_id]}
    assert uncounted == {}, "came again, and the program does not know of it"
    counted = sum(1 for times in unsure.values() if times)
    print(  # noqa: T201  what `make prove-delivery` is run for
        f"{MESSAGES} messages, {KILLS} kills, Redis lost, PostgreSQL killed, {took:.0f} s: {len(arrived)} distinct "
        f"messages arrived, {MESSAGES - len(arrived)} are missing; {sum(twice.values())} came again, all of them "
        f"among the {counted} that the program says may have."
    )
