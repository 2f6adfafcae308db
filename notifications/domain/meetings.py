"""What was told of meetings, to whom, and what of it has changed since."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from inspections.contacts import Contact
from inspections.meetings import Arranged, Key, of_case
from inspections.models import Revisit
from notifications.domain import dates
from notifications.domain.recipients import recipient_key
from notifications.models import ToldMeeting

Details = dict[str, Any]
TO_FOLLOW = "to follow"


@dataclass(frozen=True)
class Telling:
    """One meeting as a message tells it; `before` is what this recipient was told last, None if nothing."""

    key: Key
    details: Details
    before: Details | None
    sequence: int
    why: str = ""

    @property
    def news(self) -> bool:
        """Whether the recipient knows none of it, or not all of it as it stands."""
        return self.before != self.details

    @property
    def change(self) -> dict[str, Any]:
        """What changed, for a template: title, lines of (what, before, after), and whether it was cancelled."""
        before, now = self.before or {}, self.details
        cancelled = now["cancelled"]
        return {
            "title": now["title"],
            "cancelled": cancelled,
            "reinstated": bool(before.get("cancelled")) and not cancelled,
            "when": when(now),
            "why": self.why,
            "lines": [] if cancelled else list(_lines(before, now)),
        }


class Told:
    """What one recipient was told of the meetings of a case, beside how these stand now: three queries in all."""

    def __init__(self, revisit: Revisit, contact: Contact) -> None:
        self.revisit, self.contact = revisit, contact

    @cached_property
    def last(self) -> dict[Key, ToldMeeting]:
        """The last that they were told of each."""
        rows = ToldMeeting.objects.filter(
            revisit=self.revisit, outbox__recipient_key=recipient_key(self.contact)
        )
        return {(row.code, row.occurrence): row for row in rows.order_by("pk")}

    @cached_property
    def now(self) -> dict[Key, Arranged]:
        """How each stands."""
        return {meeting.key: meeting for meeting in of_case(self.revisit)}

    def telling(self, key: Key) -> Telling | None:
        """What a message would tell of one meeting. One that is gone is told as cancelled; None if never heard of.

        Of a visit that is postponed or cancelled nothing takes place, and no new day is told.
        """
        if self.revisit.stopped:
            return self._off(key, self.revisit.stopped_why)
        last, meeting = self.last.get(key), self.now.get(key)
        before = last.details if last else None
        sequence = last.sequence + 1 if last else 0
        if meeting:
            return Telling(key, meeting.details, before, sequence, meeting.row.cancelled_why)
        return Telling(key, {**before, "cancelled": True}, before, sequence) if before else None

    def _off(self, key: Key, why: str) -> Telling | None:
        last = self.last.get(key)
        if last is None:
            return None
        return Telling(key, {**last.details, "cancelled": True}, last.details, last.sequence + 1, why)

    def called_off(self, why: str) -> list[Telling]:
        """The meetings that they were told of, as they hear that none of them takes place."""
        tellings = (self._off(key, why) for key in self.last)
        return [telling for telling in tellings if telling and telling.news]

    def changed(self) -> list[Telling]:
        """Of the meetings that they were told of, those that stand otherwise now."""
        tellings = (self.telling(key) for key in self.last)
        return [telling for telling in tellings if telling and telling.news]


def when(details: Details) -> str:
    """Day and time, as messages write them."""
    on = date.fromisoformat(details["on"]) if details["on"] else None
    return dates.written(on, details["time"])


def where(details: Details) -> str:
    return details["place"] or ("online" if details["link"] else TO_FOLLOW)


def _lines(before: Details, now: Details) -> Iterator[tuple[str, str, str]]:
    if not before:
        return
    pairs = [
        ("When", when(before), when(now)),
        ("Length", f"{before['minutes']} minutes", f"{now['minutes']} minutes"),
        ("Where", where(before), where(now)),
        ("Link to join", before["link"] or "none", now["link"] or "none"),
        ("Way in and access", before["access"] or "nothing said", now["access"] or "nothing said"),
        ("Name", before["title"], now["title"]),
    ]
    yield from (pair for pair in pairs if pair[1] != pair[2])
