"""The meetings of the demo's cases: places that follow the notice, invitations, and parents who registered."""

from collections.abc import Iterator
from datetime import datetime, time
from functools import partial
from typing import Any

from inspections import queries
from inspections.actions.meetings import arrange, invite
from inspections.actions.registrations import register
from inspections.meetings import arranged
from inspections.models import Revisit
from inspections.registering import registering
from inspections.timeline import times
from revisits.accounts.models import User
from revisits.demo.evidence import Doing
from revisits.demo.people import person

# Three working days after the notice.
ARRANGED_AFTER = 3
PLACES: dict[str, dict[str, Any]] = {
    "leaders_meeting": {"place": "County Hall, committee room 1"},
    "pcf_meeting": {"place": "The forum's office", "access": "Step-free; ring at the door."},
    "open_meeting": {"capacity": 60, "support": "British Sign Language"},
    "feedback": {"place": "County Hall, committee room 1", "minutes": 45},
}
PARENTS = (("Demo parent one", 2, "An interpreter"), ("Demo parent two", 1, ""), ("Demo parent three", 1, ""))


def meetings(revisit: Revisit, lead: User) -> Iterator[Doing]:
    """What is arranged, and when."""
    notified = revisit.timeline.get(code="notify").planned_on
    assert notified
    at = times.london(queries.calendar().after(notified, ARRANGED_AFTER), time(15))
    for code in PLACES:
        yield at, partial(_arrange, revisit, code, lead, at)
    for number, parent in enumerate(PARENTS):
        entered = at.replace(minute=10 + number)
        yield entered, partial(_register, revisit, parent, entered)


def _arrange(revisit: Revisit, code: str, lead: User, at: datetime) -> None:
    meeting = arranged(Revisit.objects.get(pk=revisit.pk), code)
    if meeting:
        given = PLACES[code]
        arrange(meeting=meeting, edition=meeting.edition, given=given, attendance={}, by=lead, at=at)
        if code == "feedback":
            invite(meeting=meeting, by=lead, at=at)


def _register(revisit: Revisit, parent: tuple[str, int, str], at: datetime) -> None:
    """As the forum enters it; where there is an open meeting."""
    name, places, needs = parent
    if not registering(Revisit.objects.get(pk=revisit.pk), at=at).closed:
        known: dict[str, Any] = {"name": name, "phone": "01632 960 001", "places": places, "needs": needs}
        register(revisit=revisit, through="forum", by=person("forum"), at=at, **known)
