"""`python -m revisits.embedded.keeper NAME`: starts a server, restarts it if it dies, stops it if unused."""

import signal
import sys
import time
from types import FrameType

from revisits.embedded import process, users
from revisits.embedded.places import NotStartedError


def _leave(signum: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def main(name: str) -> None:
    signal.signal(signal.SIGTERM, _leave)
    with users.lock_file(name, "keeper") as kept, users.lock_file(name, "users") as in_use:
        # Those who look whether there is a keeper hold the lock for a moment.
        if not process.wait_until(lambda: users.try_lock(kept), patience=2):
            return  # the other keeper looks after it
        server = users.server(name)
        server.start()
        try:
            while not users.try_lock(in_use):
                time.sleep(0.1)
                if server.process and server.process.poll() is not None:
                    server.start()
        except KeyboardInterrupt:
            pass
        finally:
            server.stop()


if __name__ == "__main__":
    try:
        main(sys.argv[1])
    except NotStartedError as error:
        sys.exit(str(error))
