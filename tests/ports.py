"""A port of this machine for a server that a test starts."""

import os

from revisits.launch.ports import choose


def free_port() -> int:
    """Below those that the kernel gives to whoever connects: else one may be gone before the server listens on it."""
    return choose(20_000 + os.getpid() % 10_000)
