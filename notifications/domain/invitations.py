"""Calendar invitations (RFC 5545, RFC 5546): one file a meeting, which a calendar adds, updates and takes out."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from django.conf import settings
from django.urls import reverse
from icalendar import Event, vText

from inspections.meetings import Key
from inspections.models import Revisit
from inspections.timeline import times
from notifications.calendars import ics
from notifications.models import OutboxMessage, ToldMeeting

Method = Literal["REQUEST", "CANCEL", "PUBLISH"]


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
        return ics.uid(self.revisit.reference, f"{code}-{occurrence}")

    @property
    def filename(self) -> str:
        code, occurrence = self.key
        several = "" if occurrence == 1 else f"-{occurrence}"
        return f"{self.revisit.reference}-{code.replace('_', '-')}{several}.ics"

    def as_bytes(self) -> bytes:
        """The file. Nothing in it is confidential: neither notes nor who else attends."""
        calendar = ics.new_calendar(self.method)
        calendar.add_component(self._event())
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
        event.add("organizer", ics.organizer())
        for name, value in ics.span(date.fromisoformat(details["on"]), details["time"], details["minutes"]):
            event.add(name, value)
        if self.attendee:
            attendee = ics.address(*self.attendee)
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
