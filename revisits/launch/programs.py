"""Which programs the launcher runs, where, and what they are told."""

import os

from revisits import embedded
from revisits.embedded import places
from revisits.launch import ports
from revisits.launch.children import Child
from revisits.launch.terminal import GivenUpError, say


def chosen_port() -> int:
    """PORT, or 8000; a taken one is replaced, and that is said. GivenUpError if it is no port."""
    given = os.environ.get("PORT", "8000")
    if not given.isdigit() or not 0 < int(given) < 65536:
        raise GivenUpError(f"PORT={given} is no port: give a number from 1 to 65535.")
    port = ports.choose(int(given))
    if port != int(given):
        say(f"Port {given} is taken: using {port} instead.")
    return port


def environment(*, web: int, mail: int | None) -> dict[str, str]:
    """What the children are told: the addresses that were chosen here, unless they were given."""
    chosen = {
        "DATABASE_URL": embedded.database_url(),
        "REDIS_URL": embedded.redis_url(),
        "SITE_URL": f"http://localhost:{web}",
        "PYTHONUNBUFFERED": "1",
    }
    if mail:
        chosen["EMAIL_URL"] = f"smtp://{ports.HOST}:{mail}"
    return {**chosen, **{name: value for name, value in os.environ.items() if value or name not in chosen}}


def programs(*, web: int, mail: int | None) -> list[Child]:
    """The family in the order of starting."""
    mailbox = ["manage.py", "demo_mailbox", "--port", str(mail)]
    gunicorn = ["-m", "gunicorn", "revisits.wsgi:application", "--bind", f"{ports.HOST}:{web}"]
    gunicorn += ["--worker-class", "gthread", "--workers", "2", "--threads", "4", "--no-control-socket"]
    gunicorn += ["--graceful-timeout", "5", "--access-logfile", "-"]
    celery = ["-m", "celery", "-A", "revisits"]
    worker = [
        *celery,
        "worker",
        "--concurrency",
        "2",
        "--loglevel",
        "INFO",
        "--without-gossip",
        "--without-mingle",
    ]
    beat = [*celery, "beat", "--loglevel", "INFO", "--pidfile="]
    named = {"web": gunicorn, "worker": worker, "beat": beat}
    if mail:
        named = {"mailbox": mailbox, **named}
    return [Child(name, arguments, places.logs() / f"{name}.log") for name, arguments in named.items()]
