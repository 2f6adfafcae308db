"""A feed as it is sent: the same bytes as long as nothing changed that its reader may see."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from django.conf import settings
from django.db.models import Count, Max, Q, QuerySet
from django.urls import reverse
from icalendar import Event

from inspections import access, queries
from inspections.models import CaseEvent, Revisit, TeamMember
from inspections.timeline.times import LONDON
from inspections.workflow import OPEN_STATES
from notifications.calendars import ics
from notifications.calendars.entries import Entry, days_alone, entries
from notifications.models import CalendarFeed
from revisits.accounts import access as held
from revisits.accounts.models import User
from revisits.accounts.permissions import Permission

Kind = CaseEvent.Kind
# What may change a calendar: SEQUENCE counts these events, and the history only grows.
BEARING = (
    *(Kind.CREATED, Kind.IMPORTED, Kind.EDITED, Kind.NOTIFIED, Kind.STATE_CHANGED),
    *(Kind.RESCHEDULED, Kind.DATE_MOVED, Kind.DATE_OVERRIDDEN, Kind.OVERRIDE_REMOVED),
    *(Kind.EVENT_DONE, Kind.EVENT_REOPENED, Kind.POSTPONED, Kind.CANCELLED),
    *(Kind.MEETING_CHANGED, Kind.MEETING_CANCELLED, Kind.MEETING_INVITED),
)
# So long a re-visit stays in a calendar after its last day, or after it was stopped.
KEPT = timedelta(days=180)
# How often programs may ask again.
REFRESH = timedelta(hours=1)
NEVER = datetime(2018, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Made:
    """The file, the mark by which a program asks whether it still holds, and when it changed last."""

    body: bytes
    etag: str
    changed: datetime


@dataclass(frozen=True)
class Edition:
    """How many changes a case has seen, and when the last one was."""

    sequence: int = 0
    changed: datetime = NEVER


def make(feed: CalendarFeed, *, today: date) -> Made:
    """The feed as its owner may see things now. Asks access for every re-visit in it."""
    person, found = feed.owner, list(cases(feed, today))
    editions, calendar = _editions(found), queries.calendar()
    file = ics.new_calendar("PUBLISH")
    title = f"Re-visit of {feed.revisit.area_name}" if feed.revisit else "Re-visits"
    file.add("name", title)
    file.add("x-wr-calname", title)
    file.add("x-wr-timezone", ics.TZID)
    file.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    file.add("x-published-ttl", "PT1H")
    whole = Revisit.objects.filter(_theirs(person) | Q(pk=feed.revisit_id)).values_list("pk", flat=True)
    listed_whole = set(whole.filter(pk__in=[case.pk for case in found]))
    for case in found:
        edition = editions.get(case.pk, Edition())
        listed = entries(person, case, calendar) if case.pk in listed_whole else days_alone(case, calendar)
        for entry in sorted(listed, key=lambda each: each.name):
            file.add_component(_event(person, case, entry, edition))
    body: bytes = file.to_ical()
    changed = max((edition.changed for edition in editions.values()), default=NEVER)
    return Made(body, f'"{hashlib.sha256(body).hexdigest()[:32]}"', max(changed, feed.made_at))


def cases(feed: CalendarFeed, today: date) -> QuerySet[Revisit]:
    """The re-visits of a feed that its owner may see today.

    Those on whose team they are, those of their own area once it was notified, and all open ones for whoever looks
    after every case.
    """
    person = feed.owner
    seen = access.revisits(person).filter(historical=False, days__isnull=False)
    seen = seen.select_related("area").prefetch_related("timeline").order_by("first_day", "pk")
    if feed.revisit_id:
        return seen.filter(pk=feed.revisit_id)
    found = _theirs(person)
    if held.may(person, Permission.WORK_ON_ANY_CASE):
        found |= Q(state__in=OPEN_STATES)
    since = datetime.combine(today - KEPT, datetime.min.time(), LONDON)
    recent = Q(last_day__gte=today - KEPT) | Q(stopped_at__gte=since) | Q(state__in=OPEN_STATES)
    return seen.filter(found, recent)


def _theirs(person: User) -> Q:
    """Re-visits in which they have a part, or of their own area."""
    part = Q(pk__in=TeamMember.objects.filter(user=person.pk).values("revisit"))
    return part | Q(pk__in=access.area_cases(person).values("pk"))


def _editions(found: Iterable[Revisit]) -> Mapping[int, Edition]:
    rows = CaseEvent.objects.filter(revisit__in=[case.pk for case in found], kind__in=BEARING).order_by()
    counted = rows.values_list("revisit").annotate(Count("pk"), Max("at"))
    return {case: Edition(number, at) for case, number, at in counted}


def _event(person: User, case: Revisit, entry: Entry, edition: Edition) -> Event:
    event = Event()
    event.add("uid", ics.uid(case.reference, entry.name))
    event.add("sequence", edition.sequence)
    event.add("dtstamp", edition.changed)
    event.add("last-modified", edition.changed)
    event.add("summary", f"Re-visit of {case.area_name}: {entry.title}")
    event.add("status", entry.status)
    event.add("transp", "OPAQUE" if entry.busy and entry.status != "CANCELLED" else "TRANSPARENT")
    event.add("organizer", ics.organizer())
    if entry.place:
        event.add("location", entry.place)
    page = "revisit" if access.sees_case(person, case.pk, case.area_id) else "area-case"
    link = settings.SITE_URL + reverse(page, args=[case.reference])
    event.add("description", "\n".join([*entry.lines, f"The re-visit: {link}"]))
    event.add("url", link)
    for name, value in entry.span:
        event.add(name, value)
    return event
