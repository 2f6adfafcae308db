"""`python -m revisits.launch.prepare`: what the first page needs: tables, static files, demo data.

Run by the launcher in a process of its own. Standard output is the terminal's, standard error a log's.
"""

import hashlib
import sys
from pathlib import Path

import django
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.checks import run_checks
from django.core.management import call_command

from revisits.launch.terminal import say


def main() -> None:
    django.setup()
    for message in (found for found in run_checks() if not found.is_silenced()):
        say(f"{message.msg} {message.hint or ''}".strip())
    call_command("migrate", interactive=False, stdout=sys.stderr)
    _collect_static(Path(settings.STATIC_ROOT))
    if settings.DEMO:
        call_command("load_demo", stdout=sys.stderr)


def _collect_static(root: Path) -> None:
    """Collect, unless nothing has changed since the last time."""
    stamp = root.with_name("static.stamp")
    found = fingerprint()
    if not root.exists() or not stamp.exists() or stamp.read_text() != found:
        call_command("collectstatic", interactive=False, clear=True, stdout=sys.stderr)
        stamp.write_text(found)


def fingerprint() -> str:
    """Changes when a static file of any application is added, removed or written."""
    seen = hashlib.sha256()
    for finder in get_finders():
        for path, storage in sorted(finder.list([]), key=lambda found: str(found[0])):
            status = Path(storage.path(path)).stat()
            seen.update(f"{path} {status.st_size} {status.st_mtime_ns}\n".encode())
    return seen.hexdigest()


if __name__ == "__main__":
    main()
