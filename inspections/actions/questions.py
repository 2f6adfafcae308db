"""The way of the questions for parents between team and forum: shared, commented on, agreed (G11, G16)."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from inspections import question_policies as policies
from inspections.actions.question_writing import drafts_beside, locked
from inspections.actions.record import record
from inspections.actions.timeline import mark_done
from inspections.models import CaseEvent, QuestionComment, QuestionSet
from inspections.policies import Refused
from inspections.question_states import SetState, Step
from revisits.accounts.models import Organisation, User

Kind = CaseEvent.Kind
Purpose = QuestionSet.Purpose
# What the history and the messages call them.
CALLED = {Purpose.SURVEY: "questions of the survey", Purpose.OPEN_MEETING: "focus of the open meeting"}


@transaction.atomic
def share_questions(
    *, question_set: QuestionSet, note: str, edition: int, by: User, at: datetime
) -> QuestionSet:
    """Share a version with the forum; the one that it had is replaced. `note` says what changed, and why.

    Raises VersionChanged where it is no longer what was seen, Refused where there is nothing or nobody to share.
    """
    question_set = locked(question_set)
    state = policies.check_step(question_set, Step.SHARE)
    if question_set.edition != edition:
        raise policies.VersionChanged(question_set)
    policies.check_share(question_set, on=at.date())
    before = question_set.revisit.question_sets.filter(
        purpose=question_set.purpose, state=SetState.SHARED
    ).first()
    if before:
        before.state = policies.check_step(before, Step.REPLACE)
        before.save()
    question_set.state, question_set.note = state, note
    question_set.shared_by, question_set.shared_at = by, at
    question_set.save()
    _record(
        question_set, Kind.QUESTIONS_PROPOSED, f"{_named(question_set)} was shared with the forum.", by, at
    )
    return question_set


@transaction.atomic
def comment_on_questions(
    *, question_set: QuestionSet, forum: Organisation, said: Mapping[int | None, str], by: User, at: datetime
) -> list[QuestionComment]:
    """Comment for the forum: `said` by the key of the question, None for the version as a whole.

    Raises Refused where the version was replaced or agreed meanwhile, or nothing is said.
    """
    question_set = locked(question_set)
    if question_set.state != SetState.SHARED:
        policies.check_step(question_set, Step.AGREE)
    known = {None, *question_set.questions.values_list("pk", flat=True)}
    words = {question: text for question, text in said.items() if text and question in known}
    if not words:
        raise Refused("Write a comment on a question, or on all of them together.")
    made = [
        QuestionComment.objects.create(
            question_set=question_set, question_id=question, given_for=forum, text=text, by=by, at=at
        )
        for question, text in words.items()
    ]
    _record(question_set, Kind.QUESTIONS_COMMENTED, f"{forum} commented on {_named(question_set)}.", by, at)
    return made


@transaction.atomic
def agree_questions(*, question_set: QuestionSet, forum: Organisation, by: User, at: datetime) -> QuestionSet:
    """Agree a version for the forum: it is frozen (G16). Raises Refused where it was replaced or agreed meanwhile."""
    question_set = locked(question_set)
    question_set.state = policies.check_step(question_set, Step.AGREE)
    question_set.agreed_for = forum
    return _agreed(question_set, f"{forum} agreed {_named(question_set)}.", by, at)


@transaction.atomic
def settle_questions(*, question_set: QuestionSet, why: str, by: User, at: datetime) -> QuestionSet:
    """Settle a version without the forum: it has no answer, or there is nobody to ask. `why` stays with it.

    Raises Refused where the forum was never asked although somebody of it has an account.
    """
    question_set = locked(question_set)
    state = policies.check_step(question_set, Step.SETTLE)
    policies.check_settle(question_set, on=at.date())
    question_set.state, question_set.agreed_why = state, why
    return _agreed(
        question_set, f"{_named(question_set)} was settled without the forum. Reason: {why}", by, at
    )


def _agreed(question_set: QuestionSet, text: str, by: User, at: datetime) -> QuestionSet:
    """What is being written beside it falls away, and the timeline knows that the survey's questions are agreed."""
    if draft := drafts_beside(question_set):
        text += f" Version {draft.number}, which was being written, fell away."
        draft.delete()
    question_set.agreed_by, question_set.agreed_at = by, at
    question_set.save()
    _record(question_set, Kind.QUESTIONS_AGREED, text, by, at)
    if question_set.purpose == Purpose.SURVEY:
        event = question_set.revisit.timeline.filter(code="questions_agreed", done_on__isnull=True).first()
        if event:
            mark_done(event=event, done_on=at.date(), by=by, at=at)
    return question_set


def _named(question_set: QuestionSet) -> str:
    return f"version {question_set.number} of the {CALLED[Purpose(question_set.purpose)]}"


def _record(question_set: QuestionSet, kind: CaseEvent.Kind, text: str, by: User, at: datetime) -> None:
    """Never a word of the questions or comments: the history is read by all staff."""
    data = {"questions": question_set.pk, "purpose": question_set.purpose, "version": question_set.number}
    record(question_set.revisit, kind, by=by, at=at, text=text[0].upper() + text[1:], data=data)
