"""Prove that the record was not altered: every hash computed anew, one line for each fault; exit status 1 on any.

Prints the head of the chain. Write it down elsewhere and give it back with --head: then a chain that was cut
short or made anew is found too.
"""

import sys
from argparse import ArgumentParser
from typing import Any

from revisits.commands import ReadyCommand
from revisits.record import checking
from revisits.record.models import Entry, Seal


class Command(ReadyCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--head", default="", metavar="NUMBER:HASH", help="a head that was written down")

    def handle(self, *args: Any, **options: Any) -> None:
        found = 0
        for fault in checking.faults(head=options["head"]):
            found += 1
            self.stdout.write(fault)
        head = Seal.objects.order_by("number").last()
        waiting = Entry.objects.filter(pk__gt=head.last if head else 0).count()
        self.stdout.write(f"Head: {head or 'nothing is sealed yet'}")
        self.stdout.write(f"{waiting} entr{'y waits' if waiting == 1 else 'ies wait'} for the next seal.")
        if found:
            self.stdout.write(f"{found} fault{'s' if found > 1 else ''} in the record.")
            sys.exit(1)
        self.stdout.write("The record is what was sealed.")
