"""Arranging the meetings of a case, cancelling them, and sending invitations (GT)."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from inspections import policies
from inspections.actions.record import record
from inspections.actions.registrations import move_up
from inspections.meeting_kinds import KINDS, OTHER
from inspections.meetings import Arranged, arranged
from inspections.models import CaseEvent, Meeting, MeetingAttendance, Revisit
from revisits.accounts.models import User
from revisits.acting import acting

# What may be arranged, and how the history names it; those in PRIVATE without their words.
FIELDS = {
    "title": "Title",
    "on": "Day",
    "time": "Time",
    "sides": "For whom",
    "minutes": "Length in minutes",
    "place": "Place",
    "link": "Link to join",
    "access": "Way in and access",
    "capacity": "How many fit in",
    "support": "Interpreting and support",
    "chair": "Chair",
    "others": "Others who attend",
    "notes": "Notes for those invited",
    "registration_closes_at": "Registration closes",
}
PRIVATE = frozenset({"link", "notes"})
# Of the open meeting these are the case's own, since the letter to parents prints them.
OF_THE_CASE = {"place": "open_meeting_place", "access": "open_meeting_access"}
Kind = CaseEvent.Kind


@transaction.atomic
def add_meeting(*, revisit: Revisit, given: Mapping[str, Any], by: User, at: datetime) -> Arranged:
    """Add a meeting that the guidance's timeline does not hold; `given` as for `arrange`. Raises Refused."""
    revisit = _locked(revisit)
    policies.check_meeting(revisit)
    last = revisit.meetings.filter(kind=OTHER).aggregate(Max("occurrence"))["occurrence__max"] or 0
    row = Meeting.objects.create(
        revisit=revisit,
        kind=OTHER,
        occurrence=last + 1,
        **{name: given[name] for name in FIELDS if name in given},
    )
    meeting = Arranged(revisit, KINDS[OTHER], row.occurrence, None, row)
    _record(meeting, Kind.MEETING_CHANGED, f"{meeting.title}: added.", by=by, at=at)
    return meeting


@transaction.atomic
def arrange(
    *,
    meeting: Arranged,
    edition: str,
    given: Mapping[str, Any],
    attendance: Mapping[int, int],
    by: User,
    at: datetime,
) -> Arranged:
    """Change what is arranged; `given` are values of FIELDS, `attendance` how many come by organisation id.

    The date stays the timeline's. Those told are told what changed, from the CaseEvent. Nothing is written where
    nothing differs. Raises MeetingChanged where it is no longer the `edition` that the person saw, Refused where
    the case is closed.
    """
    current = _current(meeting)
    if current.edition != edition:
        raise policies.MeetingChanged(current)
    changes = [*_set(current, given), *_attend(current, attendance)]
    if changes:
        data = {"changes": changes}
        said = "; ".join(_said(change) for change in changes)
        _record(current, Kind.MEETING_CHANGED, f"{current.title}: {said}.", by=by, at=at, data=data)
        if current.is_open:
            move_up(current.revisit, at=at)
    return current


@transaction.atomic
def cancel_meeting(*, meeting: Arranged, why: str, by: User, at: datetime) -> Arranged:
    """Cancel a meeting; those told are told, once. Its date stays on the timeline. Raises Refused."""
    current = _current(meeting)
    policies.check_cancel_meeting(current)
    row = current.row
    row.cancelled_at, row.cancelled_by, row.cancelled_why = at, by, why
    with acting(why=why):
        row.save()
    text = f"{current.title}: cancelled. Reason: {why}"
    _record(current, Kind.MEETING_CANCELLED, text, by=by, at=at, data={"reason": why})
    return current


@transaction.atomic
def reinstate_meeting(*, meeting: Arranged, by: User, at: datetime) -> Arranged:
    """Have a meeting take place after all; who waits for a place at it moves up."""
    current = _current(meeting)
    row = current.row
    if row.cancelled_at:
        row.cancelled_at = row.cancelled_by = None
        row.cancelled_why = ""
        row.save()
        text = f"{current.title}: takes place after all."
        _record(current, Kind.MEETING_CHANGED, text, by=by, at=at)
        if current.is_open:
            move_up(current.revisit, at=at)
    return current


@transaction.atomic
def invite(*, meeting: Arranged, by: User, at: datetime, note: str = "") -> CaseEvent:
    """Send calendar invitations to the team and to those of the area whom it concerns. Raises Refused.

    `note` is a paragraph of the sender's own that goes with them.

    Whoever was told all of it already gets none.
    """
    current = _current(meeting)
    policies.check_invite(current)
    text, data = f"{current.title}: invitations.", {"note": note}
    return _record(current, Kind.MEETING_INVITED, text, by=by, at=at, data=data)


def _current(meeting: Arranged) -> Arranged:
    """The meeting as it stands, under its case's lock."""
    revisit = _locked(meeting.revisit)
    policies.check_meeting(revisit)
    current = arranged(revisit, *meeting.key)
    if current is None:
        raise policies.Refused("This meeting is no longer on the timeline.")
    return current


def _locked(revisit: Revisit) -> Revisit:
    return Revisit.objects.select_for_update().get(pk=revisit.pk)


def _set(current: Arranged, given: Mapping[str, Any]) -> list[dict[str, str]]:
    """Set what differs on the meeting and, of the open one, on its case; what changed from what to what."""
    row, revisit = current.row, current.revisit
    changes, of_case = [], []
    for name in (name for name in FIELDS if name in given):
        holder: Meeting | Revisit = row
        attribute = name
        if current.is_open and name in OF_THE_CASE:
            holder, attribute = revisit, OF_THE_CASE[name]
        before, after = getattr(holder, attribute), given[name]
        if (before or None) != (after or None):
            setattr(holder, attribute, after)
            of_case += [attribute] if holder is revisit else []
            changes.append({"what": name, "from": _plain(before), "to": _plain(after)})
    if of_case:
        revisit.version += 1
        revisit.save(update_fields=[*of_case, "version"])
    if changes:
        row.save()
    return changes


def _attend(current: Arranged, attendance: Mapping[int, int]) -> list[dict[str, str]]:
    row = current.row
    before = dict(row.attendance.values_list("organisation", "number")) if row.pk else {}
    after = {organisation: number for organisation, number in attendance.items() if number}
    if before == after:
        return []
    row.save()
    row.attendance.all().delete()
    MeetingAttendance.objects.bulk_create(
        MeetingAttendance(meeting=row, organisation_id=organisation, number=number)
        for organisation, number in after.items()
    )
    return [{"what": "attendance", "from": str(sum(before.values())), "to": str(sum(after.values()))}]


def _said(change: Mapping[str, str]) -> str:
    name = change["what"]
    label = FIELDS.get(name, "Number of people")
    if name in PRIVATE:
        return f"{label} changed"
    return f"{label}: {change['from'] or 'nothing'} became {change['to'] or 'nothing'}"


def _plain(value: object) -> str:
    if isinstance(value, datetime):
        return f"{value:%-d %B %Y, %H:%M}"
    if isinstance(value, date):
        return f"{value:%A %-d %B %Y}"
    if isinstance(value, list):
        return ", ".join(value)
    return str(value if value is not None else "")


def _record(
    meeting: Arranged,
    kind: CaseEvent.Kind,
    text: str,
    *,
    by: User,
    at: datetime,
    data: Mapping[str, Any] | None = None,
) -> CaseEvent:
    code, occurrence = meeting.key
    known = {"code": code, "occurrence": occurrence, **(data or {})}
    return record(meeting.revisit, kind, by=by, at=at, text=text, data=known)
