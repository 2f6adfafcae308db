"""What every calendar file of ours has: product, London's time zone, who writes, and from when until when."""

from datetime import date, datetime, timedelta
from email.utils import parseaddr
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from icalendar import Calendar, Timezone, TimezoneDaylight, TimezoneStandard, vCalAddress, vRecur, vText

from inspections.timeline import times

PRODUCT = "-//Ofsted and CQC//Re-visits//EN"
TZID = "Europe/London"
# On the wall, as a time zone tells its own beginnings.
SPRING, AUTUMN = datetime.fromisoformat("1981-03-29T01:00"), datetime.fromisoformat("1996-10-27T02:00")
HOUR = timedelta(hours=1)
NONE = timedelta(0)


def new_calendar(method: str) -> Calendar:
    """A calendar with the time zone of all its times."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    calendar.add_component(london())
    return calendar


def london() -> Timezone:
    """Greenwich Mean Time, and British Summer Time from the last Sunday of March to the last of October.

    By rule, as Outlook reads it: it takes no notice of lists of dates (RDATE), which icalendar would write. The name is
    one that Apple and Google know.
    """
    zone = Timezone()
    zone.add("tzid", TZID)
    zone.add("x-lic-location", TZID)
    zone.add_component(_half(TimezoneDaylight(), "BST", SPRING, 3, NONE, HOUR))
    zone.add_component(_half(TimezoneStandard(), "GMT", AUTUMN, 10, HOUR, NONE))
    return zone


def _half(part: Any, name: str, starts: datetime, month: int, before: timedelta, after: timedelta) -> Any:
    part.add("tzname", name)
    part.add("dtstart", starts)
    part.add("rrule", vRecur(freq="yearly", bymonth=month, byday="-1su"))
    part.add("tzoffsetfrom", before)
    part.add("tzoffsetto", after)
    return part


def uid(reference: str, name: str) -> str:
    """The same for one thing in every message, file and feed of it, whatever moves."""
    return f"{reference}-{name}@{urlsplit(settings.SITE_URL).hostname or 'localhost'}"


def address(name: str, email: str) -> vCalAddress:
    found = vCalAddress(f"mailto:{email}")
    found.params["CN"] = vText(name or email)
    return found


def organizer() -> vCalAddress:
    """Outlook takes an invitation from somebody alone: the program's own address."""
    return address(*parseaddr(settings.DEFAULT_FROM_EMAIL))


def span(on: date, label: str, minutes: int) -> list[tuple[str, Any]]:
    """From when until when, London time; the whole day where the label (of `timeline.times`) is no clock time."""
    at = times.clock_time(label)
    if at is None:
        return days(on, on)
    starts = times.london(on, at)
    return [("dtstart", starts), ("dtend", starts + timedelta(minutes=minutes))]


def days(first: date, last: date) -> list[tuple[str, Any]]:
    """Whole days, both included; the end of an all-day entry is the day after it (RFC 5545, 3.6.1)."""
    return [("dtstart", first), ("dtend", last + timedelta(days=1))]
