"""Web server and PostgreSQL killed while files come in: nothing acknowledged is lost, nothing half-done is shown."""

import hashlib
import random
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path

import pytest

from tests.patience import eventually
from tests.processes.stack import Stack, stack
from tests.processes.web import Web, web

pytestmark = pytest.mark.processes

MB = 1024 * 1024
FILM = b"\0\0\0\x20ftypisom" + random.Random(4).randbytes(40 * MB)
SHA256 = hashlib.sha256(FILM).hexdigest()


@pytest.fixture(scope="module")
def program() -> Iterator[Stack]:
    with stack(DJANGO_SETTINGS_MODULE="tests.processes.settings") as running:
        yield running


@pytest.fixture(scope="module")
def session(program: Stack) -> str:
    return str(program.ask("sign_in"))


@pytest.fixture(autouse=True)
def no_files(program: Stack) -> None:
    program.ask("forget_files")


def kept(program: Stack) -> list[Path]:
    """What stands in storage."""
    return [path for path in (program.folder / "files").rglob("*") if path.is_file()]


def test_web_killed_again_and_again_during_an_upload(program: Stack, session: str) -> None:
    path, acknowledged = "", 0
    for beyond in (8 * MB, 16 * MB, 24 * MB):
        with web(program, session) as server:
            path = path or server.begin(len(FILM))
            offset = server.offset(path)
            assert offset >= acknowledged
            server.start_sending(path, offset, len(FILM) - offset, FILM[offset : beyond + 6 * MB])
            assert eventually(partial(_has, program, beyond))
            acknowledged = server.offset(path)
            server.kill()
    assert program.ask("stored") == []
    with web(program, session) as server:
        offset = server.offset(path)
        assert acknowledged <= offset < len(FILM)
        assert server.ask("PATCH", path, FILM[offset:], Upload_Offset=offset).status == 204
        assert server.told(path)["state"] == "received"
    assert program.ask("stored") == [[len(FILM), SHA256]]
    assert [hashlib.sha256(file.read_bytes()).hexdigest() for file in kept(program)] == [SHA256]


@pytest.mark.parametrize("victim", ["web", "postgres"])
def test_killed_while_a_file_is_finished(program: Stack, session: str, victim: str) -> None:
    """Held inside the finishing transaction: its bytes are in storage, its row is not yet there."""
    gate = program.folder / f"{victim}.gate"
    gate.touch()
    with web(program, session) as server:
        path = server.begin(len(FILM), gate=str(gate))
        server.start_sending(path, 0, len(FILM), FILM)
        assert eventually(gate.with_suffix(".reached").exists)
        assert (program.ask("stored"), server.told(path)["state"]) == ([], "finishing")
        if victim == "web":
            server.kill()
        else:
            program.postgres.kill()
            program.postgres.start()
        gate.unlink()
    with web(program, session) as server, program.worker(lease=60):
        assert eventually(lambda: server.told(path)["state"] == "received", every=0.1), program.log()
        assert program.ask("stored") == [[len(FILM), SHA256]]
        assert eventually(lambda: len(kept(program)) == 1)
        assert hashlib.sha256(kept(program)[0].read_bytes()).hexdigest() == SHA256
        assert not list((program.folder / "uploads").iterdir())


def test_a_line_that_breaks_keeps_what_came(program: Stack, session: str) -> None:
    with web(program, session, processes=2) as server:
        path = server.begin(len(FILM))
        server.start_sending(path, 0, len(FILM), FILM[: 5 * MB]).close()
        assert eventually(lambda: server.offset(path) == 5 * MB)
        two_at_once(server, path)


def two_at_once(server: Web, path: str) -> None:
    """While one sender hangs, another goes on; the first is not heard any more."""
    hanging = server.start_sending(path, 5 * MB, len(FILM) - 5 * MB, FILM[5 * MB : 6 * MB])
    assert server.ask("PATCH", path, FILM[5 * MB : 12 * MB], Upload_Offset=5 * MB).status == 204
    # It may be hung up on while it still sends: then it asks for the offset, as everybody does who lost the line.
    with suppress(BrokenPipeError, ConnectionResetError):
        hanging.send(FILM[6 * MB : 12 * MB])
        answer = hanging.getresponse()
        assert (answer.status, answer.headers["Upload-Offset"]) == (409, str(12 * MB))
    assert server.offset(path) == 12 * MB


def _has(program: Stack, beyond: int) -> bool:
    """Whether so many bytes have come in."""
    return bool(program.ask("offset") >= beyond)
