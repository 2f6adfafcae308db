"""Reset somebody's second factor from the server: the way back for the administrator who lost their own."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError

from revisits import clock
from revisits.accounts.actions.second_factor import NothingToReset, reset_second_factor
from revisits.accounts.models import User
from revisits.commands import ReadyCommand


class Command(ReadyCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--reason", required=True, help="recorded, and told to the person")

    def handle(self, *args: Any, **options: Any) -> None:
        person = User.objects.filter(email=options["email"]).first()
        if person is None:
            raise CommandError(f"Nobody has the address {options['email']}.")
        try:
            reset_second_factor(user=person, by=None, at=clock.now(), reason=options["reason"])
        except NothingToReset:
            raise CommandError(f"{person.name} has no second factor.") from None
        self.stdout.write(f"The second factor of {person.name} is reset, and they are signed out.")
