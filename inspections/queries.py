"""Reads that several places share."""

from datetime import date
from functools import cache, lru_cache

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from inspections.models import Holiday, MonitoringVisit, Revisit, TeamMember, TimelineEvent, Weakness
from inspections.timeline.working_days import WorkingCalendar
from inspections.workflow import OPEN_STATES, State
from revisits.statements import KEY, Statement, write

# What a table shows of an event; its re-visit too, since Django asks for that by itself.
SHOWN = ("revisit", "code", "day", "planned_on", "planned_time", "until", "done_on")

# Re-visits whose area was notified (G8): one that was cancelled before it was told has no days that were told.
TOLD = (
    Q(historical=False) & ~Q(state=State.PLANNED) & ~Q(state=State.CANCELLED, stopped_first_day__isnull=True)
)


def calendar() -> WorkingCalendar:
    """The working calendar of England and Wales as the holiday rows stand now: one query."""
    return _calendar(tuple(_holidays().rows({})))


@cache
def _holidays() -> Statement:
    return write(Holiday.objects.filter(withdrawn=False), "on", "name")


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


def timeline(revisit: int) -> list[TimelineEvent]:
    """The events of a re-visit, by its key, in their order; what a table shows of them."""
    return _timeline().objects(TimelineEvent, {KEY: revisit})


@cache
def _timeline() -> Statement:
    return write(TimelineEvent.objects.filter(revisit_id=KEY), "id", "revisit_id", *SHOWN[1:])


def weaknesses(statement: int) -> list[Weakness]:
    """The weaknesses of a written statement of action, by its key."""
    return _weaknesses().objects(Weakness, {KEY: statement})


@cache
def _weaknesses() -> Statement:
    return write(Weakness.objects.filter(wsoa_id=KEY))


def monitoring_visits(statement: int) -> list[MonitoringVisit]:
    """The monitoring visits that hang on a written statement of action, by its key."""
    return _monitoring_visits().objects(MonitoringVisit, {KEY: statement})


@cache
def _monitoring_visits() -> Statement:
    return write(MonitoringVisit.objects.filter(wsoa_id=KEY))


def open_cases() -> QuerySet[Revisit]:
    """Re-visits that are still worked on."""
    return Revisit.objects.filter(state__in=OPEN_STATES, historical=False)
