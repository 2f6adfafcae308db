"""Further requests as people read them (G17): how each stands, what is unread, and what waits for whom."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from inspections import access
from inspections.addresses import address
from inspections.models import EvidenceDocument, InformationItem, RequestMessage, RequestReading
from inspections.timeline.times import LONDON
from inspections.workflow import ENDED, STOPPED
from revisits.accounts import access as held
from revisits.accounts.models import User
from revisits.accounts.permissions import Permission

# So many of what waits stand on the home page; the rest are on the pages of their cases.
MOST_ON_HOME = 20


class Standing(StrEnum):
    """How a request stands at a moment; derived, never stored."""

    CLOSED = "closed"
    ANSWERED = "answered"
    CANNOT_GIVE = "cannot be given"
    LATE = "late"
    WAITS = "waits for an answer"


COLOURS = {
    Standing.CLOSED: "grey",
    Standing.ANSWERED: "green",
    Standing.CANNOT_GIVE: "purple",
    Standing.LATE: "red",
    Standing.WAITS: "blue",
}


@dataclass(frozen=True)
class Row:
    """One request in a list, as one person sees it."""

    item: Any
    standing: Standing
    unread: bool

    @property
    def colour(self) -> str:
        return COLOURS[self.standing]


@dataclass(frozen=True)
class Waiting:
    """Something about a request that waits for a person, on their home page."""

    title: str
    area: str
    address: str
    said: str
    standing: Standing
    unread: bool

    @property
    def colour(self) -> str:
        return COLOURS[self.standing]


def requests(person: User) -> QuerySet[InformationItem]:
    """The further requests that a person may see, each with `unread` and `answered` beside its own columns."""
    staff = held.may(person, Permission.VIEW_CASES)
    reading = RequestReading.objects.filter(item=OuterRef(OuterRef("pk")), user=person.pk).values("up_to")
    others = RequestMessage.objects.filter(item=OuterRef("pk"), body__isnull=not staff)
    unread = others.filter(pk__gt=Coalesce(Subquery(reading), 0))
    given = EvidenceDocument.objects.filter(item=OuterRef("pk"), withdrawn_at=None)
    found = access.items(person).filter(kind=InformationItem.Kind.FURTHER)
    return found.annotate(unread=Exists(unread), answered=Exists(given))


def standing(item: Any, now: datetime) -> Standing:
    """How a request of `requests` stands at `now` (aware)."""
    if item.closed_at:
        return Standing.CLOSED
    if item.answered:
        return Standing.ANSWERED
    if item.none_at:
        return Standing.CANNOT_GIVE
    return Standing.LATE if item.due_at < now else Standing.WAITS


def rows(items: Iterable[Any], now: datetime) -> list[Row]:
    return [Row(item, standing(item, now), item.unread) for item in items]


def waiting(person: User, now: datetime) -> list[Waiting]:
    """What waits for this person: for the team what was answered or written, for a side what is open; by due time."""
    staff = held.may(person, Permission.VIEW_CASES)
    wanted = Q(unread=True)
    if staff:
        if not held.may(person, Permission.ASK_AREA):
            return []
        wanted |= Q(answered=True) | Q(none_at__isnull=False)
    elif held.may(person, Permission.ADD_EVIDENCE):
        wanted |= Q(answered=False, none_at__isnull=True)
    found = requests(person).filter(wanted, closed_at=None).exclude(revisit__state__in=(*ENDED, *STOPPED))
    columns = {"area_name": F("revisit__area__name"), "reference": F("revisit__reference")}
    page = "request" if staff else "area-request"
    first = found.annotate(**columns).order_by("due_at", "pk")[:MOST_ON_HOME]
    return [_waiting(item, page, now) for item in first]


def _waiting(item: Any, page: str, now: datetime) -> Waiting:
    return Waiting(
        title=item.title,
        area=item.area_name,
        address=address(page, item.reference, item.pk),
        said=f"{item.due_at.astimezone(LONDON):%a %-d %b %Y, %H:%M}",
        standing=standing(item, now),
        unread=item.unread,
    )
