"""Commands share the embedded servers: who starts them, who stops them, what a kill -9 leaves."""

import os
import signal
import subprocess

import psycopg
import pytest

from tests.patience import PATIENCE, eventually
from tests.revisits.embedded.conftest import Checkout

pytestmark = pytest.mark.processes
EVERYTHING = {"postgres", "postgres keeper", "redis", "redis keeper"}


def leave(command: subprocess.Popen[str]) -> None:
    _, errors = command.communicate(timeout=PATIENCE)
    assert command.returncode == 0, errors


def kill(number: int) -> None:
    os.kill(number, signal.SIGKILL)


def test_a_command_starts_both_and_stops_them_after(checkout: Checkout) -> None:
    command = checkout.command()
    with psycopg.connect(checkout.database) as connection:
        assert connection.execute("SELECT current_database()").fetchone() == ("revisits",)
    assert checkout.servers().keys() == EVERYTHING

    leave(command)
    assert eventually(lambda: checkout.servers() == {})


def test_a_second_command_attaches_and_outlives_the_first(checkout: Checkout) -> None:
    first = checkout.command()
    before = checkout.servers()
    second = checkout.command()
    assert checkout.servers() == before

    leave(first)
    with psycopg.connect(checkout.database) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)
    assert checkout.servers() == before

    leave(second)
    assert eventually(lambda: checkout.servers() == {})


def test_commands_at_the_same_moment_start_one_pair(checkout: Checkout) -> None:
    commands = [checkout.python(HOLD_AND_TELL) for _ in range(4)]
    seen = [command.stdout.readline() for command in commands if command.stdout]
    answers = [command.communicate(timeout=PATIENCE) for command in commands]

    assert [command.returncode for command in commands] == [0] * 4, answers
    assert len(seen) == 4 and len(set(seen)) == 1, "all saw the same server"
    assert eventually(lambda: checkout.servers() == {})


def test_a_killed_command_leaves_no_server(checkout: Checkout) -> None:
    command = checkout.command()
    command.kill()
    command.communicate()

    assert eventually(lambda: checkout.servers() == {})


def test_all_killed_at_once_and_the_next_command_finds_its_data(checkout: Checkout) -> None:
    command = checkout.command()
    with psycopg.connect(checkout.database) as connection:
        connection.execute("CREATE TABLE kept (n int)")
        connection.execute("INSERT INTO kept VALUES (7)")
    for number in (command.pid, *checkout.servers().values()):
        kill(number)
    command.communicate()

    again = checkout.command()
    with psycopg.connect(checkout.database) as connection:
        assert connection.execute("SELECT n FROM kept").fetchone() == (7,)
    leave(again)
    assert eventually(lambda: checkout.servers() == {})


def test_a_killed_server_is_started_again_for_those_who_use_it(checkout: Checkout) -> None:
    command = checkout.command()
    before = checkout.servers()
    kill(before["postgres"])
    kill(before["redis"])

    assert eventually(lambda: checkout.servers().keys() == EVERYTHING and both_new(checkout, before))
    assert eventually(lambda: answers(checkout.database))
    leave(command)


def test_given_addresses_start_nothing(checkout: Checkout) -> None:
    command = checkout.command(DATABASE_URL="postgres://elsewhere/x", REDIS_URL="redis://elsewhere/0")

    assert checkout.servers() == {}
    leave(command)


def test_one_given_address_starts_the_other_server_alone(checkout: Checkout) -> None:
    command = checkout.command(DATABASE_URL="postgres://elsewhere/x")

    assert checkout.servers().keys() == {"redis", "redis keeper"}
    leave(command)


def test_what_cannot_start_is_one_line_and_no_trace(checkout: Checkout) -> None:
    checkout.sockets.symlink_to("/nonexistent")
    command = checkout.python("from revisits import embedded\nwith embedded.servers(): pass")
    _, errors = command.communicate(timeout=PATIENCE)
    checkout.sockets.unlink()

    assert command.returncode == 1
    assert errors.strip() == f"{checkout.sockets} belongs to somebody else: remove it, then try again."


HOLD_AND_TELL = """
import sys
from revisits import embedded
from revisits.embedded import users
with embedded.servers():
    print((users.server("postgres").data / "postmaster.pid").read_text().split()[0], flush=True)
    sys.stdin.read()
"""


def both_new(checkout: Checkout, before: dict[str, int]) -> bool:
    now = checkout.servers()
    return all(now.get(name, before[name]) != before[name] for name in ("postgres", "redis"))


def answers(database: str) -> bool:
    try:
        with psycopg.connect(database):
            return True
    except psycopg.OperationalError:
        return False
