"""What may be cited for a judgement: evidence and notes of the case, those about the weakness first, the rest found."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse

from inspections import evidence_search
from inspections.actions.judgements import Grounds
from inspections.evidence_access import note_versions, team_evidence, views
from inspections.models import (
    ConcernVersion,
    EvidencePage,
    EvidenceVersion,
    EvidenceView,
    JudgementVersion,
    NoteVersion,
    Revisit,
    Weakness,
)
from inspections.note_list import newest_versions
from revisits.accounts.models import User

DOCUMENT, NOTE = "d", "n"
MOST = 40
SHOWS = {
    EvidenceView.Shows.IMPACT: "shows impact",
    EvidenceView.Shows.NONE: "shows none",
    EvidenceView.Shows.UNCLEAR: "unclear",
}


@dataclass(frozen=True)
class Option:
    """One thing that may be cited. `key` is "d12" for a version of a document, "n7" for one of a note."""

    key: str
    title: str
    about: str
    address: str

    @property
    def is_document(self) -> bool:
        return self.key.startswith(DOCUMENT)


@dataclass(frozen=True)
class Offer:
    """The options of a page; `more` are those that it leaves out, to be found by searching."""

    options: Sequence[Option]
    more: int = 0


class Citable:
    """What one person may cite in one case, for a weakness or for something else."""

    def __init__(self, person: User, case: Revisit, weakness: Weakness | None = None) -> None:
        self.person, self.case, self.weakness = person, case, weakness
        related = ("document__given_by", "file")
        documents = team_evidence(person).filter(revisit=case, withdrawn_at=None)
        self.documents: QuerySet[EvidenceVersion] = EvidenceVersion.objects.filter(
            document__in=documents.values("pk")
        ).select_related(*related)
        self.notes: QuerySet[NoteVersion] = note_versions(person).filter(note__revisit=case)
        self.notes = self.notes.select_related("note__written_by").defer("text")

    def offer(self, words: str = "", chosen: Iterable[str] = ()) -> Offer:
        """What is chosen (keys; another case's are left out), then what is about the weakness, or has the words."""
        wanted = dict.fromkeys(chosen)
        first = self._options(*_split(wanted))
        documents, notes = self._found(words) if words else self._about()
        kept = {option.key for option in first}
        rest = [option for option in self._options(documents, notes) if option.key not in kept]
        return Offer([*first, *rest[:MOST]], max(len(rest) - MOST, 0))

    def grounds(self, chosen: dict[str, str]) -> Grounds:
        """The versions behind keys, each with its place; keys of another case are left out."""
        documents, notes = _split(chosen)
        return Grounds(
            [(each, chosen[f"{DOCUMENT}{each.pk}"]) for each in self.documents.filter(pk__in=documents)],
            list(self.notes.filter(pk__in=notes)),
        )

    def _about(self) -> tuple[list[int], list[int]]:
        """Newest versions about the weakness, or about no weakness in particular; all where it is about none."""
        documents = self.documents.order_by("document_id", "-number").distinct("document_id")
        notes = self.notes.filter(pk__in=newest_versions().values("pk"))
        keys = list(documents.values_list("pk", "document"))
        if self.weakness is None:
            return [pk for pk, _ in keys], list(notes.order_by("-note").values_list("pk", flat=True))
        about = self._weaknesses_of([document for _, document in keys])
        fits = [pk for pk, document in keys if not about[document] or self.weakness.pk in about[document]]
        noted = notes.filter(about__weakness=self.weakness) | notes.filter(about=None)
        return fits, list(noted.distinct().order_by("-note").values_list("pk", flat=True))

    def _weaknesses_of(self, documents: list[int]) -> dict[int, set[int]]:
        found: dict[int, set[int]] = defaultdict(set)
        rows = team_evidence(self.person).filter(pk__in=documents, about__isnull=False)
        for document, weakness in rows.values_list("pk", "about__weakness"):
            found[document].add(weakness)
        return found

    def _found(self, words: str) -> tuple[list[int], list[int]]:
        """By full text in notes, titles and pages, the best first, and by part of a title."""
        places = list(evidence_search.found(self.person, self.case, words)[: 4 * MOST])
        pages = [pk for kind, pk, _ in places if kind == evidence_search.PAGE]
        documents = [pk for kind, pk, _ in places if kind == evidence_search.TITLE]
        documents += EvidencePage.objects.filter(pk__in=pages).values_list("of__version__document", flat=True)
        titled = self.documents.filter(document__title__icontains=words) | self.documents.filter(
            document__in=documents
        )
        newest = titled.order_by("document_id", "-number").distinct("document_id")
        notes = [pk for kind, pk, _ in places if kind == evidence_search.NOTE]
        return list(newest.values_list("pk", flat=True)), notes

    def _options(self, documents: Sequence[int], notes: Sequence[int]) -> list[Option]:
        """In the order given, documents first."""
        versions = self.documents.in_bulk(documents[: 2 * MOST])
        seen = self._seen([version.document_id for version in versions.values()])
        noted = self.notes.in_bulk(notes[: 2 * MOST])
        return [
            *(self._document(versions[pk], seen) for pk in documents if pk in versions),
            *(self._note(noted[pk]) for pk in notes if pk in noted),
        ]

    def _seen(self, documents: list[int]) -> dict[int, list[str]]:
        """What inspectors saw in each document for this weakness: "2 shows impact"."""
        if self.weakness is None:
            return {}
        counts: dict[int, dict[str, int]] = defaultdict(lambda: defaultdict(int))
        found = views(self.person).filter(document__in=documents, weakness=self.weakness)
        for document, shows in found.values_list("document", "shows"):
            counts[document][shows] += 1
        return {
            document: [f"{theirs[shows]} × {said}" for shows, said in SHOWS.items() if theirs.get(shows)]
            for document, theirs in counts.items()
        }

    def _document(self, version: EvidenceVersion, seen: dict[int, list[str]]) -> Option:
        document = version.document
        number = [f"version {version.number}"] if version.number > 1 else []
        about = ", ".join([str(document.given_by), *number, *seen.get(document.pk, [])])
        address = reverse("evidence-document", args=[self.case.reference, document.pk])
        return Option(f"{DOCUMENT}{version.pk}", document.title, about, f"{address}?version={version.number}")

    def _note(self, version: NoteVersion) -> Option:
        note = version.note
        about = f"Note: {note.get_kind_display()}, {note.written_by}"
        address = reverse("note", args=[self.case.reference, note.pk])
        return Option(f"{NOTE}{version.pk}", version.title, about, address)


def chosen_by(version: JudgementVersion | ConcernVersion | None) -> dict[str, str]:
    """The keys that a version cites, each with its place."""
    if version is None:
        return {}
    return {
        f"{DOCUMENT}{each.cited_id}" if each.cited_id else f"{NOTE}{each.noted_id}": each.place
        for each in version.citations.all()
    }


def _split(keys: Iterable[str]) -> tuple[list[int], list[int]]:
    """The ids of documents' and of notes' versions; what is no key is left out."""
    good = [key for key in keys if key[:1] in (DOCUMENT, NOTE) and key[1:].isdecimal() and len(key) < 19]
    return (
        [int(key[1:]) for key in good if key.startswith(DOCUMENT)],
        [int(key[1:]) for key in good if key.startswith(NOTE)],
    )
