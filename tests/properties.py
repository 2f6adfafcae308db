"""How hard a property is tried: with a few examples in every run, with ten times as many in `make test-deep`."""

import os

DEEP = bool(os.environ.get("DEEP"))


def examples(usually: int) -> int:
    """How many examples, of a property that is tried with so many in every run."""
    return usually * 10 if DEEP else usually
