"""The archive of an evidence base: asked for, built by a worker, downloaded by its asker, and gone after a day."""

import logging
import time
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q

from inspections.archiving import contents, fieldwork, judged
from inspections.archiving.writing import Archive
from inspections.evidence_access import exports as visible_exports
from inspections.models import EvidenceExport, Revisit
from inspections.policies import Refused
from revisits import clock
from revisits.accounts.models import User
from revisits.files.contents import Contents
from revisits.files.storage import files, new_key
from revisits.poking import poke
from revisits.record.reading import read

log = logging.getLogger(__name__)
State = EvidenceExport.State
LIFE = timedelta(days=1)
# A worker that says nothing for so long has died.
LEASE = timedelta(minutes=2)
BEAT_SECONDS = 5
MOST_ATTEMPTS = 3
DIED = "The archive could not be built, though it was tried three times. Ask for it again, or tell inspection support."


class TakenOver(Exception):
    """Another worker builds this archive by now."""


@transaction.atomic
def ask_export(*, revisit: Revisit, by: User, at: datetime) -> EvidenceExport:
    """Ask for the archive. Raises Refused while another of this case is being built."""
    revisit = Revisit.objects.select_for_update(no_key=True).get(pk=revisit.pk)
    open_one = revisit.exports.filter(state__in=EvidenceExport.OPEN).select_related("by").first()
    if open_one:
        raise Refused(
            f"{open_one.by} asked for an archive of this case already. Wait until it is built: one is built at a time."
        )
    export = EvidenceExport.objects.create(revisit=revisit, by=by, asked_at=at)
    poke("inspections.build_export", export.pk)
    return export


def build_export(*, export_id: int) -> None:
    """Build an archive that waits, or whose worker died; whoever comes second does nothing.

    It is ready only when it is whole in storage. A failure is kept with its reason, and tried again.
    """
    export = _claim(export_id)
    if export is None:
        return
    try:
        _build(export)
    except TakenOver:
        log.warning("archive %s is built by another worker", export_id)
    except Exception as error:
        log.exception("archive %s could not be built", export_id)
        _give_up_or_wait(export, type(error).__name__)


def sweep_exports() -> None:
    """Build what a lost poke or a dead worker left, delete what expired, and tell of what cannot be built."""
    now = clock.now()
    hopeless = EvidenceExport.objects.filter(_free(now), attempts__gte=MOST_ATTEMPTS)
    for export in hopeless:
        _delete(export)
    hopeless.update(state=State.FAILED, said=DIED, key="")
    for pk in EvidenceExport.objects.filter(_free(now)).values_list("pk", flat=True):
        build_export(export_id=pk)
    for export in EvidenceExport.objects.filter(state=State.READY, expires_at__lte=now):
        _delete(export)
        EvidenceExport.objects.filter(pk=export.pk).update(state=State.GONE, key="")


def take_export(*, export: EvidenceExport, by: User) -> None:
    """Put on record that the archive was downloaded; call it before it is."""
    read(
        person=by.pk, what=export, case=export.revisit_id, download=True, part="archive of the evidence base"
    )


def _free(now: datetime) -> Q:
    """Those that no living worker builds."""
    return Q(state=State.ASKED) | Q(state=State.BUILDING, claimed_at__lte=now - LEASE)


def _claim(export_id: int) -> EvidenceExport | None:
    """By compare-and-set: of two workers one gets it."""
    now = clock.now()
    free = EvidenceExport.objects.filter(_free(now), pk=export_id, attempts__lt=MOST_ATTEMPTS)
    if not free.update(state=State.BUILDING, claimed_at=now, attempts=F("attempts") + 1, done=0):
        return None
    return EvidenceExport.objects.select_related("revisit", "by").get(pk=export_id)


def _mine(export: EvidenceExport) -> Q:
    return Q(pk=export.pk, state=State.BUILDING, attempts=export.attempts)


def _update(export: EvidenceExport, **values: object) -> None:
    """Write to the row while it is this worker's; raises TakenOver otherwise."""
    if not EvidenceExport.objects.filter(_mine(export)).update(**values):
        raise TakenOver


def _build(export: EvidenceExport) -> None:
    if not visible_exports(export.by).filter(pk=export.pk).exists():
        _update(export, state=State.FAILED, said=f"{export.by} has no part in this case any more.")
        return
    _delete(export)
    path = _place(export)
    with path.open("wb") as into, Archive(into, clock.now()) as archive:
        _fill(archive, export)
    # The key is noted before a byte is under it: what a dead worker left is found, and deleted.
    export.key = new_key()
    _update(export, key=export.key, claimed_at=clock.now())
    files().keep(path, export.key)
    _clear(export)
    now = clock.now()
    _update(
        export,
        state=State.READY,
        size=archive.counting.size,
        sha256=archive.counting.hash.hexdigest(),
        ready_at=now,
        expires_at=now + LIFE,
        said="",
    )


def _fill(archive: Archive, export: EvidenceExport) -> None:
    person, case = export.by, export.revisit
    given, notes = list(contents.files(person, case)), list(contents.notes(person, case))
    _update(export, total=len(given) + len(notes))
    told = []
    for done, (version, member, why) in enumerate(given, start=1):
        if member and member.file:
            stored = Contents(member.file)
            archive.add(member.path, _alive(export, stored))
            why = stored.fault and "Its bytes in storage are not those that were given: see SHA256SUMS."
        elif member:
            archive.add_text(member.path, member.text)
        told.append((version, member, why))
        _update(export, done=done, claimed_at=clock.now())
    for done, (_, page) in enumerate(notes, start=len(given) + 1):
        archive.add_text(page.path, page.text)
        if done % 20 == 0:
            _update(export, done=done, claimed_at=clock.now())
    for member in fieldwork.records(person, case):
        archive.add_text(member.path, member.text)
    archive.add_text("manifest.csv", contents.manifest(told))
    archive.add_text("notes.csv", contents.notes_csv(notes))
    archive.add_text("impact.csv", contents.impact_csv(person, case))
    archive.add_text("judgements.csv", judged.judgements_csv(person, case))
    _update(export, done=len(given) + len(notes), claimed_at=clock.now())


def _alive(export: EvidenceExport, blocks: Iterable[bytes]) -> Iterator[bytes]:
    """The blocks, and every few seconds a word that this worker lives."""
    last = time.monotonic()
    for block in blocks:
        if time.monotonic() - last > BEAT_SECONDS:
            _update(export, claimed_at=clock.now())
            last = time.monotonic()
        yield block


def _give_up_or_wait(export: EvidenceExport, why: str) -> None:
    """The last attempt fails for good; an earlier one is left to the sweep."""
    _delete(export)
    mine = EvidenceExport.objects.filter(_mine(export))
    if export.attempts >= MOST_ATTEMPTS:
        mine.update(state=State.FAILED, said=f"{DIED} ({why})", key="")
    else:
        mine.update(state=State.ASKED, key="")


def _place(export: EvidenceExport) -> Path:
    """Where this attempt writes, before the whole goes into storage."""
    settings.ARCHIVE_DIR.mkdir(parents=True, exist_ok=True, mode=0o700)
    found: Path = settings.ARCHIVE_DIR / f"{export.pk}-{export.attempts}.zip"
    return found


def _clear(export: EvidenceExport) -> None:
    """What attempts wrote on this machine."""
    for path in settings.ARCHIVE_DIR.glob(f"{export.pk}-*.zip"):
        path.unlink(missing_ok=True)


def _delete(export: EvidenceExport) -> None:
    """What earlier attempts left, on this machine and in storage; what cannot be deleted now is told in the log."""
    _clear(export)
    if export.key:
        try:
            files().delete(export.key)
        except Exception:
            log.exception("archive %s could not be deleted from storage", export.pk)
