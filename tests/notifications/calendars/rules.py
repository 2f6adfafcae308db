"""What calendar programs ask of a file, each rule by whose it is; feeds and invitations are held to the same."""

from datetime import date, datetime, timedelta
from typing import Any

from icalendar import Calendar

ZONE = {
    b"BEGIN:VTIMEZONE", b"TZID:Europe/London", b"TZNAME:GMT", b"TZNAME:BST",
    b"RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3", b"RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10",
}  # fmt: skip


def assert_keeps_the_rules(raw: bytes, method: str) -> list[Any]:
    """Hold a file to the rules, and return its events."""
    lines = raw.split(b"\r\n")
    # RFC 5545 3.1, and Outlook and Google by it: CRLF alone, lines of at most 75 octets, the last one ended too.
    assert b"\n" not in raw.replace(b"\r\n", b"") and lines[-1] == b""
    assert max(map(len, lines)) <= 75
    calendar = Calendar.from_ical(raw)
    # RFC 5545 3.6: whose file, which version; Outlook: METHOD says what it is.
    assert calendar["VERSION"] == "2.0" and calendar["PRODID"] and calendar["METHOD"] == method
    # Outlook: the zone of every TZID lies in the file, as a rule and not as a list; Apple: by a name that it knows.
    assert lines.count(b"BEGIN:VTIMEZONE") == 1 and set(lines) >= ZONE and b"RDATE" not in raw
    assert lines.index(b"END:VTIMEZONE") < next(
        (number for number, line in enumerate(lines) if line == b"BEGIN:VEVENT"), len(lines)
    )
    events = list(calendar.walk("VEVENT"))
    # RFC 5545 3.8.4.7 and Google: one event a UID.
    assert len({str(event["UID"]) for event in events}) == len(events)
    for event in events:
        _assert_event(event, method)
    return events


def _assert_event(event: Any, method: str) -> None:
    # Google and RFC 5545 3.6.1: UID, DTSTAMP in UTC, DTSTART.
    assert "@" in event["UID"] and event["DTSTAMP"].to_ical().endswith(b"Z")
    # RFC 5546: SEQUENCE, and (Outlook) the ORGANIZER of whatever has a METHOD.
    assert int(event["SEQUENCE"]) >= 0 and str(event["ORGANIZER"]).startswith("mailto:")
    assert ("ATTENDEE" in event) == (method in ("REQUEST", "CANCEL"))
    assert event["STATUS"] in ("CONFIRMED", "TENTATIVE", "CANCELLED")
    assert (method == "CANCEL") <= (event["STATUS"] == "CANCELLED")
    start, end = event["DTSTART"], event["DTEND"]
    if isinstance(start.dt, datetime):
        # Apple and Outlook: a clock time is local, with its zone; never a bare UTC time that summer time would shift.
        assert start.params["TZID"] == end.params["TZID"] == "Europe/London"
        assert not start.to_ical().endswith(b"Z") and end.dt > start.dt
    else:
        # All three: whole days are dates, and the end is the day after (exclusive).
        assert start.params["VALUE"] == end.params["VALUE"] == "DATE"
        assert isinstance(end.dt, date) and end.dt - start.dt >= timedelta(days=1)
