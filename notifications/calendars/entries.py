"""What stands in a person's calendar of a re-visit: on-site days, deadlines, meetings, as far as they may see them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

from inspections import access, meeting_access
from inspections.meeting_kinds import KINDS
from inspections.meetings import Arranged, of_case
from inspections.models import Revisit, TimelineEvent
from inspections.timeline.working_days import WorkingCalendar
from inspections.views.area import DRAFT, INTERNAL
from inspections.workflow import ENDED, State
from notifications.calendars import ics
from notifications.models import ToldMeeting
from revisits.accounts import access as held
from revisits.accounts.models import User
from revisits.accounts.permissions import Permission

Status = Literal["CONFIRMED", "TENTATIVE", "CANCELLED"]
# How long a deadline with a clock time takes in a calendar.
MINUTES = 30
# A part of the day is no time for a calendar: it stands in the title.
PARTS = {"am": " (morning)", "pm": " (afternoon)", "end of day": " (by the end of the day)"}
# What dates a day of the visit and is no deadline, beside the meetings.
SUPPORT = "support"
NO_DEADLINE = frozenset({*KINDS, "evidence_gathering"})


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One thing in a calendar. `name` tells it apart within its case, for ever; `busy`: it takes its reader's time."""

    name: str
    title: str
    span: tuple[tuple[str, Any], ...]
    status: Status = "CONFIRMED"
    busy: bool = True
    place: str = ""
    lines: tuple[str, ...] = ()


def entries(person: User, revisit: Revisit, calendar: WorkingCalendar) -> Iterator[Entry]:
    """Everything of one re-visit that `person` may see, in no order; the caller knows that they see the re-visit.

    Of a visit that is postponed or cancelled what they knew stays, as cancelled: it would vanish without a word. Of its
    new days nobody outside learns (G8).
    """
    if access.sees_case(person, revisit.pk, revisit.area_id):
        status = _of_staff(revisit)
        yield from _on_site(revisit, calendar, status)
        yield from (_meeting(meeting, status) for meeting in of_case(revisit) if meeting.on)
        yield from _deadlines(revisit.timeline.all(), status)
        return
    if revisit.stopped:
        yield from _told_days(revisit)
        yield from _told_meetings(person, revisit)
        return
    yield from _on_site(revisit, calendar, "CONFIRMED")
    if revisit.state not in ENDED:
        yield from (_meeting(meeting, "CONFIRMED") for meeting in of_sides(person, revisit) if meeting.on)
        hidden = INTERNAL if held.may(person, Permission.VIEW_DRAFT_DATES) else INTERNAL | DRAFT
        yield from _deadlines(revisit.timeline.exclude(code__in=hidden), "CONFIRMED")


def days_alone(revisit: Revisit, calendar: WorkingCalendar) -> Iterator[Entry]:
    """The on-site days, and the deadlines that inspection support owns, for staff who look after every case; no query
    where the timeline was read with the case.
    """
    status = _of_staff(revisit)
    yield from _on_site(revisit, calendar, status)
    yield from _deadlines((each for each in revisit.timeline.all() if SUPPORT in each.rule.owners), status)


def of_sides(person: User, revisit: Revisit) -> list[Arranged]:
    """The meetings that concern a side of the area on which the person stands."""
    sides = meeting_access.sides_of(person, revisit)
    return [meeting for meeting in of_case(revisit) if meeting.sides & sides]


def _of_staff(revisit: Revisit) -> Status:
    if not revisit.dates_hold:
        return "CANCELLED"
    # Nobody of the area knows of these days yet.
    return "TENTATIVE" if revisit.state in (State.PLANNED, State.POSTPONED) else "CONFIRMED"


def _on_site(revisit: Revisit, calendar: WorkingCalendar, status: Status) -> Iterator[Entry]:
    """One entry for each run of days: a weekend or holiday between them is nobody's working time."""
    found = calendar.on_site_days(revisit.first_day, revisit.days or 2)
    for number, (first, last) in enumerate(_runs(found), start=1):
        yield _visit(number, first, last, status)


def _runs(found: Iterable[date]) -> list[tuple[date, date]]:
    runs: list[tuple[date, date]] = []
    for day in found:
        if runs and day - runs[-1][1] == timedelta(days=1):
            runs[-1] = (runs[-1][0], day)
        else:
            runs.append((day, day))
    return runs


def _visit(number: int, first: date, last: date, status: Status) -> Entry:
    span = tuple(ics.days(first, last))
    return Entry(name=f"on-site-{number}", title="inspectors on site", span=span, status=status)


def _told_days(revisit: Revisit) -> Iterator[Entry]:
    """The days as they were told, the weekend between them too: no more is known outside."""
    first, last = revisit.told_first_day, revisit.told_last_day
    yield _visit(1, first, last or first, "CANCELLED")


def _deadlines(events: Iterable[TimelineEvent], status: Status) -> Iterator[Entry]:
    for event in events:
        if event.code in NO_DEADLINE or event.until or not (event.planned_on or event.done_on):
            continue
        yield _done(event) if event.done_on else _due(event, status)


def _due(event: TimelineEvent, status: Status) -> Entry:
    label = event.planned_time
    return Entry(
        name=f"{event.code}-{event.occurrence}",
        title=event.title + PARTS.get(label, ""),
        span=tuple(ics.span(event.planned_on, label, MINUTES)),
        status=status,
        busy=False,
    )


def _done(event: TimelineEvent) -> Entry:
    """On the day on which it happened, whatever became of the visit."""
    assert event.done_on
    span = tuple(ics.days(event.done_on, event.done_on))
    return Entry(
        name=f"{event.code}-{event.occurrence}", title=f"{event.title} (done)", span=span, busy=False
    )


def _meeting(meeting: Arranged, status: Status) -> Entry:
    return _of_details(meeting.key, meeting.details, "CANCELLED" if meeting.cancelled else status)


def _told_meetings(person: User, revisit: Revisit) -> Iterator[Entry]:
    """The meetings of which they were told, as they were told last, if these still concern their side."""
    theirs = {meeting.key for meeting in of_sides(person, revisit)}
    rows = ToldMeeting.objects.filter(revisit=revisit, outbox__recipient_user=person).order_by("pk")
    last = {(row.code, row.occurrence): row.details for row in rows}
    for key, details in last.items():
        if key in theirs and details["on"]:
            yield _of_details(key, details, "CANCELLED")


def _of_details(key: tuple[str, int], details: dict[str, Any], status: Status) -> Entry:
    """Under the name that its invitations have."""
    code, occurrence = key
    lines = [f"Join online: {details['link']}"] if details["link"] else []
    lines += [f"Way in and access: {details['access']}"] if details["access"] else []
    return Entry(
        name=f"{code}-{occurrence}",
        title=details["title"] + PARTS.get(details["time"], ""),
        span=tuple(ics.span(date.fromisoformat(details["on"]), details["time"], details["minutes"])),
        status=status,
        place=details["place"] or details["link"] or "To follow",
        lines=tuple(lines),
    )
