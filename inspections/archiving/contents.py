"""What goes into the archive of an evidence base, and under which names."""

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.timezone import localtime

from inspections.csv_export import cell
from inspections.evidence_access import note_versions, team_evidence, views
from inspections.evidence_list import FORUM
from inspections.lateness import in_words
from inspections.models import EvidenceDocument, EvidenceNote, EvidenceVersion, NoteVersion, Revisit
from inspections.models.evidence import EvidenceAbout
from revisits.accounts.models import User
from revisits.files.models import StoredFile
from revisits.files.opening import may_open

LONGEST = 80
DOCUMENTS = (
    "path", "document", "version", "title", "given by", "side", "weaknesses", "tags", "added by", "added", "late by",
    "withdrawn", "size in bytes", "SHA-256", "scan", "remark",
)  # fmt: skip
NOTES = (
    "path", "note", "version", "kind", "title", "day", "weaknesses", "cites", "tags", "written by", "written", "text",
)  # fmt: skip
IMPACT = ("document", "title", "weakness", "inspector", "sees", "when")


@dataclass(frozen=True)
class Member:
    """One file of the archive: bytes from storage, or a text."""

    path: str
    file: StoredFile | None = None
    text: str = ""


def files(person: User, case: Revisit) -> Iterator[tuple[EvidenceVersion, Member | None, str]]:
    """Every version of every document that the person may read, with its member or none, and a remark on it."""
    documents = team_evidence(person).filter(revisit=case)
    found = EvidenceVersion.objects.filter(document__in=documents.values("pk"))
    found = found.select_related("document__given_by", "document__item", "file", "added_by")
    found = found.prefetch_related("document__about__weakness", "document__taggings__tag")
    for version in found.order_by("document", "number"):
        path = f"evidence/{folder(version.document.about.all())}/{_name(version)}"
        if version.file is None:
            yield version, Member(path, text=version.text), ""
            continue
        opening = may_open(version.file)
        yield version, Member(path, version.file) if opening.allowed else None, opening.sentence


def notes(person: User, case: Revisit) -> Iterator[tuple[NoteVersion, Member]]:
    """Every version of every note."""
    found = note_versions(person).filter(note__revisit=case).order_by("note", "number")
    found = found.select_related("note", "written_by").prefetch_related(
        "about__weakness", "citations__cited__document", "note__taggings__tag"
    )
    for version in found:
        path = f"notes/{version.note_id:06}-v{version.number}-{safe(version.title)}.txt"
        yield version, Member(path, text=_as_text(version))


def manifest(rows: Iterable[tuple[EvidenceVersion, Member | None, str]]) -> str:
    return as_csv(DOCUMENTS, (_document_row(*row) for row in rows))


def notes_csv(rows: Iterable[tuple[NoteVersion, Member]]) -> str:
    return as_csv(NOTES, (_note_row(*row) for row in rows))


def impact_csv(person: User, case: Revisit) -> str:
    found = views(person).filter(document__revisit=case).select_related("document", "weakness", "by")
    return as_csv(
        IMPACT,
        (
            (view.document_id, view.document.title, view.weakness.number, view.by.name, view.get_shows_display(),
             when(view.at))
            for view in found.order_by("document", "weakness__number", "at")
        ),
    )  # fmt: skip


def folder(about: Iterable[EvidenceAbout]) -> str:
    """The folder of the first weakness that a document is about; the manifest names the others."""
    first = next(iter(about), None)
    if first is None:
        return "about-the-whole"
    return f"weakness-{first.weakness.number:02}-{safe(first.weakness.text, 40)}"


def safe(name: str, longest: int = LONGEST) -> str:
    """A name that no program takes for a path, a device or a command: letters, digits, `-`, `_` and `.` inside."""
    plain = unicodedata.normalize("NFKC", name)
    kept = re.sub(r"[^\w.]+", "-", plain).strip("-._")
    return re.sub(r"\.{2,}", ".", kept)[:longest].strip("-._") or "unnamed"


def _name(version: EvidenceVersion) -> str:
    """Its keys come first, so that no two are the same and none is a reserved name."""
    start = f"{version.document_id:06}-v{version.number}-"
    if version.file is None:
        return f"{start}{safe(version.document.title)}.txt"
    stem, dot, ending = version.file.name.rpartition(".")
    if not dot:
        return f"{start}{safe(version.file.name)}"
    return f"{start}{safe(stem)}.{safe(ending, 10)}"


def _document_row(version: EvidenceVersion, member: Member | None, why: str) -> tuple[object, ...]:
    document, file = version.document, version.file
    return (
        member.path if member else "",
        document.pk,
        version.number,
        document.title,
        document.given_by.name,
        "forum" if document.given_by.kind == FORUM else "area",
        _numbers(about.weakness.number for about in document.about.all()),
        _tags(document),
        version.added_by.name,
        when(version.added_at),
        in_words(version.late_by) if version.late_by else "",
        f"{when(document.withdrawn_at)}: {document.withdrawn_why}" if document.withdrawn_at else "",
        file.size if file else "",
        file.sha256 if file else "",
        file.get_scan_display() if file else "",
        why,
    )


def _note_row(version: NoteVersion, member: Member) -> tuple[object, ...]:
    note = version.note
    cited = (
        f"{each.cited.document_id}, version {each.cited.number} {each.place}".strip()
        for each in version.citations.all()
    )
    return (
        member.path,
        note.pk,
        version.number,
        note.get_kind_display(),
        version.title,
        version.held_on.isoformat() if version.held_on else "",
        _numbers(about.weakness.number for about in version.about.all()),
        "; ".join(cited),
        _tags(note),
        version.written_by.name,
        when(version.written_at),
        version.text,
    )


def _as_text(version: NoteVersion) -> str:
    cited = [f"Cites: {each.cited.document.title} {each.place}".strip() for each in version.citations.all()]
    head = [
        f"{version.note.get_kind_display()}: {version.title}",
        f"{version.written_by.name}, {when(version.written_at)}, version {version.number}",
        *cited,
    ]
    return "\n".join([*head, "", version.text, ""])


def _tags(thing: EvidenceDocument | EvidenceNote) -> str:
    return ", ".join(tagging.tag.name for tagging in thing.taggings.all())


def _numbers(found: Iterable[int]) -> str:
    return " ".join(str(number) for number in found)


def when(at: datetime) -> str:
    return localtime(at).isoformat(timespec="minutes")


def as_csv(header: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> str:
    """With a byte order mark, and no cell that a spreadsheet would run."""
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow(header)
    writer.writerows([cell(value) for value in row] for row in rows)
    return "\ufeff" + written.getvalue()
