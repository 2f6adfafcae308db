"""What somebody of the area is giving: fetched through access, for pages and for uploads alike."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils.functional import cached_property

from inspections import access
from inspections.models import EvidenceDocument, InformationItem, Revisit, Weakness
from inspections.policies import Refused
from revisits import clock
from revisits.accounts.access import Person
from revisits.accounts.models import Membership, Organisation, User
from revisits.accounts.permissions import Permission
from revisits.accounts.roles import PERMISSIONS

GIVING_ROLES = [role for role, held in PERMISSIONS.items() if Permission.ADD_EVIDENCE in held]


@dataclass(frozen=True)
class Giving:
    """A person giving evidence in one case: for one of `bodies`; for an item, as a new version, or of themselves."""

    case: Revisit
    bodies: QuerySet[Organisation]
    item: InformationItem | None = None
    document: EvidenceDocument | None = None

    @property
    def target(self) -> dict[str, Any]:
        """What an upload carries, so that `of_target` finds the same again."""
        found = {"case": self.case.reference, "item": self.item, "document": self.document}
        return {name: getattr(value, "pk", value) for name, value in found.items() if value}

    @cached_property
    def weaknesses(self) -> QuerySet[Weakness]:
        """What it may be said to be about; nothing to choose where the item or the document says so already."""
        if self.document or (self.item and (self.item.weakness_id or self.item.side == "area")):
            return Weakness.objects.none()
        return self.case.wsoa.weaknesses.all()


def giving_or_404(
    person: Person, reference: str, *, item_id: int | None = None, document_id: int | None = None
) -> Giving:
    """404 for whoever gives no evidence in the case, or not for this item or document."""
    case = access.area_case_or_404(person, reference, Permission.ADD_EVIDENCE)
    bodies = access.bodies_for(person, Permission.ADD_EVIDENCE, case)
    if document_id is not None:
        document = document_or_404(person, reference, document_id)
        theirs = Q(pk=document.given_by_id) | Q(predecessors=document.given_by_id)
        return Giving(case, _some(bodies.filter(theirs)), document.item, document)
    if item_id is not None:
        item = item_or_404(person, reference, item_id)
        return Giving(case, _some(_asked(bodies, item)), item)
    return Giving(case, bodies)


def of_target(person: Person, target: Mapping[str, Any]) -> Giving:
    """The same from an upload's target, which came from a browser."""
    return giving_or_404(
        person,
        str(target.get("case", "")),
        item_id=_key(target, "item"),
        document_id=_key(target, "document"),
    )


def chosen_body(giving: Giving, target: Mapping[str, Any]) -> Organisation:
    """For which body the upload is given; raises Refused where that must still be said."""
    bodies = list(giving.bodies)
    if len(bodies) > 1:
        bodies = [body for body in bodies if str(body.pk) == str(target.get("body", ""))]
    if not bodies:
        raise Refused("Choose the organisation.")
    return bodies[0]


def chosen_weaknesses(giving: Giving, target: Mapping[str, Any]) -> list[Weakness]:
    """What the upload is said to be about, among what may be chosen."""
    chosen = target.get("weaknesses") or []
    keys = {str(key) for key in (chosen if isinstance(chosen, list) else [chosen])}
    return [weakness for weakness in giving.weaknesses if str(weakness.pk) in keys]


def item_or_404(person: Person, reference: str, item_id: int) -> InformationItem:
    """Something asked of the person's own side; 404 for all else, and before the notice."""
    case = access.area_case_or_404(person, reference, Permission.READ_OWN_EVIDENCE)
    related = ("assigned_to", "none_by", "weakness", "body")
    found = access.items(person).filter(pk=item_id, revisit=case).select_related(*related).first()
    if found is None:
        raise Http404
    found.revisit = case
    return found


def document_or_404(person: Person, reference: str, document_id: int) -> EvidenceDocument:
    """Something that the person's own side gave; 404 for all else."""
    case = access.area_case_or_404(person, reference, Permission.READ_OWN_EVIDENCE)
    related = ("given_by", "item", "withdrawn_by")
    found = access.evidence(person).filter(pk=document_id, revisit=case).select_related(*related).first()
    if found is None:
        raise Http404
    found.revisit = case
    return found


def colleagues(item: InformationItem) -> QuerySet[User]:
    """Who of the side that was asked gives evidence in this case today."""
    held = Membership.objects.on(clock.today()).covering(area=item.revisit.area_id, revisit=item.revisit_id)
    theirs = held.filter(
        role__in=GIVING_ROLES, organisation__in=_asked(access.bodies_of(item.revisit.area_id), item)
    )
    people = User.objects.filter(is_active=True, pk__in=theirs.order_by().values("user"))
    return people.order_by("name", "pk")


def _asked(bodies: QuerySet[Organisation], item: InformationItem) -> QuerySet[Organisation]:
    """Those of the side that was asked; of these the one asked in particular, where it is among them."""
    is_forum = Q(kind=Organisation.Kind.FORUM)
    side = bodies.filter(is_forum if item.side == InformationItem.Side.FORUM else ~is_forum)
    own = side.filter(pk=item.body_id or 0)
    return own if own.exists() else side


def _some(bodies: QuerySet[Organisation]) -> QuerySet[Organisation]:
    if not bodies:
        raise Http404
    return bodies


def _key(target: Mapping[str, Any], name: str) -> int | None:
    """A key from a browser; 404 for what is none."""
    given = target.get(name)
    if given in (None, ""):
        return None
    if not str(given).isdecimal():
        raise Http404
    return int(str(given)[:18])
