"""A child process that never outlives the one which started it."""

import ctypes
import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TypedDict

_PR_SET_PDEATHSIG = 1
_LIBC = ctypes.CDLL(None, use_errno=True)
PATIENCE = 20.0
Command = list[str | Path]


class Credentials(TypedDict, total=False):
    """The user that a child runs as; empty for our own."""

    user: int
    group: int
    extra_groups: list[int]


def dies_with_parent(sent: int = signal.SIGTERM) -> Callable[[], None]:
    """What a child runs before its program: the kernel signals it when its parent dies, even by kill -9."""
    parent = os.getpid()

    def arrange() -> None:
        _LIBC.prctl(_PR_SET_PDEATHSIG, sent)
        if os.getppid() != parent:
            os._exit(1)

    return arrange


def start(
    command: Command,
    *,
    log: Path,
    cwd: Path = Path("/"),
    env: Mapping[str, str] | None = None,
    kept_open: Sequence[int] = (),
    credentials: Credentials | None = None,
    parting_signal: int = signal.SIGTERM,
) -> subprocess.Popen[bytes]:
    """Start `command` with its output appended to `log`, in a session of its own so that Ctrl-C spares it."""
    with log.open("ab") as output:
        return subprocess.Popen(
            [str(part) for part in command],
            stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT,
            cwd=cwd, env=env, pass_fds=kept_open,
            start_new_session=True, preexec_fn=dies_with_parent(parting_signal), **(credentials or {}),
        )  # fmt: skip


def stop(process: subprocess.Popen[bytes], *, sent: int, patience: float = PATIENCE) -> None:
    """Ask the process to end by signal `sent`; kill it when it has not after `patience` seconds."""
    if process.poll() is None:
        process.send_signal(sent)
    try:
        process.wait(patience)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def wait_until(holds: Callable[[], bool], *, patience: float = PATIENCE, every: float = 0.02) -> bool:
    """Poll until `holds()`, `every` so many seconds; False when it still does not after `patience` seconds."""
    deadline = time.monotonic() + patience
    while not holds():
        if time.monotonic() > deadline:
            return False
        time.sleep(every)
    return True


def answers(
    process: subprocess.Popen[bytes], ready: Callable[[], bool], *, patience: float = PATIENCE
) -> bool:
    """Wait until `ready()`; False when the process ended first, or when `patience` seconds are over."""
    wait_until(lambda: process.poll() is not None or ready(), patience=patience)
    return process.poll() is None and ready()
