"""Calendar invitations (RFC 5545, RFC 5546): one file a meeting, which a calendar adds, updates and takes out."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from email.utils import parseaddr
from typing import Any, Literal
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from icalendar import Calendar, Event, vCalAddress, vText

from inspections.meetings import Key
from inspections.models import Revisit
from inspections.timeline import times
from notifications.models import OutboxMessage, ToldMeeting

Method = Literal["REQUEST", "CANCEL", "PUBLISH"]
PRODUCT = "-//Ofsted and CQC//Re-visits//EN"


@dataclass(frozen=True, kw_only=True)
class Invitation:
    """One meeting for one calendar. Without an attendee it is a file to download, and asks for no answer."""

    revisit: Revisit
    key: Key
    details: dict[str, Any]
    sequence: int
    stamp: datetime
    attendee: tuple[str, str] | None = None

    @property
    def method(self) -> Method:
        if self.attendee is None:
            return "PUBLISH"
        return "CANCEL" if self.details["cancelled"] else "REQUEST"

    @property
    def uid(self) -> str:
        """The same for a meeting in every message and file of it, whatever moves."""
        code, occurrence = self.key
        return f"{self.revisit.reference}-{code}-{occurrence}@{urlsplit(settings.SITE_URL).hostname or 'localhost'}"

    @property
    def filename(self) -> str:
        code, occurrence = self.key
        several = "" if occurrence == 1 else f"-{occurrence}"
        return f"{self.revisit.reference}-{code.replace('_', '-')}{several}.ics"

    def as_bytes(self) -> bytes:
        """The file. Nothing in it is confidential: neither notes nor who else attends."""
        calendar = Calendar()
        calendar.add("prodid", PRODUCT)
        calendar.add("version", "2.0")
        calendar.add("method", self.method)
        calendar.add_component(self._event())
        calendar.add_missing_timezones()
        file: bytes = calendar.to_ical()
        return file

    def _event(self) -> Event:
        details, event = self.details, Event()
        event.add("uid", self.uid)
        event.add("sequence", self.sequence)
        event.add("dtstamp", self.stamp)
        event.add("summary", f"Re-visit of {self.revisit.area_name}: {details['title']}")
        event.add("status", "CANCELLED" if details["cancelled"] else "CONFIRMED")
        event.add("location", details["place"] or details["link"] or "To follow")
        event.add("description", self._description())
        event.add("organizer", _address(*parseaddr(settings.DEFAULT_FROM_EMAIL)))
        for name, value in _span(details):
            event.add(name, value)
        if self.attendee:
            attendee = _address(*self.attendee)
            attendee.params["ROLE"] = vText("REQ-PARTICIPANT")
            attendee.params["PARTSTAT"] = vText("NEEDS-ACTION")
            event.add("attendee", attendee)
        return event

    def _description(self) -> str:
        details = self.details
        lines = []
        if details["link"]:
            lines.append(f"Join online: {details['link']}")
        if details["access"]:
            lines.append(f"Way in and access: {details['access']}")
        if details["on"] and not times.clock_time(details["time"]):
            lines.append("The time is to follow.")
        page = settings.SITE_URL + reverse("area-case", args=[self.revisit.reference])
        return "\n".join([*lines, f"The re-visit: {page}"])


def of_told(told: ToldMeeting, row: OutboxMessage) -> Invitation:
    """The invitation that goes with a message, as its details were when it was written."""
    return Invitation(
        revisit=row.revisit,
        key=(told.code, told.occurrence),
        details=told.details,
        sequence=told.sequence,
        stamp=row.created_at,
        attendee=(row.recipient_name, row.recipient_email),
    )


def _address(name: str, email: str) -> vCalAddress:
    address = vCalAddress(f"mailto:{email}")
    address.params["CN"] = vText(name or email)
    return address


def _span(details: dict[str, Any]) -> list[tuple[str, Any]]:
    """From when until when, London time; the whole day where no clock time is known."""
    on = date.fromisoformat(details["on"])
    at = times.clock_time(details["time"])
    if at is None:
        return [("dtstart", on), ("dtend", on + timedelta(days=1))]
    starts = times.london(on, at)
    return [("dtstart", starts), ("dtend", starts + timedelta(minutes=details["minutes"]))]
