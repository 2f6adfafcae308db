"""How long tests wait for what other processes do: a busy machine is slow, not wrong."""

from collections.abc import Callable

from revisits.embedded.process import wait_until

PATIENCE = 180.0  # seconds


def eventually(holds: Callable[[], bool], *, every: float = 0.02) -> bool:
    """Whether it comes to hold, asked `every` so many seconds."""
    return wait_until(holds, patience=PATIENCE, every=every)
