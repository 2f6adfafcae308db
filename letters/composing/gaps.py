"""Where a fact is not known yet, the preview says so in its place."""

from letters.composing.facts import NEEDED
from letters.composing.text import Run


def given(value: str | None, name: str, *, strong: bool = False) -> Run:
    """The value, or a gap that names the needed fact: "[survey link to follow]"."""
    if value is not None and value.strip():
        return Run(value.strip(), strong=strong)
    return Run(f"[{NEEDED[name]} to follow]", strong=strong, gap=True)
