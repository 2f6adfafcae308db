"""Searching the evidence base: notes, titles, and the words of documents, in PostgreSQL's English full text."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.search import SearchHeadline, SearchQuery, SearchRank, SearchVector
from django.db.models import CharField, Exists, F, OuterRef, QuerySet, Value
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from inspections.evidence_access import note_versions, pages, team_evidence
from inspections.models import EvidenceDocument, EvidencePage, EvidenceVersion, NoteVersion, Revisit
from inspections.note_list import newest_versions
from revisits.accounts.models import User

# Around what was found, until the rest is escaped: characters that no text has.
BEGIN, END = "\ue000", "\ue001"
NOTE, TITLE, PAGE = "note", "title", "page"


@dataclass(frozen=True)
class Hit:
    """One place: a note, a document by its title, or a page of a document; `snippet` has <mark> and nothing else."""

    kind: str
    found: NoteVersion | EvidenceDocument | EvidencePage
    snippet: SafeString

    @property
    def note(self) -> NoteVersion | None:
        return self.found if isinstance(self.found, NoteVersion) else None

    @property
    def document(self) -> EvidenceDocument | None:
        if isinstance(self.found, EvidencePage):
            return self.found.of.version.document
        return self.found if isinstance(self.found, EvidenceDocument) else None

    @property
    def place(self) -> str:
        return self.found.place if isinstance(self.found, EvidencePage) else ""


def found(person: User, revisit: Revisit, words: str) -> QuerySet[Any, Any]:
    """(kind, key) of every place with these words that a person may read, the best first; as many web searches do,
    "quotes", or and -not are understood.
    """
    query = _query(words)
    later = EvidenceVersion.objects.filter(
        document=OuterRef("of__version__document"), number__gt=OuterRef("of__version__number")
    )
    notes = newest_versions().filter(pk__in=note_versions(person).values("pk"), note__revisit=revisit)
    in_files = pages(person).filter(~Exists(later), of__version__document__revisit=revisit)
    titles = team_evidence(person).filter(revisit=revisit)
    titles = titles.annotate(words=SearchVector("title", config="english"))
    return (
        _ranked(notes, NOTE, query)
        .union(_ranked(titles, TITLE, query), _ranked(in_files, PAGE, query), all=True)
        .order_by("-rank", "kind", "pk")
    )


def hits(places: Sequence[tuple[str, int, float]], words: str) -> list[Hit]:
    """The places of one page of `found`, with what stands around the words."""
    query = _query(words)
    wanted = {kind: [pk for each, pk, _ in places if each == kind] for kind in (NOTE, TITLE, PAGE)}
    read: dict[str, QuerySet[Any]] = {
        NOTE: NoteVersion.objects.select_related("note__written_by"),
        TITLE: EvidenceDocument.objects.select_related("given_by"),
        PAGE: EvidencePage.objects.select_related("of__version__document__given_by"),
    }
    rows = {
        kind: found.annotate(snippet=_headline("title" if kind == TITLE else "text", query)).in_bulk(
            wanted[kind]
        )
        for kind, found in read.items()
    }
    return [Hit(kind, rows[kind][pk], _marked(rows[kind][pk].snippet)) for kind, pk, _ in places]


def _query(words: str) -> SearchQuery:
    return SearchQuery(words, config="english", search_type="websearch")


def _ranked(rows: QuerySet[Any], kind: str, query: SearchQuery) -> QuerySet[Any, Any]:
    rank = SearchRank(F("words"), query)
    found: QuerySet[Any] = (
        rows.order_by().filter(words=query).annotate(kind=Value(kind, CharField()), rank=rank)
    )
    return found.values_list("kind", "pk", "rank")


def _headline(field: str, query: SearchQuery) -> SearchHeadline:
    return SearchHeadline(
        field, query, config="english", start_sel=BEGIN, stop_sel=END, max_words=40, min_words=20
    )


def _marked(snippet: str) -> SafeString:
    """Escaped, and only then marked: what a document says never becomes markup."""
    safe = escape(snippet).replace(BEGIN, "<mark>").replace(END, "</mark>")
    return mark_safe(safe)
