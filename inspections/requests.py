"""Further requests as people read them (G17): how each stands, what is unread, and what waits for whom."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cache
from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from inspections import access
from inspections.addresses import address
from inspections.models import EvidenceDocument, InformationItem, RequestMessage, RequestReading
from inspections.timeline.times import LONDON
from inspections.workflow import ENDED, STOPPED
from revisits.accounts import access as held
from revisits.accounts.models import User
from revisits.accounts.permissions import Permission
from revisits.statements import KEY, KEYS, Statement, any_of, write

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
    found = access.items(person).filter(kind=InformationItem.Kind.FURTHER)
    return _with_standing(found, person.pk, staff=held.may(person, Permission.VIEW_CASES))


def _with_standing(
    found: QuerySet[InformationItem], person: int, *, staff: bool
) -> QuerySet[InformationItem]:
    reading = RequestReading.objects.filter(item=OuterRef(OuterRef("pk")), user=person).values("up_to")
    others = RequestMessage.objects.filter(item=OuterRef("pk"), body__isnull=not staff)
    unread = others.filter(pk__gt=Coalesce(Subquery(reading), 0))
    given = EvidenceDocument.objects.filter(item=OuterRef("pk"), withdrawn_at=None)
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
    staff, gives = held.may(person, Permission.VIEW_CASES), held.may(person, Permission.ADD_EVIDENCE)
    if staff and not held.may(person, Permission.ASK_AREA):
        return []
    still_open = access.items(person).filter(kind=InformationItem.Kind.FURTHER, closed_at=None)
    keys = list(
        still_open.exclude(revisit__state__in=(*ENDED, *STOPPED)).order_by().values_list("pk", flat=True)
    )
    # On most days of most people there is none.
    found: list[Any] = _open(staff).objects(InformationItem, {KEYS: keys, KEY: person.pk}) if keys else []
    wanted = [
        item
        for item in found
        if item.unread or (_is_answered(item) if staff else gives and not _is_answered(item))
    ]
    page = "request" if staff else "area-request"
    return [_waiting(item, page, now) for item in wanted[:MOST_ON_HOME]]


def _is_answered(item: Any) -> bool:
    return bool(item.answered or item.none_at)


@cache
def _open(staff: bool) -> Statement:
    """Of requests by their keys, what the home page says of them to a person; by due time."""
    found = InformationItem.objects.filter(pk__in=any_of(KEYS)).order_by("due_at", "pk")
    columns = {"area_name": F("revisit__area__name"), "reference": F("revisit__reference")}
    shown = ("id", "title", "due_at", "none_at", "closed_at", "unread", "answered", *columns)
    return write(_with_standing(found, KEY, staff=staff).annotate(**columns), *shown)


def _waiting(item: Any, page: str, now: datetime) -> Waiting:
    return Waiting(
        title=item.title,
        area=item.area_name,
        address=address(page, item.reference, item.pk),
        said=f"{item.due_at.astimezone(LONDON):%a %-d %b %Y, %H:%M}",
        standing=standing(item, now),
        unread=item.unread,
    )
