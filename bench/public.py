"""Public pages against a bare public view in the same server; and whether time tells what is not announced.

    python -m bench.public [--size 2000] [--rounds 300] [--guesses 2000]

A PostgreSQL of its own with that many cases, and gunicorn with one worker. Requests come one after the other on one
connection, the bare view's before each page's; then four connections ask for each at once. Guesses alternate
between references that do not exist, a planned case, and a planned case whose letter is issued already.
"""

import argparse
import json
import random
import statistics
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from bench import private, web
from bench.client import Browser
from bench.pages import fast, p95, ratio

WARM_UP = 20
SECONDS = 4
CONNECTIONS = 4
GUESSES = ("unknown", "planned", "planned, letter issued")


class Reader(Browser):
    """Without a cookie; whatever the answer is, it is taken."""

    def __init__(self, port: int, etag: str = "") -> None:
        super().__init__(port)
        self.headers = {"If-None-Match": etag} if etag else {}

    def ask(self, path: str) -> tuple[float, int, int, str]:
        """Milliseconds, status, bytes of the body, ETag."""
        start = time.perf_counter()
        self.line.request("GET", path, headers=self.headers)
        response = self.line.getresponse()
        body = response.read()
        took = (time.perf_counter() - start) * 1000
        return took, response.status, len(body), response.getheader("ETag", "")


def main(size: int, rounds: int, guesses: int) -> None:
    with private.folder() as folder, private.postgres(folder) as database:
        there = fill(size, database)
        with web.server(folder, database) as (port, _):
            visit = f"/visits/{there['announced']}/"
            etag = Reader(port).ask(visit)[3]
            pages = {
                "bare view": ("/visits/bench/bare/" + there["announced"] + "/", ""),
                "a re-visit": (visit, ""),
                "a re-visit, 304": (visit, etag),
                "find your area": ("/visits/", ""),
                "unknown, 404": ("/visits/nowhere/", ""),
            }
            one_by_one(port, pages, rounds)
            at_once(port, pages)
            guessing(port, [there["unknown"], there["planned"], there["issued"]], guesses)


def fill(size: int, database: str) -> dict[str, str]:
    environment = web.environment(DATABASE_URL=database)
    command = [sys.executable, "-m", "bench.public_filling", str(size)]
    done = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
    said: dict[str, str] = json.loads(done.stdout.splitlines()[-1])
    return said


def one_by_one(port: int, pages: dict[str, tuple[str, str]], rounds: int) -> None:
    readers = {name: Reader(port, etag) for name, (_, etag) in pages.items()}
    took: dict[str, list[float]] = {name: [] for name in pages}
    said: dict[str, str] = {}
    counter = Browser(port)
    for turn in range(WARM_UP + rounds):
        for name, (path, _) in pages.items():
            found, status, length, _ = readers[name].ask(path)
            if turn == 0:
                said[name] = f"{int(counter.get('/bench/counted/').body):5}{status:8}{length / 1024:8.1f}"
            if turn >= WARM_UP:
                took[name].append(found)
    print(f"{'':20}{'SQL':>5}{'status':>8}{'KB':>8}{'median':>9}{'p95':>9}{'ratio':>9}{'fastest':>9}")
    bare = took["bare view"]
    for name, times in took.items():
        numbers = (statistics.median(times), p95(times), ratio(times, bare), fast(times) / fast(bare))
        print(f"{name:20}{said[name]}" + "".join(f"{number:9.2f}" for number in numbers), flush=True)


def at_once(port: int, pages: dict[str, tuple[str, str]]) -> None:
    """Requests a second over four connections."""
    for name, (path, etag) in pages.items():
        with ThreadPoolExecutor(CONNECTIONS) as threads:
            asking = [threads.submit(_keep_asking, port, path, etag) for _ in range(CONNECTIONS)]
            done = sum(each.result() for each in asking)
        print(f"{name:20}{done / SECONDS:8.0f} requests a second", flush=True)


def _keep_asking(port: int, path: str, etag: str) -> int:
    reader, until, done = Reader(port, etag), time.perf_counter() + SECONDS, 0
    while time.perf_counter() < until:
        reader.ask(path)
        done += 1
    return done


def guessing(port: int, references: list[str], guesses: int) -> None:
    """Medians and quantiles of each kind, and how well one request tells two kinds apart (0.5: not at all)."""
    reader, took = Reader(port), [list[float]() for _ in references]
    order = list(enumerate(references))
    for turn in range(WARM_UP + guesses):
        random.shuffle(order)
        for kind, reference in order:
            found = reader.ask(f"/visits/{reference}/")[0]
            if turn >= WARM_UP:
                took[kind].append(found)
    for name, times in zip(GUESSES, took, strict=True):
        low, middle, high = statistics.quantiles(times, n=4)
        print(
            f"{name:24} median {middle:.3f} ms, quartiles {low:.3f} to {high:.3f},"
            f" told from unknown in {told_apart(took[0], times):.3f} of pairs"
        )


def told_apart(one: list[float], other: list[float]) -> float:
    """The chance that a request of the one took less than a request of the other; 0.5 where time tells nothing."""
    ranked: list[tuple[float, Any]] = sorted([*((took, 0) for took in one), *((took, 1) for took in other)])
    before = wins = 0
    for _, kind in ranked:
        if kind:
            wins += before
        else:
            before += 1
    return wins / (len(one) * len(other))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--size", type=int, default=2000)
    parser.add_argument("--rounds", type=int, default=300)
    parser.add_argument("--guesses", type=int, default=2000)
    given = parser.parse_args()
    main(given.size, given.rounds, given.guesses)
