"""How a side's own evidence is shown to it: lists, and what it gave twice."""

from collections.abc import Sequence

from django.db.models import OuterRef, Prefetch, QuerySet, Subquery

from inspections import access
from inspections.evidence_policies import side_of
from inspections.models import EvidenceDocument, EvidenceVersion, InformationItem, Revisit
from revisits.accounts.access import Person
from revisits.accounts.models import Organisation

Kind = Organisation.Kind
OF_SIDE = {
    InformationItem.Side.FORUM: (Kind.FORUM,),
    InformationItem.Side.AREA: (Kind.LOCAL_AUTHORITY, Kind.HEALTH),
}


def listed(person: Person, case: Revisit) -> QuerySet[EvidenceDocument]:
    """What a person's side gave in a case, the newest first, each with its versions and what it is about."""
    found = access.evidence(person).filter(revisit=case)
    return with_versions(found, among=found).order_by("-pk")


def with_versions(
    documents: QuerySet[EvidenceDocument], *, among: QuerySet[EvidenceDocument]
) -> QuerySet[EvidenceDocument]:
    """The newest version first; texts are left where they are.

    `same_as` is the title of the latest other one of `among` that is the very same file, by its SHA-256, or None.
    """
    newest = EvidenceVersion.objects.filter(document=OuterRef("pk")).order_by("-number")
    same = EvidenceVersion.objects.filter(
        file__sha256=OuterRef("sha256"), document__in=among.filter(withdrawn_at=None).values("pk")
    ).exclude(document=OuterRef("pk"))
    documents = documents.annotate(sha256=Subquery(newest.values("file__sha256")[:1]))
    documents = documents.annotate(same_as=Subquery(same.order_by("-pk").values("document__title")[:1]))
    versions = EvidenceVersion.objects.select_related("file", "added_by").defer("text").order_by("-number")
    related = documents.select_related("given_by", "item", "withdrawn_by")
    return related.prefetch_related(Prefetch("versions", versions), "weaknesses")


def given_before(person: Person, document: EvidenceDocument) -> Sequence[EvidenceVersion]:
    """Earlier versions in other documents of the side that are the very same file, by their SHA-256."""
    own = EvidenceVersion.objects.filter(document=document, file__isnull=False)
    newest = own.order_by("-number").values_list("file__sha256", "added_at").first()
    if newest is None:
        return []
    sha256, at = newest
    same = access.evidence_versions(person).filter(
        document__revisit=document.revisit_id,
        document__withdrawn_at=None,
        document__given_by__kind__in=OF_SIDE[side_of(document.given_by)],
        file__sha256=sha256,
        added_at__lte=at,
    )
    return list(same.exclude(document=document).select_related("document", "added_by").order_by("pk")[:5])
