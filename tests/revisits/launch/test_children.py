"""The family of child processes, with real ones: restarted, given up, stopped in reverse, never orphaned."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from revisits.embedded.places import CHECKOUT
from revisits.launch.children import DEATHS_ALLOWED, Child, Family
from revisits.launch.terminal import GivenUpError
from tests.patience import eventually

pytestmark = pytest.mark.processes
WAITS = "import time; print('up', flush=True); time.sleep(600)"
NOTES_ITS_END = """
import pathlib, signal, sys, time
def end(*_):
    with open({notes!r}, "a") as notes: notes.write({name!r} + " ")
    sys.exit()
signal.signal(signal.SIGTERM, end)
print("up", flush=True)
time.sleep(600)
"""


def child(name: str, code: str, folder: Path) -> Child:
    return Child(name, ["-c", code], folder / f"{name}.log")


@pytest.fixture
def inherited(tmp_path: Path) -> Iterator[int]:
    with (tmp_path / "lock").open("ab") as lock:
        yield lock.fileno()


def up(child: Child) -> bool:
    return child.log.exists() and b"up" in child.log.read_bytes()


def test_they_stop_in_reverse_order(tmp_path: Path, inherited: int) -> None:
    notes = tmp_path / "notes"
    names = ["first", "second", "third"]
    children = [child(name, NOTES_ITS_END.format(notes=str(notes), name=name), tmp_path) for name in names]
    family = Family(children, env=os.environ, inherited=inherited)
    family.start()
    assert eventually(lambda: all(up(each) for each in children))

    family.stop()

    assert notes.read_text().split() == ["third", "second", "first"]


def test_who_dies_is_started_again_and_it_is_said(
    tmp_path: Path, inherited: int, capsys: pytest.CaptureFixture[str]
) -> None:
    family = Family([child("web", WAITS, tmp_path)], env=os.environ, inherited=inherited)
    family.start()
    first = family.children[0].process
    assert first
    first.kill()
    first.wait()

    family.look_after()

    second = family.children[0].process
    assert second and second.pid != first.pid and second.poll() is None
    assert "web ended (killed by SIGKILL) and is started again" in capsys.readouterr().out
    family.stop()


def test_who_dies_again_and_again_is_given_up(tmp_path: Path, inherited: int) -> None:
    family = Family([child("web", "raise SystemExit(3)", tmp_path)], env=os.environ, inherited=inherited)
    family.start()
    for _ in range(DEATHS_ALLOWED - 1):
        await_end(family)
        family.look_after()
    await_end(family)

    with pytest.raises(GivenUpError, match=r"web ended 5 times in a minute \(exit 3\)"):
        family.look_after()


def test_a_killed_launcher_leaves_no_orphan(tmp_path: Path) -> None:
    launcher = f"""
import os, time
from pathlib import Path
from revisits.launch.children import Child, Family
child = Child("web", ["-c", {WAITS!r}], Path({str(tmp_path)!r}) / "web.log")
family = Family([child], env=os.environ, inherited=0)
family.start()
print(child.process.pid, flush=True)
time.sleep(600)
"""
    command = [sys.executable, "-c", launcher]
    with subprocess.Popen(command, cwd=CHECKOUT, stdout=subprocess.PIPE, text=True) as started:
        assert started.stdout
        number = int(started.stdout.readline())
        assert Path(f"/proc/{number}").exists()
        started.send_signal(signal.SIGKILL)
    assert eventually(lambda: not Path(f"/proc/{number}").exists())


def await_end(family: Family) -> None:
    assert eventually(lambda: family.children[0].ended() != "")
