"""Factual accuracy: what the database refuses, whoever asks (G24, G25)."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import Error, transaction

from letters.models import (
    AccuracyComment,
    AccuracyFile,
    AccuracyRound,
    Answer,
    AnswerAgreement,
    AnswersTold,
    LateAnswer,
    LateRequest,
    Side,
    Submission,
)
from tests.behind_the_form import refused
from tests.cast import NOW, Cast
from tests.drafts import answered, asked_late, draft_sent, file_with, said, submitted, told


@pytest.fixture
def round_(cast: Cast) -> AccuracyRound:
    return draft_sent(cast.revisit, cast.owner)


def unchangeable(row: Any, trigger: str, **change: Any) -> None:
    rows = type(row)._default_manager.filter(pk=row.pk)
    with pytest.raises(Error, match=trigger), transaction.atomic():
        rows.update(**change)
    with pytest.raises(Error, match=trigger), transaction.atomic():
        rows.delete()


def test_g25_comments_are_due_after_the_draft_was_sent(round_: AccuracyRound, cast: Cast) -> None:
    version = round_.version
    version.pk, version.number = None, 2
    version.save()
    with refused("accuracy_due_after_sending"):
        AccuracyRound.objects.create(version=version, sent_by=cast.owner, sent_at=NOW, due_at=NOW)
    unchangeable(round_, "accuracy_round", due_at=NOW + timedelta(days=1))


def test_g25_a_side_submits_once_and_what_it_submitted_stays(round_: AccuracyRound, cast: Cast) -> None:
    comment = said(round_, cast["dcs"])
    sent = submitted(round_, cast["dcs"])
    with refused("submission_once_a_side"):
        submitted(round_, cast["dcs"])
    with refused("submission_side_known"):
        Submission.objects.create(round=round_, side="forum", by=cast["pcf"], at=NOW)
    unchangeable(sent, "submission_append_only", side="health")
    unchangeable(comment, "accuracy_comment_stays", correction="Something else")


def test_g25_files_come_and_go_until_their_comment_is_submitted(round_: AccuracyRound, cast: Cast) -> None:
    comment = said(round_, cast["dcs"])
    given, other = file_with(comment, cast["dcs"]), file_with(comment, cast["dcs"])
    other.delete()
    submitted(round_, cast["dcs"])
    unchangeable(given, "accuracy_file_stays", at=NOW + timedelta(days=1))
    with refused("accuracy_file_stays"):
        AccuracyFile.objects.create(comment=comment, file=other.file, by=cast["dcs"], at=NOW)


def test_g25_a_comment_says_all_and_stays_its_sides(round_: AccuracyRound, cast: Cast) -> None:
    comment = said(round_, cast["dcs"])
    for field in ("block", "quotation", "correction", "why"):
        with refused("accuracy_comment_says_all"):
            AccuracyComment.objects.filter(pk=comment.pk).update(**{field: ""})
    with refused("accuracy_comment_side_known"):
        of_forum = AccuracyComment.objects.get(pk=comment.pk)
        of_forum.pk, of_forum.side = None, "forum"
        of_forum.save(force_insert=True)
    with pytest.raises(Error, match="accuracy_comment_is_its_sides"), transaction.atomic():
        AccuracyComment.objects.filter(pk=comment.pk).update(side="health")
    comment.delete()


def test_g25_late_requests_and_their_answers_say_why(round_: AccuracyRound, cast: Cast) -> None:
    with refused("late_request_says_why"):
        asked_late(round_, cast["dcs"], Side.AUTHORITY, text="")
    asked: LateRequest = asked_late(round_, cast["dcs"], Side.AUTHORITY)
    unchangeable(asked, "late_request_append_only", reason="Another")
    given: dict[str, Any] = {
        "round": round_,
        "side": "authority",
        "by": cast.owner,
        "at": NOW,
        "reason": "Why",
    }
    with refused("late_answer_says_why"):
        LateAnswer.objects.create(request=asked, **{**given, "reason": ""})
    with refused("late_answer_declines_or_opens"):
        LateAnswer.objects.create(**given)
    with refused("late_answer_declines_or_opens"):
        LateAnswer.objects.create(request=asked, until=NOW, **given)
    unchangeable(
        LateAnswer.objects.create(request=asked, **given), "late_answer_append_only", reason="Another"
    )


def test_g25_answers_are_written_once_with_their_reasons(round_: AccuracyRound, cast: Cast) -> None:
    comment = said(round_, cast["dcs"])
    submitted(round_, cast["dcs"])
    answer = answered(comment, cast.owner)
    with refused("answer_number_once"):
        answered(comment, cast.owner)
    given: dict[str, Any] = {
        "comment": comment,
        "number": 2,
        "decision": "not",
        "reason": "No",
        "by": cast.owner,
    }
    for name, wrong in (
        ("answer_decides_and_says_why", {"reason": ""}),
        ("answer_decides_and_says_why", {"decision": "perhaps"}),
        ("answer_counts_from_one", {"number": 0}),
    ):
        with refused(name):
            Answer.objects.create(**{**given, "at": NOW, **wrong})
    unchangeable(answer, "answer_append_only", reason="Another")
    agreement = AnswerAgreement.objects.create(answer=answer, by=cast["cqc"], at=NOW)
    unchangeable(agreement, "answer_agreement_append_only", by=cast.owner)
    row = told(answer, cast.owner)
    unchangeable(row, "answers_told_append_only", answers=[1])
    with refused("told_some_answers"):
        AnswersTold.objects.create(submission=row.submission, answers=[], by=cast.owner, at=NOW)
