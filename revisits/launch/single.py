"""One launcher a checkout, and none before the processes of the one before are gone.

Two locks in var/: the launcher's own, whose file names the address it serves; and one that all its children
inherit, so that it stays locked until the last of them has ended, whatever became of the launcher.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from revisits.embedded import process
from revisits.embedded.places import CHECKOUT
from revisits.embedded.users import try_lock
from revisits.launch.terminal import GivenUpError, say

VAR = CHECKOUT / "var"


class Instance:
    """The launcher that holds both locks. `inherited` is the descriptor that children keep open."""

    def __init__(self, own: IO[bytes], inherited: IO[bytes]) -> None:
        self._own = own
        self.inherited = inherited.fileno()

    def serves(self, address: str) -> None:
        """Note the address for who starts a second one."""
        self._own.truncate(0)
        self._own.write(address.encode())
        self._own.flush()


@contextmanager
def instance(folder: Path = VAR) -> Iterator[Instance]:
    """Be the only launcher; GivenUpError names the address of the other one."""
    folder.mkdir(exist_ok=True)
    with (folder / "launch.lock").open("ab") as own, (folder / "launch.children").open("ab") as children:
        if not try_lock(own):
            address = (folder / "launch.lock").read_text() or "another terminal"
            raise GivenUpError(f"Re-visits already runs at {address}: use that one, or stop it first.")
        if not try_lock(children):
            say("Waiting for the processes of an earlier start to end.")
            if not process.wait_until(lambda: try_lock(children), patience=60):
                raise GivenUpError("Processes of an earlier start do not end: 'ps' shows them.")
        yield Instance(own, children)
