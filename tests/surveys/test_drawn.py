"""From parents' answers to the sentence of the outcome letter that says how many there were (G20, G23)."""

from datetime import date
from typing import Any

import pytest

from inspections.actions.survey import count_answers
from inspections.actions.survey_changes import extend_survey
from inspections.models import Revisit
from letters.models import SectionVersion
from surveys.actions.opening import open_and_close
from surveys.models import Figures, Response, Survey
from surveys.responding import Given, save
from tests.cast import Cast
from tests.conftest import StandingClock
from tests.letters.writing import begun
from tests.surveys.answered import closing


def drew(cast: Cast) -> str:
    """What the letter's proposal says of the survey, once the visit is over."""
    cast.revisit.refresh_from_db()
    begun(cast)
    words = str(SectionVersion.objects.get(section__key="activities").blocks)
    return words.partition("The survey drew ")[2].partition(" repl")[0]


def late(cast: Cast, number: int) -> None:
    """So many more answers, to the question with several."""
    survey = Survey.objects.get()
    assert survey.questions
    given = {survey.questions.questions.get(place=3).pk: Given((0,))}
    for _ in range(number):
        save(survey=survey, given=given, way=Response.Way.WEB, language="en", at=closing(cast))


def test_g23_the_letter_has_how_many_answered_our_own_survey(counted: Cast) -> None:
    assert drew(counted) == "86"


@pytest.mark.parametrize("seen", [False, True])
def test_g23_after_an_extension_it_has_how_many_answered_in_all(
    counted: Cast, standing_clock: StandingClock, seen: bool
) -> None:
    Figures.objects.update(seen=seen)
    at, until = standing_clock.now, date(2022, 5, 18)
    extend_survey(revisit=counted.revisit, on=until, time="12:00", why="of a storm", by=counted.owner, at=at)
    assert open_and_close(at=at) == 1
    late(counted, 3)
    standing_clock.set(until)
    assert open_and_close(at=standing_clock.set(date(2022, 5, 19))) == 1
    assert drew(counted) == "89"


def test_g23_of_an_outside_survey_it_has_the_number_that_is_typed(
    cast: Cast, standing_clock: StandingClock
) -> None:
    cast.notify()
    who: dict[str, Any] = {"by": cast.owner, "at": closing(cast)}
    count_answers(revisit=cast.revisit, answers=2012, **who)
    assert drew(cast) == "2,012"


def test_g23_so_few_that_they_know_each_other_are_not_counted_in_the_letter(
    cast: Cast, standing_clock: StandingClock
) -> None:
    cast.notify()
    count_answers(revisit=cast.revisit, answers=4, by=cast.owner, at=closing(cast))
    assert drew(cast) == "fewer than five"


def test_a_number_typed_for_both_stays_where_an_outside_survey_took_the_place_of_ours(
    counted: Cast, standing_clock: StandingClock
) -> None:
    Revisit.objects.update(survey_kind="link", survey_url="https://survey.example.org/essex")
    counted.revisit.refresh_from_db()
    count_answers(revisit=counted.revisit, answers=300, by=counted.owner, at=standing_clock.now)
    late(counted, 1)
    Survey.objects.update(recount=True)
    assert open_and_close(at=standing_clock.now) == 1, "what was taken in of ours is counted still"
    assert drew(counted) == "300"
