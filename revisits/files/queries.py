"""Reads of the office's page: lists of files by how they stand, counted in one query."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Count, Min, Q

from revisits.files.models import Scan, StoredFile


@dataclass(frozen=True)
class FileList:
    """One list of files: its name in addresses, what it is called, what it says when empty, and which files it has."""

    code: str
    title: str
    explain: str
    holds: Q
    count: int = 0


def _in(scan: Scan) -> Q:
    return Q(scan=scan)


# Those first for which somebody has to do something.
LISTS = (
    FileList(
        "damaged",
        "Damaged",
        "What is stored is missing, or is not what was given. Have it put back from a backup, under the same place.",
        ~Q(fault=""),
    ),
    FileList("failed", "Scan failed", "They stay closed until a scan comes to an end.", _in(Scan.FAILED)),
    FileList(
        "infected",
        "Infected",
        "Nobody can open them. Whoever gave them is told. Where it was a false alarm, have the scanner mended, then "
        "the file scanned again: it stays closed until the scanner finds nothing.",
        _in(Scan.INFECTED),
    ),
    FileList("waiting", "Waiting", "They stay closed until the scanner has looked.", _in(Scan.PENDING)),
    FileList(
        "unscanned",
        "Not scanned",
        "They were given when no scanner was set; one that is set later looks at them.",
        _in(Scan.NOT_SCANNED),
    ),
    FileList("clean", "Nothing found", "The scanner looked, and found nothing.", _in(Scan.CLEAN)),
)


def lists() -> list[FileList]:
    """Every list with how many files it has: one query."""
    counts = StoredFile.objects.aggregate(**{each.code: Count("pk", filter=each.holds) for each in LISTS})
    return [replace(each, count=counts[each.code]) for each in LISTS]


def to_begin_with(found: list[FileList]) -> FileList:
    """The first list that has files, or the first."""
    return next((each for each in found if each.count), found[0])


def verified() -> dict[str, datetime | int | None]:
    """How many files nobody compared with their hash yet, and since when all others are: `oldest`."""
    never = Count("pk", filter=Q(verified_at=None))
    found: dict[str, datetime | int | None] = StoredFile.objects.aggregate(
        never=never, oldest=Min("verified_at")
    )
    return found
