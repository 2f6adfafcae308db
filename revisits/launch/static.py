"""`python -m revisits.launch.static`: collect the static files for the web server, if any changed."""

import hashlib
import sys
from pathlib import Path

import django
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command


def collect(root: Path) -> None:
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
    django.setup()
    collect(Path(settings.STATIC_ROOT))
