"""Meeting children and young people (G9, G21): arranging groups, and sharing what they will be asked."""

from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction

from inspections import arrangements_policies as policies
from inspections.actions.record import record
from inspections.actions.timeline import mark_done
from inspections.models import CaseEvent, ChildrensQuestions, ChildrensSession, Revisit, SessionSlot
from inspections.policies import Refused
from revisits.accounts.models import User

Kind = CaseEvent.Kind


@dataclass(frozen=True, kw_only=True)
class Group:
    """A group of children and young people: numbers and settings, never names."""

    kind: str
    setting: str
    number: int
    youngest: int
    oldest: int
    consent: bool = False
    interpreter: bool = False
    signing: bool = False
    quiet_room: bool = False
    other_support: str = ""


@transaction.atomic
def arrange_group(
    *,
    revisit: Revisit,
    group: Group,
    session: SessionSlot | None,
    by: User,
    at: datetime,
    existing: ChildrensSession | None = None,
    version: int = 0,
) -> ChildrensSession:
    """Add a group, or change `existing` if nobody did since `version`; `session` is its place in the schedule.

    Raises GroupChanged with what stands there now, and Refused once the visit is over.
    """
    revisit = _open(revisit)
    if session and (session.revisit_id != revisit.pk or session.removed_at):
        raise Refused("Choose a session of this re-visit's schedule.", "session")
    row = _claim(existing, version) if existing else ChildrensSession(revisit=revisit)
    for name, value in asdict(group).items():
        setattr(row, name, value)
    row.session, row.changed_by, row.changed_at = session, by, at
    row.version += 1 if existing else 0
    row.save()
    said = f"A session with children and young people was {'changed' if existing else 'arranged'}."
    record(revisit, Kind.CHILDREN_ARRANGED, by=by, at=at, text=said, data={"group": row.pk})
    return row


@transaction.atomic
def cancel_group(*, group: ChildrensSession, version: int, by: User, at: datetime) -> None:
    """Take a group out again. Raises GroupChanged where somebody changed it since `version`."""
    revisit = _open(group.revisit)
    row = _claim(group, version)
    data = {"group": row.pk}
    row.delete()
    said = "A session with children and young people was taken out."
    record(revisit, Kind.CHILDREN_ARRANGED, by=by, at=at, text=said, data=data)


@transaction.atomic
def write_questions(
    *, revisit: Revisit, text: str, number: int, version: int, by: User, at: datetime
) -> ChildrensQuestions:
    """Write the questions that are not shared yet; after a sharing they begin anew as the next number.

    `number` and `version` are those that the writer started from, 0 where there was none. Raises
    QuestionsChanged with what stands there now, Refused once the visit is over.
    """
    revisit = _open(revisit)
    newest = revisit.childrens_questions.select_for_update(of=("self",)).first()
    if newest and (newest.number, newest.version) != (number, version):
        raise policies.QuestionsChanged(newest)
    if newest is None or newest.shared_at:
        following = newest.number + 1 if newest else 1
        return ChildrensQuestions.objects.create(
            revisit=revisit, number=following, text=text, written_by=by, written_at=at
        )
    newest.text, newest.written_by, newest.written_at = text, by, at
    newest.version += 1
    newest.save()
    return newest


@transaction.atomic
def share_questions(
    *, questions: ChildrensQuestions, version: int, by: User, at: datetime
) -> ChildrensQuestions:
    """Share them with the nominated officer, as the sharer read them (G9); their date on the timeline is done with it.

    Raises QuestionsChanged where they are no longer that version, Refused once the visit is over.
    """
    revisit = _open(questions.revisit)
    questions = ChildrensQuestions.objects.select_for_update(of=("self",)).get(pk=questions.pk)
    policies.check_share(revisit, questions, version)
    questions.shared_by, questions.shared_at = by, at
    questions.save()
    said = "The questions for children and young people were shared with the area."
    record(revisit, Kind.QUESTIONS_SHARED, by=by, at=at, text=said, data={"number": questions.number})
    event = revisit.timeline.filter(code="cyp_questions", done_on=None).first()
    if event:
        mark_done(event=event, done_on=at.date(), by=by, at=at)
    return questions


def _open(revisit: Revisit) -> Revisit:
    revisit = Revisit.objects.select_for_update().get(pk=revisit.pk)
    policies.check_arrange(revisit)
    return revisit


def _claim(group: ChildrensSession, version: int) -> ChildrensSession:
    row = ChildrensSession.objects.select_for_update(of=("self",)).filter(pk=group.pk).first()
    if row is None:
        raise Refused("Somebody took this group out meanwhile.")
    if row.version != version:
        raise policies.GroupChanged(row)
    return row
