"""Finding entries: about a case, of a kind, by a person, between two days; always by key, so that page one thousand
costs what page one costs."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from revisits.record.models import Entry

READINGS = Entry.READINGS


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What is asked for; empty narrows nothing. Days are London's, and both count. `people` are ids."""

    kind: str = ""
    people: frozenset[int] | None = None
    since: date | None = None
    until: date | None = None

    @property
    def begins(self) -> datetime | None:
        return _midnight(self.since) if self.since else None

    @property
    def ends(self) -> datetime | None:
        return _midnight(self.until + timedelta(days=1)) if self.until else None


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def about(entries: QuerySet[Entry], *, case: int, area: int) -> QuerySet[Entry]:
    """Those about a re-visit, and about its area, statement and initial inspection."""
    return entries.filter(Q(case=case) | Q(area=area))


def changes(entries: QuerySet[Entry]) -> QuerySet[Entry]:
    return entries.exclude(operation__in=READINGS)


def readings(entries: QuerySet[Entry]) -> QuerySet[Entry]:
    return entries.filter(operation__in=READINGS)


def narrowed(entries: QuerySet[Entry], wanted: Wanted) -> QuerySet[Entry]:
    """`kind` is an operation or a table."""
    if wanted.kind in Entry.Operation.values:
        entries = entries.filter(operation=wanted.kind)
    elif wanted.kind:
        entries = entries.filter(table=wanted.kind)
    if wanted.people is not None:
        entries = entries.filter(person__in=wanted.people)
    if wanted.begins:
        entries = entries.filter(at__gte=wanted.begins)
    if wanted.ends:
        entries = entries.filter(at__lt=wanted.ends)
    return entries
