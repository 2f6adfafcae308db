"""Reading the words of evidence, so that it can be searched: one version at a time, each once."""

import logging
from collections.abc import Callable
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet

from inspections.extraction.words import NotReadError, Words, words_of_file, words_of_text
from inspections.models import EvidencePage, EvidenceText, EvidenceVersion
from revisits.files.contents import Contents, UnreadableError
from revisits.files.models import Scan
from revisits.files.opening import may_open

log = logging.getLogger(__name__)
State = EvidenceText.State


def waiting() -> QuerySet[EvidenceVersion]:
    """Versions whose words were not read yet, and whose file may be opened by now."""
    scans = [Scan.CLEAN, *([Scan.NOT_SCANNED] if settings.OPEN_UNSCANNED == "warn" else [])]
    may_be_read = Q(file=None) | Q(file__scan__in=scans, file__fault="")
    return EvidenceVersion.objects.filter(may_be_read, words=None).order_by("pk")


def read_waiting(*, at: Callable[[], datetime], go_on: Callable[[], bool]) -> int:
    """Read the words of what waits, the oldest first, while `go_on` says so; how many were read.

    One that storage does not give now waits for the next time, and holds up nobody.
    """
    done, passed = 0, 0
    while go_on():
        with transaction.atomic():
            free = (
                waiting().filter(pk__gt=passed).select_for_update(skip_locked=True, no_key=True, of=("self",))
            )
            version = free.first()
            if version is None:
                return done
            passed = version.pk
            try:
                read_words(version=version, at=at())
                done += 1
            except UnreadableError:
                log.warning("storage does not give the file of version %s", version.pk)
    return done


@transaction.atomic
def read_words(*, version: EvidenceVersion, at: datetime) -> EvidenceText | None:
    """Keep the words of a version; None where they were read already, or its file may not be opened now.

    Raises UnreadableError where storage does not answer. A file that cannot be read is kept as such, with the reason.
    """
    locked = EvidenceVersion.objects.select_for_update(no_key=True).get(pk=version.pk)
    if EvidenceText.objects.filter(version=locked).exists():
        return None
    if locked.file and not may_open(locked.file).allowed:
        return None
    state, said, pages = State.FAILED, "", []
    try:
        words = _words(locked)
        state, said, pages = State.DONE if words.pages else State.NOTHING, words.said, words.pages
    except NotReadError as error:
        said = str(error)
    found = EvidenceText.objects.create(version=locked, state=state, said=said, read_at=at)
    EvidencePage.objects.bulk_create(
        EvidencePage(of=found, number=number, place=place, text=text)
        for number, (place, text) in enumerate(pages, start=1)
    )
    return found


def _words(version: EvidenceVersion) -> Words:
    if version.file is None:
        return words_of_text(version.text)
    contents = Contents(version.file)
    words = words_of_file(version.file.kind, contents)
    if contents.fault:
        raise NotReadError("Its file is damaged in storage.")
    return words
