"""What parents answered at the initial inspection, beside what they say now: nothing small follows from it."""

from collections.abc import Sequence

import pytest

from inspections.models import Question
from surveys.actions.baseline import enter_baseline
from surveys.figures import Cell, share_and_number
from surveys.models import Survey
from surveys.then import answered_then
from tests.cast import NOW, Cast
from tests.conftest import SignedIn
from tests.pages import text

SOURCE = "Report, page 4"


def entered(cast: Cast, counts: Sequence[int | None], place: int = 2) -> Question:
    """Figures of the question at that place, which is a scale of agreement."""
    survey = Survey.objects.get()
    assert survey.questions
    question = survey.questions.questions.get(place=place)
    full = [*counts, *[None] * (len(question.answers) - len(counts))]
    enter_baseline(survey=survey, question=question, counts=full, source=SOURCE, by=cast.owner, at=NOW)
    return question


def said(cells: Sequence[Cell | None]) -> list[str]:
    return [share_and_number(cell) if cell else "" for cell in cells]


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ((30, None, 60, 10), ["30% (30)", "", "60% (60)", "10% (10)"]),
        # With three alone withheld, it would be what is left to a hundred.
        ((30, None, 67, 3), ["Withheld", "", "67% (67)", "Fewer than 5"]),
        ((2, 0, 1, 0), ["Fewer than 5"] * 4),
    ],
)
def test_g20_small_numbers_are_suppressed(
    counted: Cast, counts: tuple[int | None, ...], shown: list[str]
) -> None:
    question = entered(counted, counts)
    then = answered_then(counted.owner, Survey.objects.get())[question.pk]
    assert said(then.cells)[: len(shown)] == shown
    assert then.source == SOURCE


def test_g20_where_several_answers_could_be_given_each_stands_for_itself(counted: Cast) -> None:
    question = entered(counted, (40, 3, 0), place=3)
    assert question.kind == Question.Kind.CHOICES
    then = answered_then(counted.owner, Survey.objects.get())[question.pk]
    assert said(then.cells)[:3] == ["40", "Fewer than 5", "Fewer than 5"]


def test_g16_the_forum_has_it_beside_the_figures_once_the_survey_is_closed(
    counted: Cast, signed_in: SignedIn
) -> None:
    entered(counted, (30, None, 60, 10))
    survey = Survey.objects.get()
    page = text(signed_in(counted["pcf"]).get("/area/essex-2022/survey/"))
    assert "30% (30) now 13 points more" in page and f"At the initial inspection: {SOURCE}." in page
    assert answered_then(counted["lano"], survey) == answered_then(counted["other_forum"], survey) == {}
    Survey.objects.update(closed_at=None)
    assert answered_then(counted["pcf"], survey) == {}
    assert answered_then(counted.owner, survey)


def test_nothing_stands_beside_a_survey_that_is_not_there(cast: Cast) -> None:
    assert answered_then(cast.owner, None) == {}
