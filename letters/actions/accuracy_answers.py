"""Answering the area's comments on accuracy (G25): the lead HMI answers, CQC agrees, both parties are told."""

from datetime import datetime

from django.db import transaction

from inspections.actions.record import record
from inspections.models import CaseEvent, Revisit
from letters import accuracy
from letters import accuracy_policies as policies
from letters.actions.accuracy import done, round_under_lock
from letters.models import AccuracyComment, Answer, AnswerAgreement, AnswersTold, Side
from revisits.accounts.models import User

Kind = CaseEvent.Kind


@transaction.atomic
def answer_comment(
    *, comment: AccuracyComment, decision: str, reason: str, after: int, by: User, at: datetime
) -> Answer:
    """Answer a comment, or change the answer: the one before stays, and CQC agrees anew (G25).

    `after` is the number of the answer that was started from, 0 for none. The same again is no new version.
    Raises AnswerChanged where somebody answered in between; Refused while comments are open.
    """
    round_ = round_under_lock(comment.round.version.letter.revisit)
    policies.check_answering(round_.version.letter.revisit)
    comment = AccuracyComment.objects.get(pk=comment.pk)
    policies.check_answer(comment, after)
    newest = accuracy.newest(comment)
    if newest and (newest.decision, newest.reason) == (decision, reason):
        return newest
    number = newest.number + 1 if newest else 1
    return Answer.objects.create(
        comment=comment, number=number, decision=decision, reason=reason, by=by, at=at
    )


@transaction.atomic
def agree_answer(*, answer: Answer, by: User, at: datetime) -> AnswerAgreement:
    """CQC agrees the answer as it stands. Raises AnswerChanged where there is a newer one, Refused."""
    round_ = round_under_lock(answer.comment.round.version.letter.revisit)
    revisit = round_.version.letter.revisit
    policies.check_answering(revisit)
    answer = Answer.objects.select_related("comment", "agreement__by").get(pk=answer.pk)
    policies.check_agree(answer, by, revisit)
    return AnswerAgreement.objects.create(answer=answer, by=by, at=at)


@transaction.atomic
def tell_outcome(*, revisit: Revisit, by: User, at: datetime) -> list[AnswersTold]:
    """Tell each party the outcome of its own comments, once for the answers as they stand (G25).

    Raises Refused while an answer is missing or not agreed, and where everybody was told.
    """
    round_ = round_under_lock(revisit)
    revisit = round_.version.letter.revisit
    policies.check_answering(revisit)
    policies.check_tell(round_)
    comments = accuracy.submitted(round_)
    told = []
    for submission in accuracy.untold(round_):
        own = [comment for comment in comments if comment.submission_id == submission.pk]
        told.append(
            AnswersTold.objects.create(submission=submission, answers=accuracy.answers_of(own), by=by, at=at)
        )
        text = f"{policies.WHOSE[Side(submission.side)].capitalize()} was told the outcome of its comments."
        data = {"side": submission.side, "told": told[-1].pk}
        record(revisit, Kind.ANSWERS_TOLD, by=by, at=at, text=text, data=data)
    done(revisit, "response_told", by, at)
    return told
