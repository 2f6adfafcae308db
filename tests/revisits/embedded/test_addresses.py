"""The addresses of the embedded servers, and which commands need them."""

import shutil
from pathlib import Path

import environ
import psycopg
import pytest
from kombu import Connection

from revisits import embedded
from revisits.embedded import places
from tests import servers


def test_addresses_are_the_same_each_time_and_fit_a_socket() -> None:
    assert embedded.database_url() == embedded.database_url()
    assert len(f"{places.sockets()}/pg/.s.PGSQL.5432") <= 107
    assert len(f"{places.sockets()}/redis.sock") <= 107


def test_django_reads_the_database_address() -> None:
    read = environ.Env.db_url_config("postgres://revisits@/revisits?host=/tmp/x/pg")

    assert (read["NAME"], read["USER"], read["OPTIONS"]) == ("revisits", "revisits", {"host": "/tmp/x/pg"})


def test_the_runs_own_servers_answer_at_their_addresses() -> None:
    folder = servers.new_folder()
    postgres, broker = servers.private_postgres(folder, **servers.FAST), servers.private_redis(folder)
    postgres.start()
    broker.start()
    try:
        with psycopg.connect(postgres.url) as connection:
            assert connection.execute("SHOW listen_addresses").fetchone() == ("",)
        assert servers.redis_client(broker).set("a", "1")
        with Connection(broker.url) as kombu:
            queue = kombu.SimpleQueue("trial")
            queue.put({"n": 1})
            assert queue.get(timeout=5).payload == {"n": 1}
        assert servers.redis_client(broker).exists("_kombu.binding.trial")
    finally:
        broker.stop()
        postgres.stop()
        shutil.rmtree(folder)


@pytest.mark.parametrize(
    ("arguments", "needed"),
    [
        ([], False),
        (["help"], False),
        (["migrate", "--help"], False),
        (["check"], False),
        (["collectstatic", "--no-input"], False),
        (["migrate"], True),
        (["makemigrations", "--check"], True),
        (["timeline", "--first-day", "2022-05-17"], True),
    ],
)
def test_only_commands_that_reach_for_data_start_servers(arguments: list[str], needed: bool) -> None:
    assert embedded.needs_servers(["manage.py", *arguments]) is needed


def test_a_folder_that_is_not_ours_is_refused(tmp_path: Path) -> None:
    planted = tmp_path / "planted"
    planted.symlink_to(tmp_path)

    with pytest.raises(places.NotStartedError, match="belongs to somebody else"):
        places.private_folder(planted)
