"""A taken port is replaced, and that is said."""

import socket

import pytest

from revisits.launch import ports
from revisits.launch.programs import chosen_port
from revisits.launch.terminal import GivenUpError


def test_a_free_port_is_kept() -> None:
    free = ports.choose(0)

    assert ports.choose(free) == free


def test_a_taken_port_is_replaced_and_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.create_server((ports.HOST, 0)) as listener:
        taken = listener.getsockname()[1]
        monkeypatch.setenv("PORT", str(taken))
        chosen = chosen_port()

    assert chosen != taken
    assert f"Port {taken} is taken: using {chosen} instead." in capsys.readouterr().out


@pytest.mark.parametrize("given", ["web", "0", "65536", "-1", ""])
def test_what_is_no_port_is_refused_with_advice(monkeypatch: pytest.MonkeyPatch, given: str) -> None:
    monkeypatch.setenv("PORT", given)

    with pytest.raises(GivenUpError, match="is no port: give a number from 1 to 65535"):
        chosen_port()
