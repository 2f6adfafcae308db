"""Drafts of outcome letters of closed cases: they go, the final text and the issued letter stay."""

from datetime import date

import pgtrigger

from inspections.workflow import State
from letters.models import (
    AccuracyComment,
    AccuracyFile,
    AccuracyRound,
    AnswersTold,
    IdentifierDecision,
    LetterSection,
    LetterVersion,
    OutcomeLetter,
    QualityReview,
    SectionComment,
    SectionVersion,
    Submission,
)
from revisits.files.models import StoredFile
from revisits.privacy import old_letters
from revisits.privacy.disposing import Doing
from revisits.privacy.schedules import SCHEDULES
from tests.cast import NOW, Cast
from tests.drafts import plant_draft
from tests.letters.models.test_outcome import frozen
from tests.letters.writing import begun, said, typed
from tests.stages import put


def test_drafts_go_and_the_final_text_stays(cast: Cast) -> None:
    letter = begun(cast)
    typed(letter, cast.owner)
    said(letter, cast.owner)
    first = frozen(letter)
    letter.identifier_decisions.create(
        fingerprint="f" * 64, section="weakness-1", reason="A service", by=cast.owner, at=NOW
    )
    with pgtrigger.ignore("letters.QualityReview:reviewed_as_it_stands"):
        QualityReview.objects.create(
            version=first, agency="cqc", decision="approve", on_site=True, by=cast["cqc_qa"], at=NOW
        )
    frozen(letter, number=2, purpose="final")
    plant_draft(cast.owner, cast.revisit, NOW, "What the area said")
    assert not old_letters.rows().exists(), "while the case is open"
    with_comment = StoredFile.objects.get(with_comment__isnull=False)
    put(State.CLOSED, cast.revisit)
    (due,) = old_letters.rows()
    assert list(SCHEDULES["outcome_drafts"].due(date(2022, 5, 18))) == []
    assert list(SCHEDULES["outcome_drafts"].due(date(2022, 5, 19))) == [due]
    assert old_letters.reference(due) == f"{cast.revisit}: drafts of the outcome letter, begun on 3 May 2022"
    old_letters.dispose([due], Doing(cast["administrator"], "kept for 6 years", NOW))
    gone = (AccuracyRound, AccuracyComment, Submission, AnswersTold, IdentifierDecision, QualityReview)
    assert not StoredFile.objects.filter(pk=with_comment.pk).exists()
    for model in (*gone, AccuracyFile, LetterSection, SectionVersion, SectionComment):
        assert not model._default_manager.exists()
    assert LetterVersion.objects.get().purpose == "final" and OutcomeLetter.objects.exists()
    assert not old_letters.rows().exists()
    said_so = cast.revisit.history.latest("pk").text
    assert said_so.startswith("The drafts of the outcome letter were disposed of, kept for 6 years.")
