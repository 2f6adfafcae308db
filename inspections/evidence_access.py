"""Who reaches the evidence base: those with a part in the case, and nobody of the area (G12)."""

from django.db.models import QuerySet
from django.http import Http404

from inspections import access
from inspections.models import (
    EvidenceDocument,
    EvidenceExport,
    EvidenceNote,
    EvidencePage,
    EvidenceView,
    NoteCitation,
    NoteVersion,
    Revisit,
    Tag,
)
from revisits.accounts.access import Person, held
from revisits.accounts.permissions import Permission
from revisits.accounts.visibility import rule


@rule(EvidenceNote)
def notes(person: Person) -> QuerySet[EvidenceNote]:
    """Inspectors' notes: to those with a part in the case."""
    return EvidenceNote.objects.filter(revisit__in=_cases(person, Permission.READ_NOTES))


@rule(NoteVersion)
def note_versions(person: Person) -> QuerySet[NoteVersion]:
    return NoteVersion.objects.filter(note__in=notes(person).values("pk"))


@rule(NoteCitation)
def citations(person: Person) -> QuerySet[NoteCitation]:
    return NoteCitation.objects.filter(version__in=note_versions(person).values("pk"))


@rule(Tag)
def tags(person: Person) -> QuerySet[Tag]:
    return Tag.objects.filter(revisit__in=_cases(person, Permission.READ_EVIDENCE))


@rule(EvidenceView)
def views(person: Person) -> QuerySet[EvidenceView]:
    """What inspectors see in the evidence is between those with a part in the case."""
    return EvidenceView.objects.filter(document__in=team_evidence(person).values("pk"))


@rule(EvidencePage)
def pages(person: Person) -> QuerySet[EvidencePage]:
    """The words of documents, for searching."""
    return EvidencePage.objects.filter(of__version__document__in=team_evidence(person).values("pk"))


@rule(EvidenceExport)
def exports(person: Person) -> QuerySet[EvidenceExport]:
    """Archives: to whoever asked for them, while they have a part in the case."""
    reached = _cases(person, Permission.READ_EVIDENCE)
    return EvidenceExport.objects.filter(by=person.pk, revisit__in=reached)


def team_evidence(person: Person) -> QuerySet[EvidenceDocument]:
    """The documents of the evidence base: a giver's own evidence is not reached by it."""
    return access.evidence(person).filter(revisit__in=_cases(person, Permission.READ_EVIDENCE))


def reads_base(person: Person, revisit: Revisit) -> bool:
    """Whether the evidence base of a case is open to a person; no query where its team was read already."""
    covered = any(
        grant.covers(area=revisit.area_id, revisit=revisit.pk)
        for grant in held(person, Permission.READ_EVIDENCE)
    )
    return covered and any(member.user_id == person.pk for member in revisit.team.all())


def base_or_404(person: Person, reference: str, permission: Permission | None = None) -> Revisit:
    """The case whose evidence base a person may open, and do `permission` in; 404 otherwise."""
    case = access.case_or_404(person, reference, permission)
    if not reads_base(person, case):
        raise Http404
    return case


def document_or_404(person: Person, case: Revisit, document_id: int) -> EvidenceDocument:
    found = team_evidence(person).filter(pk=document_id, revisit=case)
    document = found.select_related("given_by").prefetch_related("weaknesses").first()
    if document is None:
        raise Http404
    return document


def note_or_404(person: Person, case: Revisit, note_id: int) -> EvidenceNote:
    found = notes(person).filter(pk=note_id, revisit=case)
    note = found.select_related("written_by").first()
    if note is None:
        raise Http404
    return note


def _cases(person: Person, permission: Permission) -> QuerySet[Revisit]:
    return access.part_in(person, permission).only("pk")
