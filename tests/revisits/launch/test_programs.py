"""What the launcher's children are told: addresses chosen here, unless the environment gives them."""

import pytest

from revisits import embedded
from revisits.launch.programs import environment, programs


def test_chosen_addresses_reach_every_child(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DATABASE_URL", "REDIS_URL", "SITE_URL", "EMAIL_URL"):
        monkeypatch.delenv(name, raising=False)

    told = environment(web=8001, mail=2526)

    assert told["DATABASE_URL"] == embedded.database_url()
    assert told["REDIS_URL"] == embedded.redis_url()
    assert told["SITE_URL"] == "http://localhost:8001"
    assert told["EMAIL_URL"] == "smtp://127.0.0.1:2526"


def test_given_addresses_win(monkeypatch: pytest.MonkeyPatch) -> None:
    given = {"DATABASE_URL": "postgres://db/x", "REDIS_URL": "redis://r/0", "SITE_URL": "https://x.example"}
    for name, value in given.items():
        monkeypatch.setenv(name, value)

    assert given.items() <= environment(web=8001, mail=None).items()


def test_the_mailbox_runs_only_when_it_is_needed() -> None:
    assert [child.name for child in programs(web=1, mail=2)] == ["mailbox", "web", "worker", "beat"]
    assert [child.name for child in programs(web=1, mail=None)] == ["web", "worker", "beat"]
