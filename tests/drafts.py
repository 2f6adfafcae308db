"""A draft that is with the area, for tests that look at its readers and not at how it came there."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from inspections.models import Revisit
from inspections.workflow import State
from letters.actions.issue import digest
from letters.composing.text import LetterText, Passage, Run
from letters.models import (
    AccuracyComment,
    AccuracyFile,
    AccuracyRound,
    Answer,
    AnswerAgreement,
    AnswersTold,
    LateAnswer,
    LateRequest,
    LetterVersion,
    OutcomeLetter,
    Side,
    Submission,
)
from revisits.accounts.models import User
from revisits.files.models import Scan
from revisits.files.storing import store
from tests.cast import NOW
from tests.stages import put

BLOCK, WORDS = "weakness-1-p1", "Families wait less than they did."


def draft_sent(
    revisit: Revisit, by: User, *, words: Sequence[str] = (WORDS,), at: datetime = NOW
) -> AccuracyRound:
    """A draft with these paragraphs, sent ten days before its comments are due; the case stays at its stage."""
    letter, _ = OutcomeLetter.objects.get_or_create(
        revisit=revisit, defaults={"started_by": by, "started_at": at}
    )
    blocks = tuple(
        Passage("paragraph", f"weakness-1-p{number}", ((Run(text),),)) for number, text in enumerate(words, 1)
    )
    text = LetterText("Outcome of the re-visit", "en-GB", "outcome-2022.1", None, blocks).as_dict()
    version = LetterVersion.objects.create(
        letter=letter,
        number=letter.versions.count() + 1,
        purpose=LetterVersion.Purpose.QUALITY,
        facts={},
        text=text,
        sha256=digest(text),
        frozen_by=by,
        frozen_at=at,
    )
    return AccuracyRound.objects.create(
        version=version, sent_by=by, sent_at=at, due_at=at + timedelta(days=14)
    )


def draft_of(revisit: Revisit) -> AccuracyRound:
    """The draft that was sent last."""
    return AccuracyRound.objects.filter(version__letter__revisit=revisit).latest("pk")


def with_area(revisit: Revisit, state: State = State.ACCURACY) -> None:
    """Put the case at the stage in which the area has its draft."""
    put(state, revisit)


def said(
    round_: AccuracyRound, by: User, side: Side = Side.AUTHORITY, *, text: str = "Families wait longer."
) -> AccuracyComment:
    """A comment of a side, not submitted."""
    words = {"quotation": WORDS, "correction": text, "why": text}
    return AccuracyComment.objects.create(round=round_, side=side, block=BLOCK, by=by, at=NOW, **words)


def file_with(comment: AccuracyComment, by: User, *, name: str = "waiting-times.csv") -> AccuracyFile:
    """A file that the comment's side gave with it, in which the scan found nothing."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "given"
        path.write_bytes(b"Month,Weeks\nMay,9\n")
        stored = store(path, name=name, by=by, at=NOW)
    stored.scan, stored.scanned_at, stored.scan_due_at = Scan.CLEAN, NOW, None
    stored.save()
    return AccuracyFile.objects.create(comment=comment, file=stored, by=by, at=NOW)


def submitted(round_: AccuracyRound, by: User, side: Side = Side.AUTHORITY) -> Submission:
    """All of a side's comments submitted."""
    found = Submission.objects.create(round=round_, side=side, by=by, at=NOW)
    AccuracyComment.objects.filter(round=round_, side=side).update(submission=found)
    return found


def answered(comment: AccuracyComment, by: User, *, text: str = "The report says so.") -> Answer:
    return Answer.objects.create(comment=comment, number=1, decision="accepted", reason=text, by=by, at=NOW)


def told(answer: Answer, by: User) -> AnswersTold:
    """The side that commented was told this answer."""
    submission = AccuracyComment.objects.get(pk=answer.comment_id).submission
    assert submission
    return AnswersTold.objects.create(submission=submission, answers=[answer.pk], by=by, at=NOW)


def asked_late(round_: AccuracyRound, by: User, side: Side, *, text: str = "We were ill.") -> LateRequest:
    return LateRequest.objects.create(round=round_, side=side, reason=text, by=by, at=NOW)


def plant_draft(person: User, case: Revisit, at: datetime, secret: str) -> None:
    """A row of each kind that holds something on a person, for what is held on them."""
    round_ = draft_sent(case, person, words=[secret], at=at)
    comment = said(round_, person, text=secret)
    file_with(comment, person)
    submitted(round_, person)
    answer = answered(comment, person, text=secret)
    AnswerAgreement.objects.create(answer=answer, by=person, at=at)
    told(answer, person)
    asked = asked_late(round_, person, Side.HEALTH, text=secret)
    LateAnswer.objects.create(round=round_, side="health", request=asked, reason=secret, by=person, at=at)
