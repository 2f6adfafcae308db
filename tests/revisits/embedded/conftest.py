"""A checkout of its own for each test, with servers that nobody else shares."""

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.servers import new_folder

SOURCE = Path(__file__).resolve().parent.parent.parent.parent / "revisits" / "embedded"
HOLD = """
import sys
from revisits import embedded
with embedded.servers():
    print('ready', flush=True)
    sys.stdin.read()
"""


@dataclass
class Checkout:
    """The embedded package alone, in `folder`; real processes run it."""

    folder: Path

    def python(self, code: str, **given: str) -> subprocess.Popen[str]:
        """A process of this checkout that runs `code`, with no addresses but those given."""
        env = {name: value for name, value in os.environ.items() if not name.endswith("_URL")}
        return subprocess.Popen(
            [sys.executable, "-c", code],
            cwd=self.folder, env={**env, **given}, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip

    def command(self, **given: str) -> subprocess.Popen[str]:
        """A command that uses the servers until its standard input is closed; returns when it has them."""
        started = self.python(HOLD, **given)
        assert started.stdout and started.stdout.readline() == "ready\n", started.communicate()
        return started

    @property
    def sockets(self) -> Path:
        digest = hashlib.sha256(os.fsencode(self.folder.resolve())).hexdigest()[:10]
        return Path(f"/tmp/revisits-{os.getuid()}-{digest}")

    @property
    def database(self) -> str:
        return f"postgres://revisits@/revisits?host={self.sockets}/pg"

    def servers(self) -> dict[str, int]:
        """The process numbers of this checkout's servers and keepers, by name, without their children."""
        found = {}
        for entry in Path("/proc").glob("[0-9]*/cmdline"):
            try:
                arguments = entry.read_bytes().split(b"\0")
                ours = os.readlink(entry.with_name("cwd")) == str(self.folder)
            except OSError:
                continue
            if b"revisits.embedded.keeper" in arguments and ours:
                found[f"{arguments[3].decode()} keeper"] = int(entry.parent.name)
            elif b"-D" in arguments and os.fsencode(self.folder) in b" ".join(arguments):
                found["postgres"] = int(entry.parent.name)
            elif any(os.fsencode(self.sockets / "redis.sock") in part for part in arguments):
                found["redis"] = int(entry.parent.name)
        return found


@pytest.fixture
def checkout() -> Iterator[Checkout]:
    folder = new_folder()
    if os.getuid() == 0:
        folder.chmod(0o755)
    (folder / "revisits").mkdir()
    (folder / "revisits" / "__init__.py").touch()
    shutil.copytree(SOURCE, folder / "revisits" / "embedded", ignore=shutil.ignore_patterns("__pycache__"))
    checkout = Checkout(folder)
    yield checkout
    for number in checkout.servers().values():
        os.kill(number, 15)
    for made in (checkout.sockets, Path("/var/tmp") / checkout.sockets.name):
        shutil.rmtree(made, ignore_errors=True)
    shutil.rmtree(folder, ignore_errors=True)
