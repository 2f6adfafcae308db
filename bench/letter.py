"""A letter through the program (compose, HTML, PDF) against bare WeasyPrint on the same HTML, warm, one run.

    python -m bench.letter [rounds]

Both make PDF/UA-1. Bare WeasyPrint gets the finished HTML as a string, with the same style sheets inside it.
"""

import os
import statistics
import sys
import time
from collections.abc import Callable

import django

ROUNDS = 30


def main(rounds: int = ROUNDS) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "revisits.settings")
    django.setup()
    from letters.composing.parents import compose
    from letters.rendering import system_libraries
    from letters.rendering.formats import LetterFormat, render
    from letters.rendering.html import css, print_html
    from letters.rendering.pdf import STYLESHEETS
    from tests.letters.seed_facts import seed_facts

    system_libraries.load()
    import weasyprint

    facts = seed_facts("essex-2022")
    styles = "".join(css(name) for name in STYLESHEETS)
    html = print_html(compose(facts)).replace("</head>", f"<style>{styles}</style></head>")

    def ours() -> bytes:
        return render(compose(facts), LetterFormat.PDF)

    def bare() -> bytes:
        pdf: bytes = weasyprint.HTML(string=html).write_pdf(pdf_variant="pdf/ua-1")
        return pdf

    report("through the program", "bare WeasyPrint", *in_turns(ours, bare, rounds))


def in_turns(
    one: Callable[[], object], other: Callable[[], object], rounds: int
) -> tuple[list[float], list[float]]:
    """Milliseconds of each call, the two taking turns, after three rounds to warm up."""
    took: tuple[list[float], list[float]] = [], []
    for turn in range(rounds + 3):
        for times, function in zip(took, (one, other), strict=True):
            start = time.perf_counter()
            function()
            if turn >= 3:
                times.append((time.perf_counter() - start) * 1000)
    return took


def report(one_name: str, other_name: str, one: list[float], other: list[float]) -> None:
    for name, times in ((one_name, one), (other_name, other)):
        print(f"{name:22} median {statistics.median(times):6.1f} ms, best {min(times):6.1f} ms a letter")
    print(f"{'ratio of medians':22} {statistics.median(one) / statistics.median(other):6.2f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS)
