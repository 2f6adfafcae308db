"""Pages of the running program against a bare view in the same server, at growing numbers of cases.

    python -m bench.pages [--sizes 3,200,2000,20000] [--rounds 60]

For each size a PostgreSQL of its own, filled afresh, and gunicorn with one worker. A round asks for the bare
view before each page, so both meet the same moments of a shared machine; requests come one after the other, on
one connection, after some rounds to warm up. Printed: medians and 95th percentiles in milliseconds, the ratio of
medians with its least and greatest over three thirds of the rounds, the ratio of the fastest tenths (what a quiet
machine would show), and SQL statements.
"""

import argparse
import json
import statistics
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

from bench import private, web
from bench.client import Browser

WARM_UP = 10
CSV_ROUNDS = 5


@dataclass
class Page:
    """One page as one person, and the milliseconds that it and the bare view beside it took."""

    name: str
    browser: Browser
    path: str
    took: list[float] = field(default_factory=list)
    bare: list[float] = field(default_factory=list)
    sql: int = 0
    size: int = 0


def main(sizes: list[int], rounds: int) -> None:
    for size in sizes:
        with private.folder() as folder, private.postgres(folder) as database:
            filled = fill(size, database)
            with web.server(folder, database) as (port, worker):
                print(f"\n{size:,} cases; the case has {filled['events']} events")
                browsers = {who: Browser(port, filled[who]) for who in ("lead", "support")}
                bare = f"/bench/bare/{filled['reference']}/"
                report(measure(pages(browsers, filled), bare, rounds))
                report_csv(browsers["support"], worker)


def fill(size: int, database: str) -> dict[str, str]:
    """Sessions, reference and so on, as bench.filling prints them."""
    done = subprocess.run(
        [sys.executable, "-m", "bench.filling", str(size)],
        env=web.environment(DATABASE_URL=database), check=True, capture_output=True, text=True,
    )  # fmt: skip
    said: dict[str, str] = json.loads(done.stdout.splitlines()[-1])
    return said


def pages(browsers: dict[str, Browser], filled: dict[str, str]) -> list[Page]:
    lead, support = browsers["lead"], browsers["support"]
    case = f"/revisits/{filled['reference']}/"
    queries = [
        "q=area+01",
        "state=notified",
        "region=London",
        f"lead={filled['lead_id']}",
        "slip=yes",
        "sort=area",
        "sort=state",
    ]
    return [
        Page("home, lead", lead, "/"),
        Page("home, support", support, "/"),
        Page("list", support, "/revisits/"),
        *(Page(f"list, {query}", support, f"/revisits/?{query}") for query in queries),
        Page("case overview", lead, case),
        Page("case timeline", lead, f"{case}timeline/"),
    ]


def measure(found: list[Page], bare: str, rounds: int) -> list[Page]:
    for turn in range(WARM_UP + rounds):
        for page in found:
            beside = page.browser.get(bare).seconds
            answer = page.browser.get(page.path)
            if turn >= WARM_UP:
                page.bare.append(beside * 1000)
                page.took.append(answer.seconds * 1000)
            elif turn == 0:
                page.size = len(answer.body)
                page.sql = int(page.browser.get("/bench/counted/").body)
    return found


def report(found: list[Page]) -> None:
    heads = ("median", "p95", "bare", "p95", "ratio", "fastest")
    print(f"{'':24}{'SQL':>5}{'KB':>6}" + "".join(f"{head:>9}" for head in heads) + "   thirds")
    for page in found:
        took, bare = page.took, page.bare
        thirds = [ratio(took[third::3], bare[third::3]) for third in range(3)]
        numbers = (
            statistics.median(took),
            p95(took),
            statistics.median(bare),
            p95(bare),
            ratio(took, bare),
            fast(took) / fast(bare),
        )
        row = f"{page.name:24}{page.sql:5}{page.size / 1024:6.0f}" + "".join(f"{x:9.2f}" for x in numbers)
        print(f"{row}   {min(thirds):.2f} to {max(thirds):.2f}", flush=True)


def ratio(took: list[float], bare: list[float]) -> float:
    return statistics.median(took) / statistics.median(bare)


def p95(times: list[float]) -> float:
    return statistics.quantiles(times, n=20)[-1]


def fast(times: list[float]) -> float:
    return statistics.quantiles(times, n=10)[0]


def report_csv(browser: Browser, worker: int) -> None:
    """Seconds for all of it, and how far the worker's memory rose meanwhile."""
    for _ in range(CSV_ROUNDS):
        before = memory(worker, "VmRSS")
        Path(f"/proc/{worker}/clear_refs").write_text("5")  # forget the peak so far
        answer = browser.get("/revisits.csv")
        peak = memory(worker, "VmHWM")
        sql = int(browser.get("/bench/counted/").body)
        lines = answer.body.count(b"\n") - 1
        print(f"CSV: {lines:,} lines in {answer.seconds:.3f} s, {sql} SQL;", end=" ")
        print(f"worker {before:.1f} MB before, at most {peak:.1f}", flush=True)


def memory(process: int, name: str) -> float:
    """A line of the process's status in MB."""
    status = Path(f"/proc/{process}/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in status if line.startswith(f"{name}:"))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--sizes", type=lambda text: [int(part) for part in text.split(",")], default=[3, 200, 2000, 20000]
    )
    parser.add_argument("--rounds", type=int, default=60)
    given = parser.parse_args()
    main(given.sizes, given.rounds)
