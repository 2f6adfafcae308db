"""What the real daemon says of bytes, how we hear it, and what we make of a daemon that behaves badly."""

import shutil
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from django.core.exceptions import ImproperlyConfigured

from revisits.files.clamav import CannotBeScannedError, Clamd, ScanBrokenError, ScannerDownError
from tests.clamd import Daemon, clamd, eicar, program_or_skip, zipped
from tests.patience import PATIENCE
from tests.servers import new_folder

__all__ = ["clamd"]
MB = 1 << 20


def scan(daemon: Daemon, *blocks: bytes) -> str:
    return Clamd(daemon.url).scan(blocks, seconds=20)


@pytest.mark.processes
def test_it_finds_the_test_file_alone_and_inside_archives(clamd: Daemon) -> None:
    assert scan(clamd, eicar()).startswith("Test.Eicar")
    packed = zipped(eicar())
    assert scan(clamd, packed).startswith("Test.Eicar")
    assert scan(clamd, zipped(packed, name="inner.zip")).startswith("Test.Eicar")
    # In blocks that cut it: the daemon sees one stream.
    assert scan(clamd, packed[:70], packed[70:]).startswith("Test.Eicar")


@pytest.mark.processes
def test_it_finds_nothing_in_what_is_ordinary(clamd: Daemon) -> None:
    assert scan(clamd, b"Waiting times fell.") == ""
    assert scan(clamd, zipped(b"Waiting times fell.")) == ""
    assert scan(clamd) == ""
    assert scan(clamd, *[bytes(MB)] * 16) == ""


@pytest.fixture(scope="module")
def narrow() -> Iterator[Daemon]:
    """A daemon that takes 4 MB, and looks at 1 MB of it."""
    folder = new_folder()
    daemon = Daemon(program_or_skip(), folder, StreamMaxLength="4M", MaxFileSize="1M", MaxScanSize="2M")
    daemon.start()
    yield daemon
    daemon.stop()
    shutil.rmtree(folder)


@pytest.mark.processes
@pytest.mark.parametrize("megabytes", [2, 5, 200])
def test_what_it_does_not_look_at_whole_is_neither_clean_nor_infected(narrow: Daemon, megabytes: int) -> None:
    """Over the limit of a file (AlertExceedsMax), and over that of the stream: then it hangs up on us."""
    with pytest.raises(CannotBeScannedError, match="does not look at all of it"):
        scan(narrow, *[bytes(MB)] * megabytes)


@contextmanager
def false_daemon(behave: Callable[[socket.socket], None]) -> Iterator[str]:
    """The address of something that takes one connection, and behaves as told."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def take() -> None:
            line, _ = server.accept()
            with line:
                behave(line)

        thread = threading.Thread(target=take, daemon=True)
        thread.start()
        yield f"tcp://127.0.0.1:{server.getsockname()[1]}"
        thread.join(PATIENCE)


def answers(said: bytes) -> Callable[[socket.socket], None]:
    def behave(line: socket.socket) -> None:
        while line.recv(MB)[-4:] != bytes(4):
            pass
        line.sendall(said)

    return behave


@pytest.mark.parametrize(
    ("said", "why"),
    [
        (b"", "broke off"),
        (b"stream: \0", "broke off"),
        (b"stream: OK maybe\0", "OK maybe"),
        (b"stream: Can't allocate memory ERROR\0", "allocate memory"),
        (b"UNKNOWN COMMAND\0", "UNKNOWN COMMAND"),
        (b"x" * 10_000, "xxx"),
    ],
)
def test_only_its_ok_is_clean(said: bytes, why: str) -> None:
    with false_daemon(answers(said)) as url, pytest.raises(ScanBrokenError, match=why):
        Clamd(url).scan([b"abc"], seconds=PATIENCE)


def test_its_ok_in_pieces_is_clean() -> None:
    def behave(line: socket.socket) -> None:
        answers(b"stre")(line)
        line.sendall(b"am: OK\0")

    with false_daemon(behave) as url:
        assert Clamd(url).scan([b"abc"], seconds=PATIENCE) == ""


def test_one_that_says_nothing_is_not_waited_for_without_end() -> None:
    over = threading.Event()

    def silent(line: socket.socket) -> None:
        over.wait(PATIENCE)

    with false_daemon(silent) as url:
        with pytest.raises(ScannerDownError, match="took too long"):
            Clamd(url, patience=0.1).ping()
        over.set()
    over.clear()
    with false_daemon(silent) as url:
        with pytest.raises(ScanBrokenError, match="took too long"):
            Clamd(url).scan([bytes(MB)] * 64, seconds=0.2)
        over.set()


def test_one_that_hangs_up_at_once_broke_the_scan() -> None:
    with false_daemon(lambda line: line.close()) as url, pytest.raises(ScanBrokenError):
        Clamd(url).scan([bytes(MB)] * 64, seconds=PATIENCE)


def test_one_that_is_not_there_is_down() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        nobody = f"tcp://127.0.0.1:{server.getsockname()[1]}"
    for url in ("unix:///nowhere/clamd.sock", nobody):
        with pytest.raises(ScannerDownError, match="line to the scanner failed"):
            Clamd(url).scan([b"abc"], seconds=PATIENCE)
    with false_daemon(answers_ping(b"PANG\0")) as url, pytest.raises(ScannerDownError, match="PANG"):
        Clamd(url).ping()


def answers_ping(said: bytes) -> Callable[[socket.socket], None]:
    def behave(line: socket.socket) -> None:
        assert line.recv(20) == b"zPING\0"
        line.sendall(said)

    return behave


@pytest.mark.parametrize(
    "url", ["localhost:3310", "tcp://localhost", "tcp://a:b", "unix:clamd.sock", "http://localhost:3310"]
)
def test_an_address_that_is_none_says_what_one_is(url: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="unix:///path or tcp://host:port"):
        Clamd(url).ping()
