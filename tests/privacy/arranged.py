"""Rows of everything that arranging a visit holds on a person."""

from datetime import datetime, time
from typing import Any

from inspections.models import (
    ChildrensQuestions,
    ChildrensSession,
    FeedbackPoint,
    FeedbackRecord,
    InformationItem,
    JudgementMeetingRecord,
    KitRecord,
    MeetingPresence,
    RequestMessage,
    RequestReading,
    Revisit,
    ScheduleAgreement,
    ScheduleComment,
    SessionAbout,
    SessionInspector,
    SessionSlot,
    TeamMember,
    Weakness,
    WorkingCopy,
)
from revisits.accounts.models import User

MODELS = (
    ChildrensQuestions, ChildrensSession, RequestMessage, RequestReading, ScheduleAgreement, ScheduleComment,
    SessionAbout, SessionInspector, SessionSlot,
)  # fmt: skip


def plant_arrangements(person: User, case: Revisit, at: datetime, secret: str) -> None:
    """One of each, by this person, with words that no copy may hold."""
    slot = SessionSlot.objects.create(
        revisit=case, day=1, starts=time(9), ends=time(10), title=secret, changed_by=person, changed_at=at
    )
    weakness, _ = Weakness.objects.get_or_create(wsoa=case.wsoa, number=1, defaults={"text": secret})
    SessionAbout.objects.create(session=slot, weakness=weakness)
    member = TeamMember.objects.filter(revisit=case, user=person).first()
    SessionInspector.objects.create(session=slot, member=member or TeamMember.objects.filter(revisit=case)[0])
    own: dict[str, Any] = {"revisit": case}
    ScheduleAgreement.objects.create(number=1, agreed_by=person, agreed_at=at, sessions={}, **own)
    ScheduleComment.objects.create(session=slot, author=person, text=secret, at=at, **own)
    ChildrensSession.objects.create(
        kind="school",
        setting=secret,
        number=8,
        youngest=7,
        oldest=11,
        changed_by=person,
        changed_at=at,
        **own,
    )
    ChildrensQuestions.objects.create(text=secret, written_by=person, written_at=at, **own)
    item = InformationItem.objects.create(
        kind="further", side="area", title=secret, due_at=at, asked_by=person, asked_at=at, **own
    )
    RequestMessage.objects.create(item=item, author=person, text=secret, at=at)
    RequestReading.objects.create(item=item, user=person)


def plant_fieldwork(person: User, case: Revisit, at: datetime, secret: str) -> None:
    """A record of each kind of the on-site days, by this person, who was there; and what they have not sent."""
    own: dict[str, Any] = {"revisit": case, "written_by": person, "written_at": at}
    weakness, _ = Weakness.objects.get_or_create(wsoa=case.wsoa, number=1, defaults={"text": secret})
    KitRecord.objects.create(day=1, attended=secret, shared=secret, **own)
    held = JudgementMeetingRecord.objects.create(held_at=at, discussed=secret, **own)
    member = (
        TeamMember.objects.filter(revisit=case, user=person).first()
        or TeamMember.objects.filter(revisit=case)[0]
    )
    MeetingPresence.objects.create(version=held, member=member, where="on_site")
    told = FeedbackRecord.objects.create(held_at=at, told=secret, **own)
    FeedbackPoint.objects.create(version=told, weakness=weakness, sufficient=True, reasons=secret)
    WorkingCopy.objects.get_or_create(
        user=person, key=f"/form/{case.pk}/", defaults={"fields": {"text": [secret]}, "saved_at": at}
    )
