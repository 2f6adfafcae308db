"""Sending the draft to its named readers for accuracy, and closing and opening their comments (G24, G25)."""

from datetime import datetime

from django.db import transaction

from inspections import draft_list
from inspections.actions.draft_readers import locked, open_draft
from inspections.actions.moving import move
from inspections.actions.record import record
from inspections.actions.timeline import complete, undo
from inspections.models import CaseEvent, Revisit
from inspections.policies import Refused
from inspections.workflow import Event, State
from letters import accuracy, outcome
from letters import accuracy_policies as policies
from letters.models import AccuracyRound, LateAnswer, LateRequest, LetterVersion, Side
from revisits.accounts.models import User
from revisits.acting import acting

Kind = CaseEvent.Kind
Purpose = LetterVersion.Purpose


@transaction.atomic
def send_draft(
    *, revisit: Revisit, by: User, at: datetime, seen: int | None = None, note: str = ""
) -> AccuracyRound:
    """Send the version that both agencies approved to directors and chief executives, who have ten working days.

    Opens the draft to all of them who are in force, and tells them, with the paragraph `note` where there is one.
    Raises Refused as the workflow's guards do, where nobody of the area would read it (G24), and for another version
    than the `seen` one.
    """
    directors = list(draft_list.directors(revisit, on=at.date()))
    revisit = locked(revisit, *(each.user for each in directors), by)
    listed = draft_list.readers(revisit)
    if not listed:
        policies.check_readers(directors)
    known = list(listed.values_list("user", flat=True))
    new = [each.user for each in draft_list.unopened(revisit, on=at.date()) if each.user_id != by.pk]
    letter = outcome.letter_of(revisit)
    version = policies.check_version(outcome.newest(letter, Purpose.QUALITY) if letter else None, seen)
    move(revisit=revisit, event=Event.SEND_DRAFT, by=by, at=at)
    round_ = AccuracyRound.objects.create(
        version=version, sent_by=by, sent_at=at, due_at=accuracy.due_for(revisit, at)
    )
    done(revisit, "draft_sent", by, at)
    data = {"round": round_.pk, "version": version.number}
    record(revisit, Kind.DRAFT_SENT, by=by, at=at, text="The draft was sent to its named readers.", data=data)
    if new:
        open_draft(revisit=revisit, people=new, by=by, at=at, note=note)
    if known:
        said = "Those named before may read the draft."
        who = {"readers": known, "note": note}
        record(revisit, Kind.DRAFT_OPENED, by=by, at=at, text=said, data=who)
    return round_


@transaction.atomic
def close_comments(*, revisit: Revisit, by: User, at: datetime) -> None:
    """No more comments: the letter is finalised and each comment answered.

    Where there is none, nothing is left to be told. Raises Refused while a side may still comment.
    """
    round_ = round_under_lock(revisit)
    revisit = round_.version.letter.revisit
    policies.check_close(round_, at)
    move(revisit=revisit, event=Event.CLOSE_COMMENTS, by=by, at=at)
    done(revisit, "comments_due", by, at)
    if not accuracy.submitted(round_):
        done(revisit, "response_told", by, at)


@transaction.atomic
def reopen_comments(
    *, revisit: Revisit, side: Side, until: datetime, reason: str, by: User, at: datetime
) -> LateAnswer:
    """Open the comments again for a side that has not submitted, until a moment (aware), with the reason.

    Raises Refused, and where that side has submitted.
    """
    round_ = round_under_lock(revisit)
    policies.check_reopen(accuracy.of_side(round_, side))
    policies.check_until(until, at)
    _open_again(round_, reason, by, at)
    return _allow(round_, side, until, reason, by, at)


@transaction.atomic
def answer_late(
    *, request: LateRequest, until: datetime | None, reason: str, by: User, at: datetime
) -> LateAnswer:
    """Accept a late request, until a moment (aware) until which the side may submit once; or decline it (None).

    Where the comments are closed, they open again. Raises Refused.
    """
    round_ = round_under_lock(request.round.version.letter.revisit)
    request = LateRequest.objects.select_related("answer__by").get(pk=request.pk)
    policies.check_answer_late(request)
    policies.check_until(until, at)
    if until is not None:
        _open_again(round_, reason, by, at)
    return _allow(round_, Side(request.side), until, reason, by, at, request)


def _open_again(round_: AccuracyRound, reason: str, by: User, at: datetime) -> None:
    """Nothing to do while the comments are open."""
    revisit = round_.version.letter.revisit
    if revisit.state == State.ACCURACY:
        return
    move(revisit=revisit, event=Event.REOPEN_COMMENTS, by=by, at=at, reason=reason)
    for code in ("comments_due", "response_told"):
        for event in revisit.timeline.filter(code=code, done_on__isnull=False):
            event.revisit = revisit
            undo(event, by=by, at=at)


def _allow(
    round_: AccuracyRound,
    side: Side,
    until: datetime | None,
    reason: str,
    by: User,
    at: datetime,
    request: LateRequest | None = None,
) -> LateAnswer:
    with acting(why=reason):
        given = LateAnswer.objects.create(
            round=round_, side=side, request=request, until=until, reason=reason, by=by, at=at
        )
    said = "may still comment" if until else "may not comment late"
    text = f"{policies.WHOSE[side].capitalize()} {said}."
    data = {"side": side, "late": given.pk}
    record(round_.version.letter.revisit, Kind.LATE_ANSWERED, by=by, at=at, text=text, data=data)
    return given


def done(revisit: Revisit, code: str, by: User, at: datetime) -> None:
    """Mark an event of the timeline done by what was done, once."""
    event = revisit.timeline.filter(code=code, done_on=None).first()
    if event:
        event.revisit = revisit
        complete(event, done_on=accuracy.times_day(at), by=by, at=at)


def round_under_lock(revisit: Revisit) -> AccuracyRound:
    """The round of a case under its lock. Raises Refused where no draft was sent."""
    held = Revisit.objects.select_for_update().get(pk=revisit.pk)
    found = accuracy.round_of(held)
    if found is None:
        raise Refused("The draft was not sent to the area yet.")
    found.version.letter.revisit = held
    return found
