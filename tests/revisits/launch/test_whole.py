"""The whole program, started as `make run` starts it, from a copy of the checkout that nobody else uses."""

import hashlib
import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest

from revisits.embedded.places import CHECKOUT
from revisits.launch import ports
from tests import migrated
from tests.patience import PATIENCE, eventually
from tests.properties import DEEP
from tests.servers import new_folder

pytestmark = pytest.mark.processes
MADE = (".git", ".venv", "var", "node_modules", ".*_cache", ".hypothesis")
# The collected static files, which the program itself finds to be those of its sources or makes anew.
STATIC = migrated.KEPT.parent / "collected"


@pytest.fixture
def copy(django_db_modify_db_settings: None) -> Iterator[Path]:
    """Where it has run before: it migrates and collects nothing. Whether it does so at first is tried with DEEP=1, as
    migrating, which every new run of the tests does too, and compressing take longer than all that is tried here."""
    parent = new_folder()
    parent.chmod(0o755)
    folder = parent / "checkout"
    shutil.copytree(CHECKOUT, folder, ignore=shutil.ignore_patterns(*MADE))
    if not DEEP and migrated.KEPT.exists():
        shutil.copytree(migrated.KEPT, folder / migrated.KEPT.relative_to(CHECKOUT))
        if STATIC.exists():
            shutil.copytree(STATIC, folder / "var", dirs_exist_ok=True)
        begin = [sys.executable, "-m", "tests.revisits.launch.beginning"]
        subprocess.run(begin, cwd=folder, env=environment(), check=True)
    yield folder
    keep_static(folder / "var")
    for number in processes(folder):
        os.kill(number, signal.SIGKILL)
    key = f"revisits-{os.getuid()}-{hashlib.sha256(os.fsencode(folder)).hexdigest()[:10]}"
    for made in (parent, Path("/tmp") / key, Path("/var/tmp") / key):
        shutil.rmtree(made, ignore_errors=True)


def processes(folder: Path) -> list[int]:
    """Everything that runs in `folder` or names it."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            there = os.readlink(entry / "cwd")
            if there.startswith(str(folder)) or os.fsencode(folder) in (entry / "cmdline").read_bytes():
                found.append(int(entry.name))
        except OSError:
            continue
    return found


def keep_static(made: Path) -> None:
    """For the runs to come."""
    if (made / "static.stamp").exists():
        unfinished = STATIC.with_name(f"collected.{os.getpid()}")
        shutil.copytree(made / "static", unfinished / "static")
        shutil.copy2(made / "static.stamp", unfinished)
        shutil.rmtree(STATIC, ignore_errors=True)
        unfinished.rename(STATIC)


def environment() -> dict[str, str]:
    """That of the tests, but for their servers and settings."""
    given = os.environ.items()
    return {name: value for name, value in given if not name.endswith("_URL") and name != "ENVIRONMENT"}


def launch(folder: Path, port: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "revisits.launch"],
        cwd=folder, env={**environment(), "PORT": str(port)}, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip


def address(started: subprocess.Popen[str]) -> tuple[str, list[str]]:
    """Where it runs, and the lines said before that."""
    said: list[str] = []
    assert started.stdout
    for line in started.stdout:
        if line.startswith("Re-visits runs at "):
            return line.split()[-1], said
        said.append(line.strip())
    raise AssertionError(said)


def test_it_runs_survives_a_kill_and_stops_without_a_trace(copy: Path) -> None:
    with socket.create_server((ports.HOST, 0)) as listener:
        taken = listener.getsockname()[1]
        started = launch(copy, taken)
        where, said = address(started)
    assert any(line.startswith(f"Port {taken} is taken") for line in said)
    with urlopen(where, timeout=PATIENCE) as page:
        assert page.status == 200

    second = launch(copy, taken)
    assert second.communicate(timeout=PATIENCE)[0].startswith(f"Re-visits already runs at {where}")
    assert second.returncode == 1

    started.kill()
    started.wait()
    again = launch(copy, ports.choose(0))
    where, _ = address(again)
    with urlopen(where, timeout=PATIENCE) as page:
        assert page.status == 200

    again.send_signal(signal.SIGTERM)
    assert again.communicate(timeout=PATIENCE)[0].endswith("Stopped.\n")
    assert again.returncode == 0
    assert eventually(lambda: processes(copy) == [])
