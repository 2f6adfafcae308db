"""Messages a second through the real path, against a bare loop that sends the same messages to the same SMTP server.

    python -m bench.outbox [--messages 1000] [--runs 3]

The program: rows in PostgreSQL, a Celery worker of 1, 2 and 4 processes that claim batches, ask whether a recipient
may still be told, send over a line each, and mark row by row. The bare loop: one process with one line and finished
bytes, which asks nothing and keeps nothing. The SMTP server (aiosmtpd) is a process of its own and takes everything.
All are warm; they take turns, run by run.
"""

import argparse
import multiprocessing
import os
import smtplib
import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from pathlib import Path

from bench import private, web
from bench.worker import worker
from revisits.embedded import process

PROCESSES = (1, 2, 4)
WARM_UP = 100
SENDER = "no-reply@revisits.example"


def main(messages: int, runs: int) -> None:
    with (
        private.folder() as folder,
        private.postgres(folder) as database,
        private.redis(folder) as broker,
        sink() as port,
    ):
        addresses = {"DATABASE_URL": database, "REDIS_URL": broker, "EMAIL_URL": f"smtp://127.0.0.1:{port}"}
        os.environ.update(web.environment(**addresses))
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        from bench.outbox_filling import notices, raw

        first = notices()
        mails = raw(first, messages)
        bare(port, mails[:WARM_UP])
        seconds: dict[str, list[float]] = {"bare": [], **{str(number): [] for number in PROCESSES}}
        for _ in range(runs):
            seconds["bare"].append(bare(port, mails))
            for number in PROCESSES:
                with worker(folder, number) as log:
                    through_workers(first, WARM_UP, log)
                    seconds[str(number)].append(through_workers(first, messages, log))
            print(
                {name: f"{messages / times[-1]:.0f} a second" for name, times in seconds.items()}, flush=True
            )
    told(messages, seconds)


def told(messages: int, seconds: dict[str, list[float]]) -> None:
    median = {name: statistics.median(times) for name, times in seconds.items()}
    print(f"medians of {len(seconds['bare'])} runs of {messages} messages; load {os.getloadavg()[0]:.1f}")
    for name, time_taken in median.items():
        what = "bare loop" if name == "bare" else f"{name} process{'es' if name != '1' else ''}"
        share = median["bare"] / time_taken
        print(f"{what}: {messages / time_taken:.0f} a second, {share:.2f} of the bare loop")


def bare(port: int, mails: list[tuple[str, bytes]]) -> float:
    """Seconds for finished messages over one line."""
    start = time.perf_counter()
    with smtplib.SMTP("127.0.0.1", port) as line:
        for recipient, content in mails:
            line.sendmail(SENDER, [recipient], content)
    return time.perf_counter() - start


def through_workers(first: list[int], number: int, log: Path) -> float:
    """Seconds from the poke to the last mark, for new rows."""
    from bench.outbox_filling import fill, left
    from notifications.tasks import deliver_due

    fill(first, number)
    start = time.perf_counter()
    deliver_due.delay()
    if not process.wait_until(lambda: not left(), patience=300, every=0.03):
        raise RuntimeError(log.read_text()[-3000:])
    return time.perf_counter() - start


@contextmanager
def sink() -> Iterator[int]:
    """An SMTP server that takes everything, in a process of its own; yields its port."""
    ours, theirs = multiprocessing.Pipe()
    server = multiprocessing.get_context("spawn").Process(
        target=_take_everything, args=(theirs,), daemon=True
    )
    server.start()
    try:
        yield ours.recv()
    finally:
        server.kill()
        server.join()


def _take_everything(told: Connection) -> None:
    import asyncio
    import logging
    from functools import partial

    from aiosmtpd.handlers import Sink
    from aiosmtpd.smtp import SMTP

    logging.getLogger("mail.log").setLevel(logging.WARNING)

    async def serve() -> None:
        loop = asyncio.get_running_loop()
        server = await loop.create_server(partial(SMTP, Sink(), hostname="sink", loop=loop), "127.0.0.1", 0)
        told.send(server.sockets[0].getsockname()[1])
        await server.serve_forever()

    asyncio.run(serve())


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--messages", type=int, default=1000)
    parser.add_argument("--runs", type=int, default=3)
    given = parser.parse_args()
    main(given.messages, given.runs)
