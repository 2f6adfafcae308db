"""A survey of Essex that many parents answered, open or closed, for tests of its results."""

from datetime import datetime, timedelta
from typing import Any

from inspections import survey as windows
from inspections.actions.question_writing import add_question, begin_questions
from inspections.actions.questions import agree_questions, share_questions
from inspections.models import Question, QuestionSet, Weakness
from inspections.models.revisit import SurveyKind
from surveys.actions.opening import close_survey, open_survey
from surveys.models import Response, Survey
from surveys.responding import Given, save
from tests.cast import NOW, Cast, make_cast

Kind = Question.Kind
SETTINGS = ("Mainstream primary", "Mainstream secondary", "Special school", "At home")
AGREEMENT = ("Agree", "Neither", "Disagree")
TOLD = ("School", "Forum", "Nobody")
# How many of each setting said so, by answer of the scale: its last is "Don't know".
SAID = ((20, 6, 12, 2), (9, 8, 11, 0), (7, 5, 3, 1), (1, 1, 0, 0))
WORDS = (
    "Waiting has become shorter.",
    "We still wait.\nNobody rings back.",
    "My son Peter Miller was moved.",
)


def agreed(cast: Cast, at: datetime = NOW) -> QuestionSet:
    """Four questions that the forum agreed: setting, a scale about weakness 1, several answers, own words."""
    weakness = Weakness.objects.get(wsoa=cast.revisit.wsoa_id, number=1)
    begun = begin_questions(revisit=cast.revisit, purpose="survey", by=cast.owner, at=at)
    add_question(
        question_set=begun,
        kind=Kind.CHOICE,
        text="Where does your child go?",
        options=SETTINGS,
        asks_setting=True,
    )
    add_question(
        question_set=begun, kind=Kind.SCALE, text="We were listened to.", options=AGREEMENT, weakness=weakness
    )
    add_question(question_set=begun, kind=Kind.CHOICES, text="Who told you of the local offer?", options=TOLD)
    add_question(question_set=begun, kind=Kind.TEXT, text="What has changed?", options=())
    edition = QuestionSet.objects.get(pk=begun.pk).edition
    shared = share_questions(question_set=begun, note="", edition=edition, by=cast.owner, at=at)
    assert cast.area.forum
    return agree_questions(question_set=shared, forum=cast.area.forum, by=cast["pcf"], at=at)


def opened(cast: Cast) -> Survey:
    """Our own survey on its first afternoon, without an answer."""
    cast.notify()
    cast.revisit.survey_kind = SurveyKind.OWN
    cast.revisit.save(update_fields=["survey_kind"])
    agreed(cast)
    survey = open_survey(revisit=cast.revisit, at=opening(cast))
    assert survey
    return survey


def answered(cast: Cast) -> Survey:
    """With 86 answers, of which two came on paper and three with words of their own; one is set apart, one kept."""
    survey = opened(cast)
    asked = list(survey.questions.questions.all()) if survey.questions else []
    at, number = opening(cast), 0
    for setting, counts in enumerate(SAID):
        for place, count in enumerate(counts):
            for _ in range(count):
                given = {
                    asked[0].pk: Given((setting,)),
                    asked[1].pk: Given((place,)),
                    asked[2].pk: Given((0, 1) if number % 2 else (2,)),
                }
                if number < len(WORDS):
                    given[asked[3].pk] = Given(text=WORDS[number])
                way: dict[str, Any] = {"way": Response.Way.WEB}
                if number in (5, 6):
                    way = {"way": Response.Way.PAPER, "entered_by": cast["support"]}
                save(survey=survey, given=given, language="en", at=at, **way)
                number += 1
    rest: dict[str, Any] = {
        "survey": survey,
        "given": {asked[1].pk: Given((0,))},
        "way": Response.Way.WEB,
        "language": "en",
        "at": at,
    }
    save(**rest, state=Response.State.APART, apart_why="Many came at once.")
    save(**rest, state=Response.State.KEPT)
    return survey


def closed(cast: Cast) -> Survey:
    """The same when the grace is over: counted."""
    survey = answered(cast)
    assert close_survey(revisit=cast.revisit, at=closing(cast))
    survey.refresh_from_db()
    cast.revisit.refresh_from_db()
    return survey


def opening(cast: Cast) -> datetime:
    opens = windows.window(cast.revisit).opens
    assert opens
    return opens + timedelta(hours=2)


def closing(cast: Cast) -> datetime:
    """An hour after the closing."""
    closes = windows.window(cast.revisit).closes
    assert closes
    return closes + timedelta(hours=1)


def answered_anew() -> Cast:
    cast = make_cast()
    answered(cast)
    return cast


def closed_anew() -> Cast:
    cast = make_cast()
    closed(cast)
    return cast
