"""Counting a closed survey: what is shown of it, and what comes later."""

from typing import Any

import pytest

from inspections.models import Revisit
from surveys import counting
from surveys.actions.baseline import enter_baseline
from surveys.counting import make_figures
from surveys.figures import parts_of
from surveys.models import Answer, Counted, Figures, Response, Survey
from surveys.responding import Given, save
from tests.cast import Cast
from tests.surveys.answered import closing


def test_g20_figures_are_made_at_the_close_with_small_numbers_suppressed(counted: Cast) -> None:
    survey = Survey.objects.get()
    (part,) = parts_of(Figures.objects.get())
    assert (part["answers"], part["called"]) == (86, "Answers given here")
    # Two on paper: neither their number nor what it follows from.
    assert [(way["label"], way["shown"]) for way in part["ways"]] == [
        ("Online", "withheld"),
        ("On paper", "few"),
    ]
    where, scale, told, words = part["questions"]
    assert [(row["label"], row["count"]) for row in where["rows"]] == [
        ("Mainstream primary", 40),
        ("Mainstream secondary", 28),
        ("Special school", None),
        ("At home", None),
    ]
    assert [(row["count"], row["percent"], row["apart"]) for row in scale["rows"]] == [
        (37, 43, False),
        (20, 23, False),
        (None, None, False),
        (None, None, True),
    ]
    assert [row["shown"] for row in scale["rows"][2:]] == ["withheld", "few"]
    assert scale["settings"]
    assert [column["label"] for column in scale["settings"]["columns"]] == [
        "Mainstream primary",
        "Mainstream secondary",
        "All others, or not said",
    ]
    assert [(row["label"], row["count"], row["percent"]) for row in told["rows"]] == [
        ("School", 43, 50),
        ("Forum", 43, 50),
        ("Nobody", 43, 50),
    ]
    assert (words["answered"], words["rows"]) == (None, [])
    assert Revisit.objects.get(pk=counted.revisit.pk).survey_answers == 86
    assert (counting.set_apart(survey), counting.waiting(survey)) == (1, 0)


def test_g20_what_comes_later_makes_a_part_of_its_own_once_there_are_five(counted: Cast) -> None:
    survey = Survey.objects.get()
    Figures.objects.update(seen=True)
    first = parts_of(Figures.objects.get())
    question = Answer.objects.filter(chosen=[0, 1]).values_list("question", flat=True)[0]
    for _ in range(4):
        given = {question: Given((2,))}
        save(survey=survey, given=given, way=Response.Way.WEB, language="en", at=closing(counted))
    assert parts_of(make_figures(survey, closing(counted))) == first
    assert counting.waiting(survey) == 4
    save(
        survey=survey, given={question: Given((2,))}, way=Response.Way.WEB, language="en", at=closing(counted)
    )
    parts = parts_of(make_figures(survey, closing(counted)))
    assert parts[0] == first[0]
    assert [(part["number"], part["answers"]) for part in parts] == [(1, 86), (2, 5)]
    assert counting.waiting(survey) == 0
    assert parts_of(make_figures(survey, closing(counted))) == parts


def test_g20_figures_stay_when_the_answers_are_gone(counted: Cast) -> None:
    survey = Survey.objects.get()
    before = parts_of(Figures.objects.get())
    Response.objects.all().delete()
    assert not Counted.objects.exists()
    assert parts_of(make_figures(survey, closing(counted))) == before


def test_g20_of_an_open_survey_only_how_many_answered(polled: Cast) -> None:
    assert counting.ways(None) == (None, [])
    survey = Survey.objects.get()
    total, ways = counting.ways(survey)
    assert total == 86
    assert [(way["label"], way["shown"]) for way in ways] == [("Online", "withheld"), ("On paper", "few")]
    Response.objects.filter(way="paper").delete()
    assert counting.ways(survey) == (84, [{"label": "Online", "shown": "exact", "count": 84}])


def test_g20_a_survey_that_four_answered_shows_nothing(counted: Cast) -> None:
    survey = Survey.objects.get()
    keys = list(Response.objects.filter(state="sent").values_list("pk", flat=True)[:4])
    Response.objects.exclude(pk__in=keys).delete()
    Counted.objects.all().delete()
    Figures.objects.all().delete()
    assert parts_of(make_figures(survey, closing(counted))) == []
    assert counting.ways(Survey.objects.get()) == (None, [])


@pytest.mark.parametrize("counts", [[10, None, 4, None], [None] * 4])
def test_figures_of_the_initial_inspection_are_entered_and_taken_away(
    counted: Cast, counts: list[int | None]
) -> None:
    survey = Survey.objects.get()
    assert survey.questions
    question = survey.questions.questions.all()[1]
    who: dict[str, Any] = {
        "survey": survey,
        "question": question,
        "by": counted.owner,
        "at": closing(counted),
    }
    enter_baseline(counts=[1, 2, 3, 4], source="Report, page 3", **who)
    made = enter_baseline(counts=counts, source="Report, page 4", **who)
    assert {row.place: row.count for row in made} == {
        place: count for place, count in enumerate(counts) if count is not None
    }
    assert list(survey.baseline.all()) == made
