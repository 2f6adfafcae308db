"""The records of the on-site days as they are read: which version holds, its days, and what it says in lines."""

from collections.abc import Iterable
from datetime import date, datetime
from functools import singledispatch

from django.db.models import Prefetch, QuerySet

from inspections import queries
from inspections.models import (
    FeedbackPoint,
    FeedbackRecord,
    JudgementMeetingRecord,
    KitRecord,
    MeetingPresence,
    Revisit,
    TeamMember,
)
from inspections.timeline.times import LONDON

Version = KitRecord | JudgementMeetingRecord | FeedbackRecord
Lines = list[tuple[str, str]]
# Visits of more days than this have a keeping-in-touch meeting a day (G22).
MOST_DAYS_WITHOUT = 2


def days(revisit: Revisit) -> dict[int, date]:
    """The on-site days by their number, from 1."""
    if not revisit.days:
        return {}
    return dict(enumerate(queries.calendar().on_site_days(revisit.first_day, revisit.days), start=1))


def has_kit(revisit: Revisit) -> bool:
    """Whether leaders and inspectors keep in touch day by day: on site for more than two days (G22)."""
    return (revisit.days or 0) > MOST_DAYS_WITHOUT


def kits(revisit: Revisit, day: int | None = None) -> QuerySet[KitRecord]:
    """Every version of every day's record, or of one day's; of each day the newest first."""
    found = KitRecord.objects.filter(revisit=revisit).select_related("written_by")
    return found.filter(day=day) if day else found


def judgement_meetings(revisit: Revisit) -> QuerySet[JudgementMeetingRecord]:
    """Every version of the record of the judgement meeting with who was there, the newest first."""
    there = MeetingPresence.objects.prefetch_related(
        Prefetch("member", TeamMember.everybody.select_related("user"))
    )
    found = JudgementMeetingRecord.objects.filter(revisit=revisit).select_related("written_by")
    return found.prefetch_related(Prefetch("presences", there.order_by("id")))


def feedbacks(revisit: Revisit) -> QuerySet[FeedbackRecord]:
    """Every version of the record of the feedback with its points, the newest first."""
    points = FeedbackPoint.objects.select_related("weakness").order_by("weakness__number")
    found = FeedbackRecord.objects.filter(revisit=revisit).select_related("written_by")
    return found.prefetch_related(Prefetch("points", points))


@singledispatch
def lines(version: Version) -> Lines:
    """What a version says, each line with what it is; what was left empty is left out."""
    raise TypeError(f"{version!r} is no record of the on-site days")


@lines.register
def _kit_lines(version: KitRecord) -> Lines:
    return _said(
        ("Who attended", version.attended),
        ("What was shared", version.shared),
        ("Emerging findings", version.findings),
        ("Agreed to be done", version.actions),
    )


@lines.register
def _meeting_lines(version: JudgementMeetingRecord) -> Lines:
    there = (
        f"{each.member.user}, {each.member.get_role_display()}: {each.get_where_display().lower()}"
        for each in sorted(version.presences.all(), key=lambda each: each.member.place)
    )
    return _said(
        ("When", moment(version.held_at)),
        ("Who was there", "\n".join(there)),
        ("Discussed", version.discussed),
    )


@lines.register
def _feedback_lines(version: FeedbackRecord) -> Lines:
    return _said(
        ("When", moment(version.held_at)),
        ("Who was told", version.told),
        *((f"Weakness {point.weakness}", point_said(point)) for point in version.points.all()),
        ("What they asked", version.asked),
    )


def point_said(point: FeedbackPoint) -> str:
    """What leaders were told on one weakness."""
    return f"Progress is {'sufficient' if point.sufficient else 'not sufficient'}.\n{point.reasons}"


def moment(at: datetime) -> str:
    """Thursday 19 May 2022, 15:30; London's."""
    return f"{at.astimezone(LONDON):%A %-d %B %Y, %H:%M}"


def _said(*said: tuple[str, str]) -> Lines:
    return [(label, text) for label, text in said if text]


def in_text(found: Iterable[tuple[str, str]]) -> str:
    """Lines as a plain text."""
    return "\n\n".join(f"{label}\n{text}" for label, text in found)
