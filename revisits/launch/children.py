"""The child processes: started in order, restarted when they die, stopped in reverse order."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from revisits.embedded import process
from revisits.embedded.places import CHECKOUT
from revisits.launch.terminal import GivenUpError, say

DEATHS_ALLOWED = 5
WITHIN_SECONDS = 60.0
PATIENCE = 10.0


@dataclass
class Child:
    """One program of the family. `arguments` follow the Python interpreter; its output goes to `log`."""

    name: str
    arguments: Sequence[str]
    log: Path
    deaths: list[float] = field(default_factory=list)
    process: subprocess.Popen[bytes] | None = None

    def start(self, env: Mapping[str, str], inherited: int) -> None:
        self.process = process.start(
            [sys.executable, *self.arguments],
            log=self.log,
            cwd=CHECKOUT,
            env=env,
            kept_open=[inherited],
        )

    def stop(self) -> None:
        """Ask, then insist; whatever it leaves of its own children goes too."""
        if self.process:
            process.stop(self.process, sent=signal.SIGTERM, patience=PATIENCE)
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)

    def ended(self) -> str:
        """How it ended, or nothing while it runs."""
        code = self.process.poll() if self.process else None
        if code is None:
            return ""
        return f"killed by {signal.Signals(-code).name}" if code < 0 else f"exit {code}"


def keep_previous(log: Path) -> None:
    """Begin a log anew, with the one of the last start beside it."""
    if log.exists():
        log.replace(log.with_suffix(".previous.log"))


class Family:
    """All children. `env` is their environment, `inherited` the lock that they hold open while they live."""

    def __init__(self, children: Sequence[Child], *, env: Mapping[str, str], inherited: int) -> None:
        self.children, self.env, self.inherited = children, env, inherited

    def start(self) -> None:
        for child in self.children:
            keep_previous(child.log)
            child.start(self.env, self.inherited)

    def stop(self) -> None:
        for child in reversed(self.children):
            child.stop()

    def look_after(self) -> None:
        """Start again who has died, and say so; GivenUpError when one dies again and again."""
        for child in self.children:
            if how := child.ended():
                self._restart(child, how)

    def _restart(self, child: Child, how: str) -> None:
        now = time.monotonic()
        child.deaths = [*(then for then in child.deaths if now - then < WITHIN_SECONDS), now]
        log = child.log.relative_to(CHECKOUT) if child.log.is_relative_to(CHECKOUT) else child.log
        if len(child.deaths) >= DEATHS_ALLOWED:
            raise GivenUpError(f"{child.name} ended {DEATHS_ALLOWED} times in a minute ({how}): see {log}.")
        say(f"{child.name} ended ({how}) and is started again; {log} says why.")
        child.stop()
        child.start(self.env, self.inherited)
