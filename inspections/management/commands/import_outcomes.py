"""Import published outcomes of finished re-visits from a JSON file, all or nothing."""

from inspections.importing.command import ImportCommand
from inspections.importing.outcomes import import_outcomes


class Command(ImportCommand):
    help = __doc__
    importing = staticmethod(import_outcomes)
