"""The draft schedule of the on-site days (G12): sessions, comments on them, and agreeing it."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import datetime, time

from django.db import transaction

from inspections import arrangements_policies as policies
from inspections import schedule
from inspections.actions.record import record
from inspections.models import (
    CaseEvent,
    Revisit,
    ScheduleAgreement,
    ScheduleComment,
    SessionAbout,
    SessionInspector,
    SessionSlot,
    TeamMember,
    Weakness,
)
from inspections.policies import Refused
from revisits.accounts.models import Organisation, User

Kind = CaseEvent.Kind


@dataclass(frozen=True, kw_only=True)
class Session:
    """What is said of a session. `weaknesses` is empty where it serves the visit as a whole (G18)."""

    day: int
    starts: time
    ends: time
    title: str
    place: str = ""
    attendees: str = ""
    off_site: bool = False
    travel: str = ""
    weaknesses: Sequence[Weakness] = ()
    inspectors: Sequence[TeamMember] = ()


COLUMNS = [field.name for field in fields(Session) if field.name not in ("weaknesses", "inspectors")]


@transaction.atomic
def add_session(*, revisit: Revisit, session: Session, by: User, at: datetime) -> SessionSlot:
    """Put a session into the schedule. Raises Refused outside the on-site days, and once the visit is over."""
    revisit = _open(revisit)
    _check(revisit, session)
    slot = SessionSlot(revisit=revisit, changed_by=by, changed_at=at)
    _write(slot, session)
    said = f"A session was added to the draft schedule, day {slot.day}."
    record(revisit, Kind.SCHEDULE_CHANGED, by=by, at=at, text=said, data={"session": slot.pk})
    return slot


@transaction.atomic
def change_session(
    *, slot: SessionSlot, version: int, session: Session, by: User, at: datetime
) -> SessionSlot:
    """Change a session that nobody changed since `version`; one that was removed comes back. No difference, no write.

    Raises SessionChanged with what stands there now, and Refused as `add_session` does.
    """
    revisit = _open(slot.revisit)
    slot = _claim(slot, version)
    _check(revisit, session)
    if not slot.removed_at and schedule.facts(slot) == facts_of(session):
        return slot
    slot.changed_by, slot.changed_at, slot.version = by, at, slot.version + 1
    slot.removed_by = slot.removed_at = None
    _write(slot, session)
    said = f"A session of the draft schedule was changed, day {slot.day}."
    record(revisit, Kind.SCHEDULE_CHANGED, by=by, at=at, text=said, data={"session": slot.pk})
    return slot


@transaction.atomic
def assign_inspectors(
    *, slot: SessionSlot, version: int, members: Sequence[TeamMember], by: User, at: datetime
) -> SessionSlot:
    """The team says who of it goes to a session. No difference, no write; raises as `change_session` does."""
    said = {name: getattr(slot, name) for name in COLUMNS}
    about = [each.weakness for each in slot.about.select_related("weakness")]
    session = Session(**said, weaknesses=about, inspectors=members)
    return change_session(slot=slot, version=version, session=session, by=by, at=at)


@transaction.atomic
def remove_session(*, slot: SessionSlot, version: int, by: User, at: datetime) -> SessionSlot:
    """Take a session out of the schedule. Raises SessionChanged where somebody changed it since `version`."""
    revisit = _open(slot.revisit)
    slot = _claim(slot, version)
    if slot.removed_at:
        return slot
    slot.removed_by, slot.removed_at, slot.version = by, at, slot.version + 1
    slot.save()
    slot.childrens_sessions.update(session=None)
    said = f"A session was taken out of the draft schedule, day {slot.day}."
    record(revisit, Kind.SCHEDULE_CHANGED, by=by, at=at, text=said, data={"session": slot.pk})
    return slot


@transaction.atomic
def agree_schedule(*, revisit: Revisit, read: str, by: User, at: datetime) -> ScheduleAgreement:
    """The team agrees the schedule as it stands; `read` is the edition that they read. Raises Refused."""
    revisit = Revisit.objects.select_for_update().get(pk=revisit.pk)
    sessions, newest = list(schedule.current(revisit)), schedule.newest_agreement(revisit)
    kept = schedule.snapshot(sessions)
    policies.check_agree(
        revisit,
        read=read,
        edition=schedule.edition(sessions),
        newest=newest,
        unchanged=bool(newest and schedule.agreed(newest) == kept),
        empty=not sessions,
    )
    agreement = ScheduleAgreement.objects.create(
        revisit=revisit, number=newest.number + 1 if newest else 1, agreed_by=by, agreed_at=at, sessions=kept
    )
    said = f"The schedule of the on-site days was agreed, version {agreement.number}."
    record(revisit, Kind.SCHEDULE_AGREED, by=by, at=at, text=said, data={"version": agreement.number})
    return agreement


@transaction.atomic
def comment(
    *,
    revisit: Revisit,
    session: SessionSlot | None,
    text: str,
    body: Organisation | None,
    by: User,
    at: datetime,
) -> ScheduleComment:
    """Say something about the schedule or one session; `body` is the area's for whom it is said, None the team's."""
    revisit = _open(revisit)
    if session and session.revisit_id != revisit.pk:
        raise Refused("That session belongs to another re-visit.", "session")
    said = ScheduleComment.objects.create(
        revisit=revisit, session=session, text=text, body=body, author=by, at=at
    )
    record(revisit, Kind.MESSAGE_WRITTEN, by=by, at=at, text="A comment on the schedule was written.")
    return said


def _open(revisit: Revisit) -> Revisit:
    """Its row locked: whoever changes the schedule comes one after the other."""
    revisit = Revisit.objects.select_for_update().get(pk=revisit.pk)
    policies.check_arrange(revisit)
    return revisit


def _claim(slot: SessionSlot, version: int) -> SessionSlot:
    slot = SessionSlot.objects.select_for_update().get(pk=slot.pk)
    if slot.version != version:
        raise policies.SessionChanged(slot)
    return slot


def _check(revisit: Revisit, session: Session) -> None:
    policies.check_day(revisit, session.day)
    if session.ends <= session.starts:
        raise Refused("The session must end after it starts.", "ends")
    if session.travel and not session.off_site:
        raise Refused("Say how inspectors get there of a session off site alone.", "travel")
    if any(member.revisit_id != revisit.pk for member in session.inspectors):
        raise Refused("Choose inspectors of this re-visit's team.", "inspectors")
    if any(weakness.wsoa_id != revisit.wsoa_id for weakness in session.weaknesses):
        raise Refused("Choose weaknesses of this area's statement of action.", "about")


def facts_of(session: Session) -> schedule.Facts:
    """As `schedule.facts` has them of the row that it becomes."""
    return {
        "day": session.day,
        "starts": f"{session.starts:%H:%M}",
        "ends": f"{session.ends:%H:%M}",
        "title": session.title,
        "place": session.place,
        "attendees": session.attendees,
        "off_site": session.off_site,
        "travel": session.travel,
        "weaknesses": sorted(weakness.number for weakness in session.weaknesses),
        "inspectors": sorted(member.pk for member in session.inspectors),
    }


def _write(slot: SessionSlot, session: Session) -> None:
    for name in COLUMNS:
        setattr(slot, name, getattr(session, name))
    slot.save()
    about = {weakness.pk for weakness in session.weaknesses}
    slot.about.exclude(weakness__in=about).delete()
    SessionAbout.objects.bulk_create(
        [SessionAbout(session=slot, weakness_id=weakness) for weakness in sorted(about)],
        ignore_conflicts=True,
    )
    taken = {member.pk for member in session.inspectors}
    slot.taken_by.exclude(member__in=taken).delete()
    SessionInspector.objects.bulk_create(
        [SessionInspector(session=slot, member_id=member) for member in sorted(taken)], ignore_conflicts=True
    )
