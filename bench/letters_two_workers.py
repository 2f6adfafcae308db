"""152 issued letters through two Celery workers, against two bare processes that loop WeasyPrint over the same HTML.

    python -m bench.letters_two_workers [--letters 152] [--runs 3]

The program: rows of letters in PostgreSQL, one `letters.render` task each through Redis, a worker of two processes,
rows of files written back. As it ships, a task makes four formats, two of them PDF (ordinary and large print); the
bare loop makes the same two PDFs, PDF/UA-1 too, from finished HTML strings, and keeps nothing. Both are warm: each
process has made a letter before the clock starts. The two take turns, run by run.
"""

import argparse
import multiprocessing
import multiprocessing.pool
import os
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from bench import private, web
from bench.worker import worker
from revisits.embedded import process

PROCESSES = 2
WARM_UP = 8


def main(letters: int, runs: int) -> None:
    with private.folder() as folder, private.postgres(folder) as database, private.redis(folder) as broker:
        os.environ.update(web.environment(DATABASE_URL=database, REDIS_URL=broker))
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        from bench.letters_issued import htmls, issue

        issued = iter(issue(WARM_UP + letters * runs))
        with worker(folder, PROCESSES) as log, bare_pool() as pool:
            through_workers([next(issued) for _ in range(WARM_UP)], log)
            pool.map(bare, htmls(PROCESSES), chunksize=1)
            rows = []
            for _ in range(runs):
                ours = timed(through_workers, [next(issued) for _ in range(letters)], log)
                theirs = timed(lambda work: pool.map(bare, work, chunksize=1), htmls(letters))
                rows.append((ours, theirs))
                print(
                    f"program {ours:6.2f} s, bare loop {theirs:6.2f} s, ratio {ours / theirs:.2f}", flush=True
                )
    ours, theirs = (statistics.median(column) for column in zip(*rows, strict=True))
    print(
        f"medians: {ours:.2f} s and {theirs:.2f} s for {letters} letters, ratio {ours / theirs:.2f};", end=" "
    )
    print(f"{ours / letters * 1000:.0f} and {theirs / letters * 1000:.0f} ms a letter")


def timed(work: Callable[..., object], *given: object) -> float:
    start = time.perf_counter()
    work(*given)
    return time.perf_counter() - start


def through_workers(letters: list[int], log: Path) -> None:
    """Queue one task a letter; wait until each has all its files."""
    from letters.models import LetterFile
    from letters.rendering.formats import ISSUED
    from letters.tasks import render

    for letter in letters:
        render.delay(letter)
    files = LetterFile.objects.filter(letter__in=letters)
    if not process.wait_until(lambda: files.count() == len(letters) * len(ISSUED), patience=300):
        raise RuntimeError(log.read_text()[-3000:])


@contextmanager
def bare_pool() -> Iterator[multiprocessing.pool.Pool]:
    with multiprocessing.get_context("spawn").Pool(PROCESSES) as pool:
        yield pool


def bare(pages: list[str]) -> int:
    """Bare WeasyPrint over a letter's pages; the bytes made."""
    from letters.rendering import system_libraries

    system_libraries.load()
    import weasyprint

    return sum(len(weasyprint.HTML(string=html).write_pdf(pdf_variant="pdf/ua-1")) for html in pages)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--letters", type=int, default=152)
    parser.add_argument("--runs", type=int, default=3)
    given = parser.parse_args()
    main(given.letters, given.runs)
