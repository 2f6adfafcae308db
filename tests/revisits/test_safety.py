"""Production settings, read by a real process: each unsafe value is refused by name, and safe ones start."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from revisits.safety import DEMO_SECRET_KEY
from tests.notify_api import API_KEY, EMAIL

CHECKOUT = Path(__file__).resolve().parent.parent.parent
SAFE = {
    "ENVIRONMENT": "production",
    "SECRET_KEY": "x" * 50,
    "ALLOWED_HOSTS": "revisits.example",
    "SITE_URL": "https://revisits.example",
    "DATABASE_URL": "postgres://revisits@db/revisits",
    "REDIS_URL": "redis://redis:6379/0",
    "EMAIL_URL": "smtp+tls://user:secret@mail.example:587",
    "DEFAULT_FROM_EMAIL": "Re-visits <no-reply@revisits.example>",
    "PRIVACY_CONTACT": "data.protection@revisits.example",
    "FILES_DIR": "/srv/revisits/files",
    "UPLOAD_DIR": "/srv/revisits/uploads",
}
UNSAFE = [
    ("SECRET_KEY", ""),
    ("SECRET_KEY", "short"),
    ("SECRET_KEY", DEMO_SECRET_KEY),
    ("DEBUG", "on"),
    ("DEMO", "on"),
    ("ALLOWED_HOSTS", ""),
    ("ALLOWED_HOSTS", "*"),
    ("SITE_URL", ""),
    ("SITE_URL", "http://revisits.example"),
    ("DATABASE_URL", ""),
    ("REDIS_URL", ""),
    ("EMAIL_URL", ""),
    ("DEFAULT_FROM_EMAIL", ""),
    ("PRIVACY_CONTACT", ""),
    ("PRIVACY_CONTACT", "the office"),
    ("RETENTION_OUTCOME_DRAFTS_DAYS", "364"),
    ("RETENTION_PEOPLE_DAYS", "0"),
    ("RETENTION_CASE_FILE_DAYS", "36000"),
    ("PWNED_PASSWORDS_FILE", "/nowhere/pwned.txt"),
    ("FILES_DIR", ""),
    ("FILES_DIR", str(CHECKOUT / "static" / "given")),
    ("FILES_DIR", str(CHECKOUT)),
    ("UPLOAD_DIR", ""),
    ("UPLOAD_DIR", str(CHECKOUT / "var" / "static")),
    ("FILES_ENDPOINT", "http://store.example"),
    ("IDLE_MINUTES", "0"),
    ("IDLE_MINUTES", "600"),
    ("SESSION_HOURS", "48"),
    ("EMAIL_CHANNEL", "pigeon"),
    ("TEXT_CHANNEL", "smtp"),
    ("NOTIFY_CALLBACK_TOKEN", "short"),
    ("DELIVERY_WEBHOOK_SECRET", "short"),
    ("OUTBOX_LEASE_SECONDS", "60"),
]


NOTHING = {"ENVIRONMENT": "production"}
IN_A_BUCKET = {**SAFE, "FILES_DIR": "", "FILES_BUCKET": "evidence"}
TEMPLATES = ("NOTIFY_EMAIL_TEMPLATE", "NOTIFY_TEXT_TEMPLATE", "NOTIFY_LETTER_TEMPLATE")
BY_NOTIFY = {**SAFE, "EMAIL_CHANNEL": "notify", "TEXT_CHANNEL": "notify"}
UNSAFE_NOTIFY = {**BY_NOTIFY, "NOTIFY_BASE_URL": "http://notify.example", "NOTIFY_API_KEY": "key"}
SAFE_NOTIFY = {**BY_NOTIFY, **dict.fromkeys(TEMPLATES, EMAIL), "NOTIFY_API_KEY": API_KEY}
READ = [
    SAFE,
    NOTHING,
    IN_A_BUCKET,
    UNSAFE_NOTIFY,
    SAFE_NOTIFY,
    *({**SAFE, name: value} for name, value in UNSAFE),
]


@dataclass(frozen=True)
class Done:
    """How a process ended that read the settings."""

    returncode: int
    stdout: str
    stderr: str


@cache
def _all_read() -> list[Done]:
    """In the order of READ: each in a process whose environment holds nothing else of ours."""
    ours = {"PATH": os.environ["PATH"], "HOME": "/nonexistent"}
    asked = json.dumps([ours | given for given in READ])
    command = [sys.executable, "-m", "tests.revisits.settings_reader"]
    answer = subprocess.run(
        command, cwd=CHECKOUT, env=ours, input=asked, capture_output=True, text=True, check=True
    )
    return [Done(*each) for each in json.loads(answer.stdout)]


def read_settings(given: dict[str, str]) -> Done:
    return _all_read()[READ.index(given)]


@pytest.mark.parametrize(("name", "value"), UNSAFE)
def test_production_refuses_an_unsafe_value_and_says_which(name: str, value: str) -> None:
    done = read_settings({**SAFE, name: value})

    assert done.returncode == 1
    refused = [line for line in done.stderr.splitlines() if line.startswith("- ")]
    assert refused, done.stderr
    assert all(line.startswith(f"- {name} must ") for line in refused)


def test_production_names_every_unsafe_value_at_once() -> None:
    done = read_settings(NOTHING)

    assert done.returncode == 1
    named = {line.split()[1] for line in done.stderr.splitlines() if line.startswith("- ")}
    assert named == SAFE.keys() - {"ENVIRONMENT"}


def test_a_channel_by_notify_needs_its_key_and_its_templates() -> None:
    done = read_settings(UNSAFE_NOTIFY)
    named = {line.split()[1] for line in done.stderr.splitlines() if line.startswith("- ")}
    assert named == {*TEMPLATES[:2], "NOTIFY_API_KEY", "NOTIFY_BASE_URL"}

    done = read_settings(SAFE_NOTIFY)
    assert done.returncode == 0, done.stderr


def test_production_starts_with_safe_values() -> None:
    done = read_settings(SAFE)

    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == ["False", "False", "True"]


def test_production_keeps_files_in_a_bucket_instead_of_a_folder() -> None:
    done = read_settings(IN_A_BUCKET)

    assert done.returncode == 0, done.stderr


def test_the_demo_starts_with_nothing_given() -> None:
    env = {"PATH": os.environ["PATH"]}
    command = [sys.executable, "-c", "from revisits import settings; print(settings.DEMO)"]
    done = subprocess.run(command, cwd=CHECKOUT, env=env, capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "True"
