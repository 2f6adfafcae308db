"""Load the demo: people, published outcomes, and the four real re-visits. Run again, it changes nothing."""

from typing import Any

from django.conf import settings
from django.core.management.base import CommandError
from django.db import transaction

from inspections.importing.cases import import_cases
from inspections.importing.outcomes import import_outcomes
from inspections.models import LocalArea, Revisit
from revisits.accounts.models import DemoClock
from revisits.commands import ReadyCommand
from revisits.demo.clock import set_clock
from revisits.demo.judgements import OUTCOMES
from revisits.demo.people import make_people
from revisits.demo.placing import CASES, place_cases


class Command(ReadyCommand):
    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("This is no demo (DEMO is off): nothing was loaded.")
        if DemoClock.objects.exists() and Revisit.objects.exists():
            self.stdout.write("The demo is loaded already.")
            return
        with transaction.atomic():
            now = set_clock(settings.DEMO_CLOCK)
            import_cases(CASES.read_text(encoding="utf-8"), at=now)
            import_outcomes(OUTCOMES.read_text(encoding="utf-8"), at=now)
            make_people(list(LocalArea.objects.filter(authority__isnull=False)))
            place_cases(now=now)
        self.stdout.write(f"The demo is loaded; it is {now:%A %-d %B %Y, %H:%M} in it.")
