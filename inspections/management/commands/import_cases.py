"""Import cases from a JSON file: validated whole, all or nothing; a second time changes nothing."""

from inspections.importing.cases import import_cases
from inspections.importing.command import ImportCommand


class Command(ImportCommand):
    help = __doc__
    importing = staticmethod(import_cases)
