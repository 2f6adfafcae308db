"""The schedule of the on-site days as people read it: by day, with clashes and with changes since it was agreed."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Any

from django.db.models import Prefetch, QuerySet

from inspections import queries
from inspections.models import (
    Revisit,
    ScheduleAgreement,
    SessionAbout,
    SessionInspector,
    SessionSlot,
    TeamMember,
)

Facts = dict[str, Any]
# What an older agreement does not say of its sessions.
UNSAID: Facts = {"off_site": False, "travel": ""}
LABELS = {
    "day": "On-site day",
    "starts": "Starts",
    "ends": "Ends",
    "title": "Session",
    "place": "Place or link",
    "attendees": "Who attends",
    "off_site": "Off site",
    "travel": "How inspectors get there",
    "weaknesses": "Weaknesses",
    "inspectors": "Inspectors",
}


@dataclass(frozen=True)
class Line:
    """One fact that changed, in words."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Change:
    """A session that came, changed or went since the schedule was agreed; `lines` where it changed."""

    session: int
    title: str
    what: str
    lines: Sequence[Line] = ()


@dataclass(frozen=True)
class Shown:
    """A session in its day's list: `change` since the agreed version if any, and what to look at again."""

    session: SessionSlot
    change: Change | None
    cautions: Sequence[str]


@dataclass(frozen=True)
class Day:
    """An on-site day. `on` is None where the visit has become too short for it."""

    number: int
    on: date | None
    sessions: Sequence[Shown]


def current(revisit: Revisit) -> QuerySet[SessionSlot]:
    """The sessions as they stand, in the order of their times, with what they are about and who takes part."""
    members = TeamMember.everybody.select_related("user")
    taken = SessionInspector.objects.prefetch_related(Prefetch("member", members)).order_by("id")
    about = SessionAbout.objects.select_related("weakness").order_by("weakness__number")
    found = SessionSlot.objects.filter(revisit=revisit, removed_at=None).select_related("changed_by")
    return found.prefetch_related(Prefetch("about", about), Prefetch("taken_by", taken))


def facts(session: SessionSlot) -> Facts:
    """What is agreed of a session. Inspectors by the ids of their parts: names are not copied."""
    return {
        "day": session.day,
        "starts": f"{session.starts:%H:%M}",
        "ends": f"{session.ends:%H:%M}",
        "title": session.title,
        "place": session.place,
        "attendees": session.attendees,
        "off_site": session.off_site,
        "travel": session.travel,
        "weaknesses": sorted(about.weakness.number for about in session.about.all()),
        "inspectors": sorted(taken.member_id for taken in session.taken_by.all()),
    }


def snapshot(sessions: Iterable[SessionSlot]) -> dict[str, Facts]:
    """The whole schedule, as an agreement keeps it."""
    return {str(session.pk): facts(session) for session in sessions}


def agreed(agreement: ScheduleAgreement) -> dict[str, Facts]:
    """The sessions as they were agreed, by their ids, with what was not asked then."""
    kept: dict[str, Facts] = agreement.sessions
    return {key: {**UNSAID, **facts} for key, facts in kept.items()}


def edition(sessions: Iterable[SessionSlot]) -> str:
    """What a form carries to notice that the schedule changed while it was read."""
    return hashlib.sha256(json.dumps(snapshot(sessions), sort_keys=True).encode()).hexdigest()[:16]


def changes(
    agreement: ScheduleAgreement, sessions: Iterable[SessionSlot], names: dict[int, str]
) -> dict[int, Change]:
    """By the session's id, what differs from the agreed version; what is gone is there too."""
    before, now = agreed(agreement), snapshot(sessions)
    found: dict[int, Change] = {}
    for key in [*now, *(gone for gone in before if gone not in now)]:
        was, became = before.get(key), now.get(key)
        if was == became:
            continue
        title = str((became or was or {})["title"])
        what = "added" if was is None else "removed" if became is None else "changed"
        found[int(key)] = Change(int(key), title, what, lines(was, became, names))
    return found


def lines(was: Facts | None, became: Facts | None, names: dict[int, str]) -> list[Line]:
    if was is None or became is None:
        return []
    return [
        Line(label, _said(name, was[name], names), _said(name, became[name], names))
        for name, label in LABELS.items()
        if was[name] != became[name]
    ]


def _said(name: str, value: Any, names: dict[int, str]) -> str:
    if name == "inspectors":
        return ", ".join(names.get(member, "somebody") for member in value) or "not said"
    if name == "weaknesses":
        return ", ".join(str(number) for number in value) or "the visit as a whole"
    if name == "off_site":
        return "yes" if value else "no"
    return str(value) or ("to follow" if name == "place" else "not said")


def names(revisit: Revisit) -> dict[int, str]:
    """Names by the ids of parts in the case, those that ended included."""
    members = TeamMember.everybody.filter(revisit=revisit).select_related("user")
    return {member.pk: str(member.user) for member in members}


def clashes(sessions: Sequence[SessionSlot]) -> dict[int, list[str]]:
    """By the session's id, what it shares with another at the same time: its place, or an inspector."""
    found: dict[int, list[str]] = {session.pk: [] for session in sessions}
    for one, other in combinations(sessions, 2):
        if one.day != other.day or one.starts >= other.ends or other.starts >= one.ends:
            continue
        for here, there in ((one, other), (other, one)):
            found[here.pk] += _shared(here, there)
    return found


def _shared(session: SessionSlot, other: SessionSlot) -> list[str]:
    when = f"“{other.title}”, {other.hours}"
    place = " ".join(session.place.split()).casefold()
    same = place and place == " ".join(other.place.split()).casefold()
    said = [f"Same place at the same time: {when}."] if same else []
    theirs = {taken.member_id for taken in other.taken_by.all()}
    twice = [str(taken.member.user) for taken in session.taken_by.all() if taken.member_id in theirs]
    return [*said, *(f"{name} is in two sessions at once: {when}." for name in twice)]


def days(revisit: Revisit, sessions: Sequence[SessionSlot], changed: dict[int, Change]) -> list[Day]:
    """Every on-site day in order, empty ones too; then days that the visit no longer has, with what was left there."""
    count = revisit.days or 0
    dates = (
        dict(enumerate(queries.calendar().on_site_days(revisit.first_day, count), start=1)) if count else {}
    )
    notes = clashes(sessions)
    left = sorted({session.day for session in sessions} - set(dates))
    return [
        Day(
            number,
            dates.get(number),
            [
                Shown(each, changed.get(each.pk), [*notes[each.pk], *_gone(each)])
                for each in sessions
                if each.day == number
            ],
        )
        for number in [*dates, *left]
    ]


def _gone(session: SessionSlot) -> list[str]:
    left = [taken.member for taken in session.taken_by.all() if taken.member.removed_at]
    return [f"{member.user} has left the team." for member in left]


def newest_agreement(revisit: Revisit) -> ScheduleAgreement | None:
    return revisit.schedule_agreements.select_related("agreed_by").first()
