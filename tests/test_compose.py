"""docker-compose.yml and Dockerfile name what exists: services, users, commands, settings."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.conf import settings

from revisits.embedded.places import CHECKOUT
from revisits.launch.programs import programs

COMPOSE: dict[str, Any] = yaml.safe_load((CHECKOUT / "docker-compose.yml").read_text())
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
DOCKERFILE = (CHECKOUT / "Dockerfile").read_text().replace("\\\n", " ")
OURS = sorted(name for name, service in SERVICES.items() if "build" in service)


def container_command() -> list[str]:
    """The image's own command: what the web service runs."""
    found = re.search(r"^CMD (\[.*\])$", DOCKERFILE, re.MULTILINE)
    assert found
    return [str(part) for part in json.loads(found[1])]


def commands() -> list[list[str]]:
    return [container_command()] + [SERVICES[name]["command"] for name in OURS if "command" in SERVICES[name]]


def test_every_part_of_the_program_is_a_service() -> None:
    assert SERVICES.keys() == {"database", "redis", "prepare", "web", "worker", "beat", "mail", "clamav"}
    assert SERVICES["database"]["image"].startswith("postgres:18")


@pytest.mark.parametrize("name", sorted(SERVICES))
def test_no_service_runs_as_root(name: str) -> None:
    assert SERVICES[name]["user"] not in ("", "0", "root")


def test_the_image_ends_as_an_ordinary_user() -> None:
    assert re.findall(r"^USER (\S+)", DOCKERFILE, re.MULTILINE)[-1] == "revisits"
    assert f"useradd --uid {SERVICES['web']['user']} " in DOCKERFILE


@pytest.mark.parametrize("name", sorted(SERVICES.keys() - {"prepare"}))
def test_every_lasting_service_has_a_health_check(name: str) -> None:
    assert SERVICES[name]["healthcheck"]["test"]


@pytest.mark.parametrize("command", commands(), ids=" ".join)
def test_every_command_exists(command: list[str]) -> None:
    """Modules can be imported, management commands and their options are known."""
    assert command[0] == "python"
    if command[1] == "-m":
        look = f"import sys; from importlib.util import find_spec; sys.exit(not find_spec({command[2]!r}))"
        asked = [sys.executable, "-c", look]
    else:
        asked = [sys.executable, *command[1:], "--help"]
    done = subprocess.run(asked, cwd=CHECKOUT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_the_image_runs_what_the_launcher_runs() -> None:
    """Web, worker and beat differ from `make run` in their addresses alone."""
    launched = {child.name: list(child.arguments) for child in programs(web=8000, mail=2525)}
    web = [part.replace("127.0.0.1", "0.0.0.0") for part in launched["web"]]
    assert set(container_command()[1:]) <= set(web)
    for name in ("worker", "beat"):
        assert set(SERVICES[name]["command"][1:]) <= set(launched[name])
    assert SERVICES["mail"]["command"][1:3] == launched["mailbox"][:2]


def test_the_scanner_listens_where_the_program_asks_and_says_what_it_did_not_look_at() -> None:
    """A clamd without AlertExceedsMax calls clean what is larger than it looks at."""
    [mounted] = [volume for volume in SERVICES["clamav"]["volumes"] if volume.startswith("./")]
    lines = (CHECKOUT / mounted.split(":")[0]).read_text().splitlines()
    options = dict(line.split(maxsplit=1) for line in lines if line and not line.startswith("#"))
    address = SERVICES["web"]["environment"]["CLAMD_URL"]
    assert address == f"${{CLAMD_URL-tcp://clamav:{options['TCPSocket']}}}"
    assert options["AlertExceedsMax"] == "yes"
    assert options["StreamMaxLength"] == options["MaxFileSize"]
    assert int(options["MaxScanTime"]) < 1000 * settings.SCAN_SECONDS


def test_secrets_are_asked_for_and_never_written() -> None:
    given = SERVICES["web"]["environment"]

    for name, value in {**given, **SERVICES["database"]["environment"]}.items():
        if "SECRET" in name or "PASSWORD" in name:
            assert value.startswith("${") and (":?" in value or value.endswith(":-}"))
    assert "${POSTGRES_PASSWORD:?" in given["DATABASE_URL"]


def test_the_settings_know_every_variable() -> None:
    settings = (CHECKOUT / "revisits" / "settings.py").read_text()

    for name in SERVICES["web"]["environment"]:
        assert f'"{name}"' in settings


@pytest.mark.parametrize("name", ["FILES_DIR", "UPLOAD_DIR"])
def test_files_lie_on_a_volume_that_web_and_workers_share(name: str) -> None:
    for service in ("web", "worker"):
        (volume,) = (each.split(":") for each in SERVICES[service]["volumes"])
        assert volume[0] in COMPOSE["volumes"]
        assert SERVICES[service]["environment"][name].startswith(f"{volume[1]}/")


def test_what_the_image_copies_is_there() -> None:
    for line in re.findall(r"^COPY (?!--from)(.+)$", DOCKERFILE, re.MULTILINE):
        for source in line.split()[:-1]:
            assert (CHECKOUT / source).exists(), source


def test_compose_env_writes_secrets_that_only_the_owner_reads(tmp_path: Path) -> None:
    (tmp_path / "bin").mkdir()
    script = shutil.copy(CHECKOUT / "bin" / "compose-env", tmp_path / "bin")
    subprocess.run([script], check=True, capture_output=True)
    written = dict(line.split("=", 1) for line in (tmp_path / ".env").read_text().splitlines())

    assert written.keys() == {"SECRET_KEY", "POSTGRES_PASSWORD"}
    assert len(written["SECRET_KEY"]) >= 50
    assert (tmp_path / ".env").stat().st_mode & 0o077 == 0
    subprocess.run([script], check=True, capture_output=True)
    assert dict(line.split("=", 1) for line in (tmp_path / ".env").read_text().splitlines()) == written
