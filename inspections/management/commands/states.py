"""Write docs/states.md: the states of a re-visit and what moves it on, from the workflow's own table."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from inspections import states_page


class Command(BaseCommand):
    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        target = settings.BASE_DIR / "docs" / "states.md"
        if not target.exists() or target.read_text(encoding="utf-8") != states_page.as_markdown():
            target.write_text(states_page.as_markdown(), encoding="utf-8")
        self.stdout.write(f"{target} is up to date.")
