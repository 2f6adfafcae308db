"""`python -m revisits.launch.prepare`: what the first page needs: tables, static files, demo data.

Run by the launcher in a process of its own. Standard output is the terminal's, standard error a log's.
"""

import sys
from pathlib import Path

import django
from django.conf import settings
from django.core.checks import run_checks
from django.core.management import call_command

from revisits.launch.static import collect
from revisits.launch.terminal import say


def main() -> None:
    django.setup()
    for message in (found for found in run_checks() if not found.is_silenced()):
        say(f"{message.msg} {message.hint or ''}".strip())
    call_command("migrate", interactive=False, stdout=sys.stderr)
    collect(Path(settings.STATIC_ROOT))
    if settings.DEMO:
        call_command("load_demo", stdout=sys.stderr)


if __name__ == "__main__":
    main()
