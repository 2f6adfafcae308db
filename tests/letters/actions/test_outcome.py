"""Writing the outcome letter, and freezing it."""

import pytest

from inspections.policies import Refused
from inspections.workflow import State
from letters import outcome
from letters.actions.outcome import freeze, start_letter, write_section
from letters.composing.outcome_written import UnfitBlocks, from_words
from letters.models import LetterVersion, OutcomeLetter
from letters.outcome_policies import SectionChanged
from tests.cast import NOW, Cast
from tests.stages import put

pytestmark = pytest.mark.django_db
Purpose = LetterVersion.Purpose


@pytest.fixture
def letter(cast: Cast) -> OutcomeLetter:
    put(State.REPORTING, cast.revisit)
    cast.revisit.refresh_from_db()
    return start_letter(revisit=cast.revisit, by=cast.owner, at=NOW)


def test_a_letter_is_begun_once_and_after_the_visit(cast: Cast) -> None:
    with pytest.raises(Refused, match="once the visit is over"):
        start_letter(revisit=cast.revisit, by=cast.owner, at=NOW)


def test_who_begins_twice_gets_the_same_letter(letter: OutcomeLetter, cast: Cast) -> None:
    assert start_letter(revisit=cast.revisit, by=cast.owner, at=NOW) == letter
    assert {section.key for section in letter.sections.all()} == {"activities", "weakness-1", "weakness-2"}


def test_the_second_of_two_writers_is_shown_the_first(letter: OutcomeLetter, cast: Cast) -> None:
    first = from_words("weakness-1", "Leaders worked together.")
    version = write_section(letter=letter, key="weakness-1", blocks=first, after=0, by=cast.owner, at=NOW)
    with pytest.raises(SectionChanged) as changed:
        write_section(
            letter=letter, key="weakness-1", blocks=from_words("weakness-1", "Mine."), after=0,
            by=cast.people["cqc"], at=NOW,
        )  # fmt: skip
    assert changed.value.newest == version
    assert outcome.written(letter)["weakness-1"] == first


def test_what_is_not_a_hand_written_section_is_refused(letter: OutcomeLetter, cast: Cast) -> None:
    for key in ("overall", "weakness-3", "concerns"):
        with pytest.raises(Refused, match="no such section"):
            write_section(letter=letter, key=key, blocks=from_words(key, "x"), after=0, by=cast.owner, at=NOW)
    with pytest.raises(UnfitBlocks):
        write_section(
            letter=letter,
            key="weakness-1",
            blocks=from_words("weakness-2", "x"),
            after=0,
            by=cast.owner,
            at=NOW,
        )


def test_g23_what_lacks_anything_is_not_frozen(letter: OutcomeLetter, cast: Cast) -> None:
    with pytest.raises(Refused, match="decision on weakness 1"):
        freeze(letter=letter, purpose=Purpose.QUALITY, by=cast.owner, at=NOW)
    assert not letter.versions.exists()
