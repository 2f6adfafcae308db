"""The way in of a new installation's first administrator, and of the next where none is left."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError

from revisits import clock
from revisits.accounts.actions.invitations import invite
from revisits.accounts.kinds import Kind
from revisits.accounts.links import link
from revisits.accounts.models import Organisation
from revisits.accounts.refusal import Refused
from revisits.accounts.roles import Role
from revisits.commands import ReadyCommand


class Command(ReadyCommand):
    help = "Invites an administrator: writes the mail, and prints the link, which is good once and for one address."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")
        parser.add_argument("name")

    def handle(self, email: str, name: str, **options: Any) -> None:
        ofsted = Organisation.objects.filter(kind=Kind.OFSTED).order_by("pk").first()
        ofsted = ofsted or Organisation.objects.create(kind=Kind.OFSTED, name="Ofsted")
        try:
            invitation = invite(
                email=email, name=name, role=Role.ADMINISTRATOR, organisation=ofsted, by=None, at=clock.now()
            )
        except Refused as refusal:
            raise CommandError(str(refusal)) from None
        self.stdout.write(link(invitation))
