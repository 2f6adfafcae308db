"""Recording the on-site days (G22): keeping in touch, the judgement meeting, the feedback. Each is written in versions.

A record marks its event of the timeline done in the same transaction; feedback so moves the case on.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import QuerySet

from inspections import fieldwork
from inspections import fieldwork_policies as policies
from inspections.actions.record import record
from inspections.actions.timeline import complete
from inspections.fieldwork import Version
from inspections.models import (
    CaseEvent,
    FeedbackPoint,
    FeedbackRecord,
    JudgementMeetingRecord,
    KitRecord,
    MeetingPresence,
    Revisit,
    TeamMember,
    TimelineEvent,
    Weakness,
)
from inspections.timeline.times import LONDON
from revisits.accounts.models import User
from revisits.record.reading import read

V = TypeVar("V", KitRecord, JudgementMeetingRecord, FeedbackRecord)


@dataclass(frozen=True, kw_only=True)
class Kit:
    """What is said of a keeping-in-touch meeting: its people by post."""

    attended: str
    shared: str
    findings: str = ""
    actions: str = ""


@dataclass(frozen=True, kw_only=True)
class JudgementMeeting:
    """`held_at` is aware; `present` says of each who was there whether on site or off site (MeetingPresence.Where)."""

    held_at: datetime
    discussed: str
    present: Mapping[TeamMember, str]


@dataclass(frozen=True, kw_only=True)
class Feedback:
    """`held_at` is aware; `points` are every weakness, whether progress was said to be sufficient, and the reasons."""

    held_at: datetime
    told: str
    points: Sequence[tuple[Weakness, bool, str]]
    asked: str = ""


@transaction.atomic
def record_kit(*, revisit: Revisit, day: int, said: Kit, after: int, by: User, at: datetime) -> KitRecord:
    """Record the meeting of an on-site day, or correct it. `after` is the number that was started from, 0 for none.

    The very same again is no new version. Raises Refused, and RecordChanged where there is a newer one.
    """
    revisit = _locked(revisit)
    policies.check_kit(revisit, day, at=at)
    newest = fieldwork.kits(revisit, day).first()
    event = revisit.timeline.filter(code="kit", day=day)
    stands = newest is not None and not event.filter(done_on=None).exists()
    if newest and stands and Kit(**{name: getattr(newest, name) for name in Kit.__annotations__}) == said:
        return newest
    number = _next(newest, after)
    written = KitRecord.objects.create(
        revisit=revisit, day=day, number=number, written_by=by, written_at=at, **vars(said)
    )
    _tell(written, f"the keeping-in-touch meeting of day {day}", by, at)
    _mark(event, fieldwork.days(revisit)[day], by, at, revisit)
    return written


@transaction.atomic
def record_judgement_meeting(
    *, revisit: Revisit, said: JudgementMeeting, after: int, by: User, at: datetime
) -> JudgementMeetingRecord:
    """Record the provisional judgement meeting, or correct it; as `record_kit`. Refused while G13 or G15 is open."""
    revisit = _locked(revisit)
    newest = fieldwork.judgement_meetings(revisit).first()
    event = revisit.timeline.filter(code="judgement_meeting")
    first = newest is None or event.filter(done_on=None).exists()
    policies.check_judgement_meeting(
        revisit, held_at=said.held_at, present=said.present.keys(), first=first, at=at
    )
    if newest and not first and _of_meeting(newest) == said:
        return newest
    written = JudgementMeetingRecord.objects.create(
        revisit=revisit, number=_next(newest, after), held_at=said.held_at, discussed=said.discussed,
        written_by=by, written_at=at,
    )  # fmt: skip
    MeetingPresence.objects.bulk_create(
        MeetingPresence(version=written, member=member, where=where) for member, where in said.present.items()
    )
    _tell(written, "the provisional judgement meeting", by, at)
    _mark(event, said.held_at.astimezone(LONDON).date(), by, at, revisit)
    return written


@transaction.atomic
def record_feedback(
    *, revisit: Revisit, said: Feedback, after: int, by: User, at: datetime
) -> FeedbackRecord:
    """Record what leaders were told of each weakness (G22), or correct it; as `record_kit`. The case moves on by it."""
    revisit = _locked(revisit)
    newest = fieldwork.feedbacks(revisit).first()
    event = revisit.timeline.filter(code="feedback")
    first = newest is None or event.filter(done_on=None).exists()
    about = [weakness.pk for weakness, _, _ in said.points]
    policies.check_feedback(revisit, held_at=said.held_at, weaknesses=about, first=first, at=at)
    if newest and not first and _of_feedback(newest) == said:
        return newest
    written = FeedbackRecord.objects.create(
        revisit=revisit, number=_next(newest, after), held_at=said.held_at, told=said.told, asked=said.asked,
        written_by=by, written_at=at,
    )  # fmt: skip
    FeedbackPoint.objects.bulk_create(
        FeedbackPoint(version=written, weakness=weakness, sufficient=sufficient, reasons=reasons)
        for weakness, sufficient, reasons in said.points
    )
    _tell(written, "the feedback to leaders", by, at)
    _mark(event, said.held_at.astimezone(LONDON).date(), by, at, revisit)
    return written


def read_record(*, version: Version, by: User) -> None:
    """Put on record that somebody read a record of the on-site days; call it before they are answered."""
    read(person=by.pk, what=version, case=version.revisit_id)


def _locked(revisit: Revisit) -> Revisit:
    return Revisit.objects.select_for_update().get(pk=revisit.pk)


def _next(newest: V | None, after: int) -> int:
    """The number of the version to come; RecordChanged where the one started from is not the newest."""
    if newest and newest.number != after:
        raise policies.RecordChanged(newest)
    return newest.number + 1 if newest else 1


def _of_meeting(version: JudgementMeetingRecord) -> JudgementMeeting:
    present = {each.member: each.where for each in version.presences.all()}
    return JudgementMeeting(held_at=version.held_at, discussed=version.discussed, present=present)


def _of_feedback(version: FeedbackRecord) -> Feedback:
    points = [(point.weakness, point.sufficient, point.reasons) for point in version.points.all()]
    return Feedback(held_at=version.held_at, told=version.told, points=points, asked=version.asked)


def _tell(version: Version, what: str, by: User, at: datetime) -> None:
    """The history says that it was recorded, and nothing of what it says."""
    done = "recorded" if version.number == 1 else f"recorded anew, version {version.number}"
    text = f"{what[0].upper()}{what[1:]} was {done}."
    data: dict[str, Any] = {"record": version._meta.model_name, "id": version.pk, "version": version.number}
    record(version.revisit, CaseEvent.Kind.FIELDWORK_RECORDED, by=by, at=at, text=text, data=data)


def _mark(found: QuerySet[TimelineEvent], on: date, by: User, at: datetime, revisit: Revisit) -> None:
    """Its event on the timeline is done, where there is one and it is not yet."""
    if (event := found.first()) is None:
        return
    policies.check_marks(event, on)
    event.revisit = revisit
    if not event.done_on:
        complete(event, done_on=on, by=by, at=at)
