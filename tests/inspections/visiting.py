"""What tests of the on-site days begin with: the cast's visit on its last day, ready for judgement; and its records."""

from datetime import datetime
from typing import Any

from inspections.actions import fieldwork as actions
from inspections.actions.fieldwork import Feedback, JudgementMeeting, Kit
from inspections.actions.information import declare_none
from inspections.models import (
    FeedbackPoint,
    FeedbackRecord,
    InformationItem,
    JudgementMeetingRecord,
    KitRecord,
    MeetingPresence,
)
from inspections.timeline.times import LONDON
from tests.cast import NOW, Cast
from tests.inspections.arranged import session
from tests.inspections.evidence_base import note

# The afternoons of the three on-site days.
FIRST, SECOND, LAST = (datetime(2022, 5, day, 17, tzinfo=LONDON) for day in (17, 18, 19))
MEETING_AT, FEEDBACK_AT = LAST.replace(hour=14), LAST.replace(hour=16)


def arrived(cast: Cast, *, ready: bool = True) -> Cast:
    """On site; `ready`: with what must be there before judgement (G13, G15)."""
    cast.notify()
    cast.done("leaders_meeting", FIRST)
    if ready:
        made_ready(cast)
    cast.revisit.refresh_from_db()
    return cast


def made_ready(cast: Cast) -> None:
    """With the advisers' discussion in the evidence base (G13), and the outcomes declared none (G15)."""
    note(cast, kind="adviser", title="Advisers")
    for item in InformationItem.objects.filter(revisit=cast.revisit, mandatory=True):
        declare_none(item=item, why="", by=cast["lano"], at=NOW)


def kit(
    cast: Cast, day: int = 1, *, by: str = "owner", at: datetime = LAST, after: int = 0, **said: str
) -> KitRecord:
    given = {"attended": "Director of children's services", "shared": "Waiting times"} | said
    return actions.record_kit(
        revisit=cast.revisit, day=day, said=Kit(**given), after=after, by=cast[by], at=at
    )


def meeting_said(cast: Cast, **changes: Any) -> JudgementMeeting:
    team = {member.role: member for member in cast.revisit.team.all()}
    present = {team["lead"]: "on_site", team["cqc"]: "on_site", team["qa_ofsted"]: "off_site"}
    given: dict[str, Any] = {"held_at": MEETING_AT, "discussed": "Each weakness in turn.", "present": present}
    return JudgementMeeting(**(given | changes))


def meeting(cast: Cast, *, by: str = "owner", after: int = 0, **changes: Any) -> JudgementMeetingRecord:
    return actions.record_judgement_meeting(
        revisit=cast.revisit, said=meeting_said(cast, **changes), after=after, by=cast[by], at=LAST
    )


def feedback_said(cast: Cast, **changes: Any) -> Feedback:
    points = [
        (each, each.number == 1, f"Because of {each.number}.") for each in cast.revisit.wsoa.weaknesses.all()
    ]
    given: dict[str, Any] = {
        "held_at": FEEDBACK_AT,
        "told": "Director of children's services",
        "points": points,
    }
    return Feedback(**(given | changes))


def feedback(cast: Cast, *, by: str = "owner", after: int = 0, **changes: Any) -> FeedbackRecord:
    return actions.record_feedback(
        revisit=cast.revisit, said=feedback_said(cast, **changes), after=after, by=cast[by], at=LAST
    )


def plant_records(cast: Cast, words: str = "Planted", day: int = 1) -> list[Any]:
    """A record of each kind straight into the tables, on a case that is not on site yet."""
    own: dict[str, Any] = {"revisit": cast.revisit, "written_by": cast.owner, "written_at": NOW}
    kit = KitRecord.objects.create(day=day, attended="Leaders", shared=words, **own)
    number = cast.revisit.judgementmeetingrecords.count() + 1
    held = JudgementMeetingRecord.objects.create(held_at=NOW, discussed=words, number=number, **own)
    there = MeetingPresence.objects.create(
        version=held, member=cast.revisit.team.get(user=cast.owner), where="on_site"
    )
    told = FeedbackRecord.objects.create(held_at=NOW, told=words, number=number, **own)
    weakness = cast.revisit.wsoa.weaknesses.all()[0]
    point = FeedbackPoint.objects.create(version=told, weakness=weakness, sufficient=True, reasons=words)
    return [kit, held, there, told, point]


def addresses(cast: Cast) -> dict[str, dict[str, Any]]:
    """For `tests.routes`: a record of each kind, and a session to which somebody goes."""
    case: dict[str, Any] = {"reference": cast.revisit.reference}
    plant_records(cast)
    day = {**case, "day": 1}
    plain = ("on-site", "judgement-meeting", "judgement-meeting-write", "feedback", "feedback-write")
    return {
        **dict.fromkeys(plain, case),
        **dict.fromkeys(["kit", "kit-write"], day),
        "on-site-day": {**case, "number": 1},
        "session-going": {**case, "session_id": session(cast, title="To go to").pk},
        "working-copy": {"key": "x/"},
    }
