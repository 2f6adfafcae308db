"""What the person at the terminal reads, and how they say stop."""

import signal
import sys
from types import FrameType


class Stop(BaseException):
    """Ctrl-C, a closed terminal, or a polite kill. Raised once: who insists is already being served."""


class GivenUpError(Exception):
    """The program cannot go on; the message is for the terminal."""


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def listen_for_stop() -> None:
    """From now on the first signal to stop raises Stop, and the next ones are ignored."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _stop)


def _stop(number: int, frame: FrameType | None) -> None:
    for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(each, signal.SIG_IGN)
    raise Stop
