"""Commenting on the draft (G25): each side writes its own, and submits them once."""

from datetime import datetime

from django.db import transaction

from inspections.actions.record import record
from inspections.models import CaseEvent, EvidenceDocument
from letters import accuracy
from letters import accuracy_policies as policies
from letters.actions.accuracy import round_under_lock
from letters.actions.comment_files import remove_all
from letters.models import AccuracyComment, AccuracyRound, LateRequest, Side, Submission
from revisits.accounts.models import User
from revisits.acting import acting

Kind = CaseEvent.Kind


@transaction.atomic
def add_comment(
    *,
    round_: AccuracyRound,
    side: Side,
    block: str,
    quotation: str,
    correction: str,
    why: str,
    document: EvidenceDocument | None = None,
    by: User,
    at: datetime,
) -> AccuracyComment:
    """Write a comment on a paragraph; nobody else sees it before the side submits.

    Raises Refused once the side submitted or its time is over, and where the words quoted are not in the paragraph.
    """
    round_ = _open(round_, side, at)
    policies.check_quotation(round_, block, quotation)
    words = {"quotation": quotation, "correction": correction, "why": why, "document": document}
    return AccuracyComment.objects.create(round=round_, side=side, block=block, by=by, at=at, **words)


@transaction.atomic
def change_comment(
    *,
    comment: AccuracyComment,
    edition: int,
    quotation: str,
    correction: str,
    why: str,
    document: EvidenceDocument | None = None,
    by: User,
    at: datetime,
) -> AccuracyComment:
    """Change a comment that is not submitted yet. `edition` is the one that was started from.

    Raises CommentChanged where somebody of the side changed it in between; Refused as `add_comment` does.
    """
    round_ = _open(comment.round, Side(comment.side), at)
    comment = AccuracyComment.objects.select_related("by").get(pk=comment.pk)
    policies.check_unsubmitted(comment)
    policies.check_same(comment, edition)
    policies.check_quotation(round_, comment.block, quotation)
    comment.quotation, comment.correction, comment.why = quotation, correction, why
    comment.document, comment.by, comment.at = document, by, at
    comment.edition += 1
    comment.save()
    return comment


@transaction.atomic
def remove_comment(*, comment: AccuracyComment, by: User, at: datetime) -> None:
    """Take back a comment that is not submitted yet, with its files. Raises Refused."""
    _open(comment.round, Side(comment.side), at)
    found = AccuracyComment.objects.filter(pk=comment.pk).first()
    if found:
        policies.check_unsubmitted(found)
        remove_all(found)
        found.delete()


@transaction.atomic
def submit(*, round_: AccuracyRound, side: Side, none: bool, by: User, at: datetime) -> Submission:
    """Submit all comments of a side, once; or that it has none. The submission is the receipt.

    Raises Refused once it submitted or its time is over; where it says none and has some, or the reverse.
    """
    round_ = _open(round_, side, at)
    written = AccuracyComment.objects.filter(round=round_, side=side, submission=None)
    count = written.count()
    policies.check_none(count, none)
    submission = Submission.objects.create(round=round_, side=side, by=by, at=at)
    written.update(submission=submission)
    said = "submitted its comments on accuracy" if count else "has no comments on accuracy"
    text = f"{policies.WHOSE[side].capitalize()} {said}."
    data = {"side": side, "submission": submission.pk}
    record(round_.version.letter.revisit, Kind.COMMENTS_SUBMITTED, by=by, at=at, text=text, data=data)
    return submission


@transaction.atomic
def ask_late(*, round_: AccuracyRound, side: Side, reason: str, by: User, at: datetime) -> LateRequest:
    """Ask the lead HMI to accept a side's comments late. Raises Refused while nothing is late."""
    round_ = round_under_lock(round_.version.letter.revisit)
    policies.check_ask_late(accuracy.of_side(round_, side), round_, at)
    with acting(why=reason):
        asked = LateRequest.objects.create(round=round_, side=side, reason=reason, by=by, at=at)
    text = f"{policies.WHOSE[side].capitalize()} asked to comment late."
    data = {"side": side, "request": asked.pk}
    record(round_.version.letter.revisit, Kind.LATE_ASKED, by=by, at=at, text=text, data=data)
    return asked


def _open(round_: AccuracyRound, side: Side, at: datetime) -> AccuracyRound:
    """The round under the lock of its case, still open to that side."""
    round_ = round_under_lock(round_.version.letter.revisit)
    policies.check_open(accuracy.of_side(round_, side), round_, at)
    return round_
