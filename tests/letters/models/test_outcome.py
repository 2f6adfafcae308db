"""The outcome letter while it is written: what the database refuses, whoever asks."""

from typing import Any

import pytest
from django.db import Error, transaction

from letters import outcome
from letters.models import (
    IgnoredHint,
    LetterSection,
    LetterVersion,
    OutcomeLetter,
    SectionComment,
    SectionPresence,
    SectionVersion,
)
from tests.behind_the_form import refused
from tests.cast import NOW, Cast
from tests.letters.writing import KEY, begun, said, typed


@pytest.fixture
def letter(cast: Cast) -> OutcomeLetter:
    letter = begun(cast)
    typed(letter, cast.owner)
    return letter


def frozen(letter: OutcomeLetter, **values: Any) -> LetterVersion:
    text = outcome.text(letter).as_dict()
    given = {"number": 1, "purpose": "quality", "facts": {}, "text": text, "sha256": "0" * 64}
    given |= {"letter": letter, "frozen_by": letter.started_by, "frozen_at": NOW}
    return LetterVersion.objects.create(**(given | values))


def test_a_case_has_one_letter_each_section_is_there_once_and_each_version_has_its_number(
    letter: OutcomeLetter, cast: Cast
) -> None:
    with refused("revisit_id"):
        OutcomeLetter.objects.create(revisit=cast.revisit, started_by=cast.owner, started_at=NOW)
    with refused("letter_section_once"):
        LetterSection.objects.create(letter=letter, key=KEY)
    section = letter.sections.get(key=KEY)
    written: dict[str, Any] = {"section": section, "blocks": [], "written_by": cast.owner, "written_at": NOW}
    with refused("section_version_once"):
        SectionVersion.objects.create(number=1, **written)
    with refused("section_version_counts_from_one"):
        SectionVersion.objects.create(number=0, **written)


def test_what_was_frozen_has_its_number_and_a_known_purpose(letter: OutcomeLetter) -> None:
    assert frozen(letter).composed == outcome.text(letter)
    with refused("letter_version_number_once"):
        frozen(letter)
    with refused("letter_version_counts_from_one"):
        frozen(letter, number=0)
    with refused("letter_purpose_known"):
        frozen(letter, number=2, purpose="fun")


def test_what_was_written_or_frozen_is_neither_changed_nor_deleted(letter: OutcomeLetter) -> None:
    frozen(letter)
    for rows in (SectionVersion.objects.all(), LetterVersion.objects.all()):
        with pytest.raises(Error, match="Cannot update or delete"), transaction.atomic():
            rows.update(number=9)
        with pytest.raises(Error, match="Cannot update or delete"), transaction.atomic():
            rows.delete()


@pytest.mark.parametrize(
    ("constraint", "wrong"),
    [
        ("section_comment_says_something", {"text": ""}),
        ("section_comment_quotes_its_block", {"quoted": ""}),
        ("section_comment_quotes_its_block", {"block": ""}),
        ("section_comment_resolved_by_somebody", {"resolved_at": NOW}),
    ],
)
def test_a_comment_says_something_of_words_and_is_settled_by_somebody(
    letter: OutcomeLetter, cast: Cast, constraint: str, wrong: dict[str, Any]
) -> None:
    given: dict[str, Any] = {"block": f"{KEY}-p1", "quoted": "x", "text": "y", "by": cast.owner, "at": NOW}
    with refused(constraint):
        SectionComment.objects.create(section=letter.sections.get(key=KEY), **(given | wrong))


def test_a_reply_stands_with_its_comment(letter: OutcomeLetter, cast: Cast) -> None:
    comment = said(letter, cast.owner)
    given: dict[str, Any] = {
        "section": comment.section,
        "answers": comment,
        "text": "y",
        "by": cast.owner,
        "at": NOW,
    }
    settled = {"resolved_by": cast.owner, "resolved_at": NOW}
    for wrong in (settled, {"block": f"{KEY}-p1", "quoted": "x"}):
        with refused("section_reply_stands_with_its_comment"):
            SectionComment.objects.create(**(given | wrong))
    with refused("section_reply_to_another"):
        SectionComment.objects.create(
            pk=10**9, **{name: value for name, value in given.items() if name != "answers"}, answers_id=10**9
        )


def test_the_words_of_a_comment_stay(letter: OutcomeLetter, cast: Cast) -> None:
    comment = said(letter, cast.owner)
    for changed in ({"text": "z"}, {"quoted": "z"}, {"block": "z"}, {"by": cast["cqc"]}):
        with pytest.raises(Error, match="Cannot update"), transaction.atomic():
            SectionComment.objects.filter(pk=comment.pk).update(**changed)


def test_a_hint_is_ignored_once_by_its_key_and_somebody_is_there_once(
    letter: OutcomeLetter, cast: Cast
) -> None:
    section = letter.sections.get(key=KEY)
    ignored: dict[str, Any] = {"section": section, "by": cast.owner, "at": NOW}
    IgnoredHint.objects.create(key="a", **ignored)
    with refused("hint_ignored_once"):
        IgnoredHint.objects.create(key="a", **ignored)
    with refused("ignored_hint_has_its_key"):
        IgnoredHint.objects.create(key="", **ignored)
    there: dict[str, Any] = {"letter": letter, "key": KEY, "user": cast.owner, "since": NOW, "seen_at": NOW}
    SectionPresence.objects.create(**there)
    with refused("section_presence_once"):
        SectionPresence.objects.create(**there)
