"""Reads that several places share."""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from inspections.models import Holiday, Revisit, TeamMember, TimelineEvent
from inspections.timeline.working_days import WorkingCalendar
from inspections.workflow import OPEN_STATES, State

# What a table shows of an event; its re-visit too, since Django asks for that by itself.
SHOWN = ("revisit", "code", "day", "planned_on", "planned_time", "until", "done_on")

# Re-visits whose area was notified (G8): one that was cancelled before it was told has no days that were told.
TOLD = (
    Q(historical=False) & ~Q(state=State.PLANNED) & ~Q(state=State.CANCELLED, stopped_first_day__isnull=True)
)


def calendar() -> WorkingCalendar:
    """The working calendar of England and Wales as the holiday rows stand now: one query."""
    return _calendar(tuple(Holiday.objects.filter(withdrawn=False).values_list("on", "name")))


@lru_cache(maxsize=8)
def _calendar(rows: tuple[tuple[date, str], ...]) -> WorkingCalendar:
    return WorkingCalendar(dict(rows))


def slips(today: date) -> Exists:
    """A condition on re-visits: the final letter or its publication is late, or planned later than G26 says."""
    letters = TimelineEvent.objects.filter(
        revisit=OuterRef("pk"), code__in=("final_sent", "published"), done_on__isnull=True
    )
    return Exists(letters.filter(Q(planned_on__gt=F("computed_on")) | Q(planned_on__lt=today)))


def lead_name() -> Subquery:
    """The name of a re-visit's lead HMI, as a column; there is one at most."""
    leads = TeamMember.objects.filter(revisit=OuterRef("pk"), role=TeamMember.Role.LEAD)
    return Subquery(leads.order_by().values("user__name"))


def next_events(revisits: Iterable[int]) -> dict[int, TimelineEvent]:
    """The first dated event still to be done of each re-visit, by its key; one query for what a list shows of it."""
    waiting = TimelineEvent.objects.filter(
        revisit__in=revisits, done_on__isnull=True, planned_on__isnull=False
    )
    first = waiting.order_by("revisit_id", "planned_on", "id").distinct("revisit_id")
    return {event.revisit_id: event for event in first.only(*SHOWN)}


def open_cases() -> QuerySet[Revisit]:
    """Re-visits that are still worked on."""
    return Revisit.objects.filter(state__in=OPEN_STATES, historical=False)
