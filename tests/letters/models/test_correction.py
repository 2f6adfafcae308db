"""Behind the form: what PostgreSQL itself keeps of corrections, whoever writes (G23, G24, G26, G27)."""

from datetime import timedelta
from typing import Any

import pgtrigger
import pytest
from django.db import IntegrityError, ProgrammingError, transaction

from letters.composing.outcome_written import from_words
from letters.models import (
    Correction,
    Letter,
    LetterSection,
    LetterVersion,
    Publication,
    QualityReview,
    SectionVersion,
    SignOff,
)
from tests.cast import Cast
from tests.conftest import StandingClock
from tests.letters import correcting, finals
from tests.letters.assuring import newest
from tests.letters.correcting import AT, DUE, NOTE, ON, WRONG, now


@pytest.fixture
def sent(db: None, standing_clock: StandingClock) -> Cast:
    standing_clock.now = AT
    return correcting.sent()


def row(cast: Cast, **changes: Any) -> Correction:
    said = {"number": 2, "wrong": WRONG, "note": NOTE, "dated": ON, "begun_by": cast.owner, "begun_at": AT}
    return Correction.objects.create(revisit=cast.revisit, **(said | changes))


def section_version(cast: Cast) -> SectionVersion:
    section = LetterSection.objects.get(letter__revisit=cast.revisit, key="weakness-1")
    blocks = [block.as_dict() for block in from_words("weakness-1", "Other words.")]
    said = {"number": 9, "blocks": blocks, "written_by": cast.owner, "written_at": AT}
    return SectionVersion.objects.create(section=section, **said)


def frozen(cast: Cast, **changes: Any) -> LetterVersion:
    like = newest(cast)
    said = {"number": like.number + 1, "purpose": "correction", "facts": like.facts, "text": like.text}
    said |= {"sha256": like.sha256, "frozen_by": cast.owner, "frozen_at": AT}
    return LetterVersion.objects.create(letter=like.letter, **(said | changes))


def test_g26_a_correction_is_of_a_published_letter_and_goes_along_its_table(
    db: None, standing_clock: StandingClock
) -> None:
    standing_clock.now = AT
    cast = finals.sent()
    with pytest.raises(IntegrityError, match="of a letter that is published"), transaction.atomic():
        row(cast, number=1)
    with pytest.raises(IntegrityError, match="frozen while it is written"), transaction.atomic():
        frozen(cast)
    finals.publish_now(cast, finals.DUE)
    with pytest.raises(IntegrityError, match="by a correction alone"), transaction.atomic():
        section_version(cast)
    with pytest.raises(IntegrityError, match="begins being written"), transaction.atomic():
        row(cast, number=1, stage="published")
    mine = Correction.objects.filter(pk=row(cast, number=1).pk)
    refused = pytest.raises(IntegrityError, match="No step of a correction leads from writing to published")
    with refused, transaction.atomic():
        mine.update(stage="published")
    section_version(cast)


def test_g26_a_correction_keeps_its_rules(sent: Cast) -> None:
    mine = Correction.objects.filter(pk=now(sent).pk)
    with pytest.raises(IntegrityError, match="correction_one_at_a_time"), transaction.atomic():
        row(sent)
    with pytest.raises(IntegrityError, match="published with its letter"), transaction.atomic():
        mine.update(stage="published")
    for changes, name in (
        ({"wrong": ""}, "correction_says_what"),
        ({"issued": None}, "correction_has_what_its_stage_needs"),
        ({"withdrawn_why": "x"}, "correction_withdrawn_for_a_reason"),
    ):
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            mine.update(**changes)
    with pytest.raises(ProgrammingError, match="Cannot delete"), transaction.atomic():
        mine.delete()
    with pytest.raises(ProgrammingError, match="Cannot update"), transaction.atomic():
        mine.update(number=2)
    with (
        pgtrigger.ignore("letters.Correction:correction_of_its_case"),
        pytest.raises(IntegrityError, match="correction_counts_from_one"),
        transaction.atomic(),
    ):
        mine.update(number=0)


def test_g26_what_is_over_stays_and_the_next_has_the_next_number(
    sent: Cast, standing_clock: StandingClock
) -> None:
    standing_clock.now = DUE
    finals.publish_now(sent, DUE)
    with pytest.raises(ProgrammingError, match="Cannot update"), transaction.atomic():
        Correction.objects.update(note="Another.")
    with pytest.raises(IntegrityError, match="correction_number_once"), transaction.atomic():
        row(sent, number=1)


def test_g23_no_correction_is_frozen_with_another_decision(sent: Cast) -> None:
    finals.recall(sent)
    facts = newest(sent).facts
    other = facts | {"weaknesses": [each | {"sufficient": False} for each in facts["weaknesses"]]}
    for changed in (other, facts | {"weaknesses": facts["weaknesses"][:1]}):
        with (
            pytest.raises(IntegrityError, match="with the decisions that are published"),
            transaction.atomic(),
        ):
            frozen(sent, facts=changed)
    with pytest.raises(IntegrityError, match="letter_purpose_known"), transaction.atomic():
        frozen(sent, purpose="other")
    assert frozen(sent).purpose == "correction"


def test_g24_g27_a_correction_is_reviewed_and_signed_while_it_is_checked_alone(sent: Cast) -> None:
    version = now(sent).version
    assert version
    with (
        pytest.raises(IntegrityError, match="newest version, while it is with quality"),
        transaction.atomic(),
    ):
        QualityReview.objects.create(
            version=version,
            agency="cqc",
            decision="return",
            comments="x",
            on_site=True,
            by=sent["cqc_qa"],
            at=AT,
        )
    finals.recall(sent)
    with pytest.raises(IntegrityError, match="newest final version"), transaction.atomic():
        SignOff.objects.create(version=version, agency="cqc", statement="x", by=sent["cqc"], at=AT)


def test_g26_nothing_takes_the_place_of_a_published_letter_but_its_correction_that_was_sent(
    sent: Cast,
) -> None:
    new = Letter.objects.get(kind="outcome", version=2)
    said = {field: getattr(new, field) for field in ("facts", "text", "template_version", "sha256")}
    copy = Letter.objects.create(
        revisit=sent.revisit, kind="outcome", version=3, addressees=[], issued_at=AT, reason="x", **said
    )
    with pytest.raises(IntegrityError, match="replaced by its correction alone"), transaction.atomic():
        Publication.objects.create(letter=copy, due_at=DUE, set_by=sent.owner, set_at=AT)
    # What both agencies signed and the program recalled is not published after all.
    with pgtrigger.ignore("letters.Correction:correction_along_its_table"):
        Correction.objects.update(stage="checking", issued=None)
    with pytest.raises(IntegrityError, match="replaced by its correction alone"), transaction.atomic():
        Publication.objects.filter(letter=new).update(published_at=DUE + timedelta(days=1))
