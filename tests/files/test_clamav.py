"""What the real daemon says of bytes, and how we hear it."""

import pytest

from revisits.files.clamav import Clamd
from tests.clamd import Daemon, clamd, eicar, zipped

__all__ = ["clamd"]
pytestmark = pytest.mark.processes
MB = 1 << 20


def scan(daemon: Daemon, *blocks: bytes) -> str:
    return Clamd(daemon.url).scan(blocks, seconds=20)


def test_it_finds_the_test_file_alone_and_inside_archives(clamd: Daemon) -> None:
    assert scan(clamd, eicar()).startswith("Test.Eicar")
    packed = zipped(eicar())
    assert scan(clamd, packed).startswith("Test.Eicar")
    assert scan(clamd, zipped(packed, name="inner.zip")).startswith("Test.Eicar")
    # In blocks that cut it: the daemon sees one stream.
    assert scan(clamd, packed[:70], packed[70:]).startswith("Test.Eicar")


def test_it_finds_nothing_in_what_is_ordinary(clamd: Daemon) -> None:
    assert scan(clamd, b"Waiting times fell.") == ""
    assert scan(clamd, zipped(b"Waiting times fell.")) == ""
    assert scan(clamd) == ""
    assert scan(clamd, *[bytes(MB)] * 16) == ""


def test_what_it_would_not_look_at_whole_is_never_clean() -> None:
    pass
