"""Production refuses to start on an unsafe value, and says which."""

import re
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.exceptions import ImproperlyConfigured

from revisits.retention import RECORD_TYPES, RecordType

# Public on purpose: good for the demo and the tests alone, and refused in production.
DEMO_SECRET_KEY = "demo-only-key-that-production-refuses-to-start-with"

Settings = Mapping[str, Any]


def _retention(record_type: RecordType) -> tuple[str, Callable[[Settings, Mapping[str, str]], bool]]:
    return record_type.rule, lambda s, _: record_type.allows(s["RETENTION"][record_type.code])


def _is_private(name: str, settings: Settings, given: Mapping[str, str]) -> bool:
    """Whether a folder was given, and lies in none whose files anybody is served, nor holds one."""
    real = Path(settings[name]).resolve()
    served = [Path(each).resolve() for each in (settings["STATIC_ROOT"], *settings["STATICFILES_DIRS"])]
    return bool(given.get(name)) and not any(
        real.is_relative_to(each) or each.is_relative_to(real) for each in served
    )


# The id of a service and a secret, each a UUID, behind a name that the key was given.
NOTIFY_KEY = re.compile(
    r"(?:.+-)?[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
)
NOTIFY = "notify"
SHORTEST_SECRET = 32


def _uses_notify(settings: Settings) -> bool:
    return NOTIFY in (settings["EMAIL_CHANNEL"], settings["TEXT_CHANNEL"])


def _has_id(name: str, settings: Settings) -> bool:
    """Whether a template is named by a UUID, as Notify names them."""
    try:
        return bool(UUID(settings[name]))
    except ValueError:
        return False


def _is_secret(name: str, settings: Settings) -> bool:
    return not settings[name] or len(settings[name]) >= SHORTEST_SECRET


RULES: list[tuple[str, Callable[[Settings, Mapping[str, str]], bool]]] = [
    (
        "SECRET_KEY must be set, be at least 50 characters long and not be the demo's",
        lambda s, _: len(s["SECRET_KEY"]) >= 50 and s["SECRET_KEY"] != DEMO_SECRET_KEY,
    ),
    ("DEBUG must be off", lambda s, _: not s["DEBUG"]),
    ("DEMO must be off: it offers sign-in without a password", lambda s, _: not s["DEMO"]),
    (
        "ALLOWED_HOSTS must name the site's hosts, without *",
        lambda s, _: bool(s["ALLOWED_HOSTS"]) and "*" not in s["ALLOWED_HOSTS"],
    ),
    ("SITE_URL must be an https address", lambda s, _: s["SITE_URL"].startswith("https://")),
    (
        "DATABASE_URL must be set: the embedded PostgreSQL is for the demo",
        lambda _, given: bool(given.get("DATABASE_URL")),
    ),
    (
        "REDIS_URL must be set: the embedded Redis is for the demo",
        lambda _, given: bool(given.get("REDIS_URL")),
    ),
    (
        "EMAIL_URL must be set (smtp://, smtp+tls:// or smtp+ssl://)",
        lambda _, given: given.get("EMAIL_URL", "").startswith("smtp"),
    ),
    ("EMAIL_CHANNEL must be smtp or notify", lambda s, _: s["EMAIL_CHANNEL"] in ("smtp", NOTIFY)),
    ("TEXT_CHANNEL must be none or notify", lambda s, _: s["TEXT_CHANNEL"] in ("none", NOTIFY)),
    (
        "NOTIFY_API_KEY must be a key of GOV.UK Notify where a channel is notify",
        lambda s, _: not _uses_notify(s) or bool(NOTIFY_KEY.fullmatch(s["NOTIFY_API_KEY"])),
    ),
    (
        "NOTIFY_BASE_URL must be an https address",
        lambda s, _: not _uses_notify(s) or s["NOTIFY_BASE_URL"].startswith("https://"),
    ),
    (
        "NOTIFY_EMAIL_TEMPLATE and NOTIFY_LETTER_TEMPLATE must be ids of templates where EMAIL_CHANNEL is notify",
        lambda s, _: (
            s["EMAIL_CHANNEL"] != NOTIFY
            or (_has_id("NOTIFY_EMAIL_TEMPLATE", s) and _has_id("NOTIFY_LETTER_TEMPLATE", s))
        ),
    ),
    (
        "NOTIFY_TEXT_TEMPLATE must be the id of a template where TEXT_CHANNEL is notify",
        lambda s, _: s["TEXT_CHANNEL"] != NOTIFY or _has_id("NOTIFY_TEXT_TEMPLATE", s),
    ),
    *(
        (
            f"{name} must be at least {SHORTEST_SECRET} characters long, or not be set",
            partial(lambda which, s, _: _is_secret(which, s), name),
        )
        for name in ("NOTIFY_CALLBACK_TOKEN", "DELIVERY_WEBHOOK_SECRET")
    ),
    (
        "OUTBOX_LEASE_SECONDS must be at least 120: a slow worker would count as dead, and its message go out twice",
        lambda s, _: s["OUTBOX_LEASE"].total_seconds() >= 120,
    ),
    ("DEFAULT_FROM_EMAIL must be set", lambda s, _: "@" in s["DEFAULT_FROM_EMAIL"]),
    (
        "PRIVACY_CONTACT must be an e-mail address: the privacy notice says whom to ask",
        lambda s, _: "@" in s["PRIVACY_CONTACT"],
    ),
    (
        "PWNED_PASSWORDS_FILE must be a file that exists, or not be set",
        lambda s, _: not s["PWNED_PASSWORDS_FILE"] or Path(s["PWNED_PASSWORDS_FILE"]).is_file(),
    ),
    (
        "CLAMD_URL must be unix:///path or tcp://host:port, or not be set",
        lambda s, _: not s["CLAMD_URL"] or s["CLAMD_URL"].startswith(("unix:///", "tcp://")),
    ),
    (
        "OPEN_UNSCANNED must be warn or forbid",
        lambda s, _: s["OPEN_UNSCANNED"] in ("warn", "forbid"),
    ),
    (
        "SCAN_LEASE_SECONDS must be more than SCAN_SECONDS, and SCAN_SECONDS less than a task's time limit of 300",
        lambda s, _: s["SCAN_LEASE"].total_seconds() > s["SCAN_SECONDS"] < s["CELERY_TASK_TIME_LIMIT"],
    ),
    (
        "FILES_DIR must be set (or FILES_BUCKET), and not be, nor hold, a folder that the web server serves",
        lambda s, given: bool(given.get("FILES_BUCKET")) or _is_private("FILES_DIR", s, given),
    ),
    (
        "UPLOAD_DIR must be set, one for all web processes and workers, in no folder that the web server serves",
        lambda s, given: _is_private("UPLOAD_DIR", s, given),
    ),
    (
        "FILES_ENDPOINT must be an https address, or not be set",
        lambda _, given: given.get("FILES_ENDPOINT", "https://").startswith("https://"),
    ),
    ("IDLE_MINUTES must be from 5 to 120", lambda s, _: 5 <= s["IDLE_MINUTES"] <= 120),
    ("SESSION_HOURS must be from 1 to 24", lambda s, _: 1 <= s["SESSION_HOURS"] <= 24),
    *(_retention(record_type) for record_type in RECORD_TYPES.values()),
]


def refuse_unsafe(settings: Settings, *, given: Mapping[str, str]) -> None:
    """Raise ImproperlyConfigured with one line for each unsafe value; `given` is the process environment."""
    broken = [sentence for sentence, holds in RULES if not holds(settings, given)]
    if broken:
        raise ImproperlyConfigured("Production settings are unsafe:\n- " + "\n- ".join(broken))
