"""The review list of a case's evidence: what is shown, in which order, and what stands beside a document."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.db.models import Exists, F, Min, OuterRef, Prefetch, Q, QuerySet, Subquery

from inspections.evidence_access import team_evidence
from inspections.models import EvidenceAbout, EvidenceDocument, EvidenceReading, EvidenceVersion, Revisit
from revisits.accounts.models import Organisation, User

FORUM = Organisation.Kind.FORUM


@dataclass(frozen=True)
class Wanted:
    """What a reader narrows the list to; None and empty narrow nothing. `weakness` 0 is: about the whole."""

    weakness: int | None = None
    unread: bool = False
    side: str = ""
    tag: int | None = None
    item: int | None = None

    def query(self) -> str:
        """As it stands in an address, so that next and previous keep it."""
        given = {
            "weakness": self.weakness,
            "show": "unread" if self.unread else None,
            "side": self.side or None,
            "tag": self.tag,
            "item": self.item,
        }
        return urlencode({name: value for name, value in given.items() if value is not None})


@dataclass(frozen=True)
class Neighbours:
    """The documents before and after one in the list, and where it stands: `number` of `total`, from one."""

    previous: int | None = None
    next: int | None = None
    number: int = 0
    total: int = 0


@dataclass
class Shown:
    """A document as the list shows it, with its newest version."""

    document: EvidenceDocument
    version: EvidenceVersion
    unread: bool
    is_forum: bool
    weaknesses: Sequence[int] = field(default_factory=list)


def rows(person: User, revisit: Revisit, wanted: Wanted) -> QuerySet[Any]:
    """The documents of a case as one person reads them: by weakness, then as they came.

    Each has `newest` (the key of its newest version), `unread` (by this person) and `first_weakness`.
    """
    found = team_evidence(person).filter(revisit=revisit).filter(_narrowed(wanted))
    newest = EvidenceVersion.objects.filter(document=OuterRef("pk")).order_by("-number")
    mine = EvidenceReading.objects.filter(user=person, version=OuterRef("newest"))
    found = found.annotate(newest=Subquery(newest.values("pk")[:1])).filter(newest__isnull=False)
    found = found.annotate(unread=~Exists(mine), first_weakness=Min("about__weakness__number"))
    if wanted.unread:
        found = found.filter(unread=True)
    return found.order_by(F("first_weakness").asc(nulls_last=True), "pk")


def shown(documents: Sequence[Any]) -> list[Shown]:
    """A page of `rows`, with the newest versions, files and weaknesses: one query each."""
    versions = EvidenceVersion.objects.select_related("file", "added_by").in_bulk(
        [document.newest for document in documents]
    )
    return [
        Shown(
            document,
            versions[document.newest],
            document.unread,
            document.given_by.kind == FORUM,
            [about.weakness.number for about in document.about.all()],
        )
        for document in documents
    ]


def with_names(documents: QuerySet[Any]) -> QuerySet[Any]:
    """`rows` with what a line of the list says beside the newest version."""
    about = Prefetch("about", queryset=EvidenceAbout.objects.select_related("weakness"))
    return documents.select_related("given_by").prefetch_related(about, "taggings__tag")


def neighbours(person: User, revisit: Revisit, wanted: Wanted, document: EvidenceDocument) -> Neighbours:
    """Next and previous in the same list. One that was unread until it was opened keeps its place in it."""
    everything = Wanted(weakness=wanted.weakness, side=wanted.side, tag=wanted.tag, item=wanted.item)
    order = list(rows(person, revisit, everything).values_list("pk", "unread"))
    keys = [pk for pk, unread in order if unread or not wanted.unread or pk == document.pk]
    if document.pk not in keys:
        return Neighbours()
    place = keys.index(document.pk)
    return Neighbours(
        previous=keys[place - 1] if place else None,
        next=keys[place + 1] if place + 1 < len(keys) else None,
        number=place + 1,
        total=len(keys),
    )


def _narrowed(wanted: Wanted) -> Q:
    found = Q()
    if wanted.weakness is not None:
        found &= Q(about__weakness__number=wanted.weakness) if wanted.weakness else Q(about=None)
    if wanted.side:
        found &= Q(given_by__kind=FORUM) if wanted.side == "forum" else ~Q(given_by__kind=FORUM)
    if wanted.tag is not None:
        found &= Q(pk__in=EvidenceDocument.objects.filter(taggings__tag=wanted.tag).values("pk"))
    if wanted.item is not None:
        found &= Q(item=wanted.item)
    return found
