"""Answers on paper, by phone and by e-mail, entered in a row; and what is decided on a flood that was set apart."""

from datetime import date, timedelta
from typing import Any

import pgtrigger
import pytest
from django.db import IntegrityError, transaction
from django.db.utils import InternalError
from django.test import Client

from inspections.models import CaseEvent, NoteVersion, Question, Revisit
from inspections.policies import Refused
from surveys import responding
from surveys.actions.apart import decide
from surveys.actions.opening import open_and_close, open_survey
from surveys.models import Answer, Response, Survey
from surveys.responding import Given
from tests.cast import Cast
from tests.conftest import SignedIn, StandingClock
from tests.factories import make
from tests.pages import text
from tests.surveys.scene import CLOSES, OPENS, asked

ENTER, APART = "/revisits/essex-2022/survey/enter/", "/revisits/essex-2022/survey/apart/"
DAY = timedelta(days=1)


@pytest.fixture
def cast(db: None, standing_clock: StandingClock) -> Cast:
    cast = asked()
    standing_clock.now = OPENS + timedelta(days=1, minutes=5)
    return cast


def name(place: int) -> str:
    return f"q{Question.objects.get(place=place, question_set__purpose='survey').pk}"


def typed(way: str = "paper", on: date = date(2022, 5, 11), **answers: Any) -> dict[str, Any]:
    said = {name(1): "2", name(2): "4", name(3): "1 3", name(4): "", "mark": "ABCDEFGHJKMN"}
    return {
        **said,
        "way": way,
        "received_on_0": on.day,
        "received_on_1": on.month,
        "received_on_2": on.year,
        **answers,
    }


def test_g20_support_enters_many_forms_in_a_row_by_keyboard(cast: Cast, signed_in: SignedIn) -> None:
    support: Client = signed_in(cast["support"])
    assert "Entered so far: 0 on paper, 0 by phone, 0 by e-mail." in text(support.get(ENTER))
    done = support.post(ENTER, typed(), follow=True)
    assert "Entered so far: 1 on paper, 0 by phone, 0 by e-mail." in text(done)
    assert done.request["QUERY_STRING"] == "way=paper&on=2022-05-11"
    assert b"autofocus" in done.content and b'value="2022"' in done.content
    support.post(ENTER, typed())  # the button pressed twice
    response = Response.objects.get()
    assert (response.way, response.state, response.entered_by) == ("paper", "sent", cast["support"])
    assert response.received_on == date(2022, 5, 11) and response.hour == OPENS + DAY
    chosen = dict(response.answers.values_list("question__place", "chosen"))
    assert chosen == {1: [1], 2: [3], 3: [0, 2]}
    long: dict[str, Any] = {name(4): "x" * 9000, name(1): ""}
    support.post(ENTER, typed("email", mark="BBCDEFGHJKMN", **long))
    assert len(Answer.objects.get(question__kind="text").text) == 9000
    wrongs: list[dict[str, Any]] = [
        {name(1): "4"},
        {name(1): "1 2"},
        {name(3): "0"},
        {name(3): "a"},
        {"way": ""},
    ]
    for wrong in wrongs:
        assert "There is a problem" in text(support.post(ENTER, typed(mark="CBCDEFGHJKMN", **wrong))), wrong
    late = typed(on=date(2022, 5, 12), mark="CBCDEFGHJKMN")
    assert "This day is to come." in text(support.post(ENTER, late))
    empty: dict[str, Any] = {name(1): "", name(2): "", name(3): ""}
    nothing = typed(mark="CBCDEFGHJKMN", **empty)
    assert "Nothing is entered" in text(support.post(ENTER, nothing))
    assert Response.objects.count() == 2


def test_g20_an_e_mail_is_entered_read_and_quoted_where_no_question_asks_for_words(
    cast: Cast, signed_in: SignedIn, standing_clock: StandingClock
) -> None:
    empty: dict[str, Any] = {name(place): "" for place in (1, 2, 3)}
    mail, form = typed("email", **empty), typed(mark="DBCDEFGHJKMN")
    with pgtrigger.ignore("inspections.Question:question_as_shared"):
        Question.objects.filter(place=4, question_set__purpose="survey").delete()
    support: Client = signed_in(cast["support"])
    page = text(support.get(ENTER))
    assert "no question asks for parents' own words" in page and "What they wrote in their own words" in page
    said = "We waited for two years. Then it went well."
    done = support.post(ENTER, {**mail, "own_words": f" {said} "}, follow=True)
    assert "0 by phone, 1 by e-mail." in text(done)
    support.post(ENTER, {**mail, "own_words": said})  # the button pressed twice
    words = Answer.objects.get()
    assert (words.question, words.text, words.response.way) == (None, said, "email")
    support.post(ENTER, {**form, "own_words": "On the back of the form."})
    assert Answer.objects.filter(question=None).count() == 2 and Answer.objects.count() == 5
    standing_clock.now = CLOSES + timedelta(hours=1)
    assert open_and_close(at=standing_clock.now) == 1
    lead = signed_in(cast.owner)
    listed = text(lead.get("/revisits/essex-2022/survey-results/words/?question=0"))
    assert "We waited for two years." in listed and "On the back of the form." in listed
    at = f"/revisits/essex-2022/survey-results/words/{words.pk}/"
    assert "Written to inspectors, not in answer to a question" in text(lead.get(at))
    weakness = cast.revisit.wsoa.weaknesses.get(number=1)
    lead.post(at, {"after": "0", "weaknesses": [weakness.pk], "quotable": "on"})
    lead.post(f"{at}cite/", {"weaknesses": [weakness.pk]})
    note = NoteVersion.objects.get()
    assert note.title == "Parents' words, not in answer to a question"
    assert note.text.startswith("A parent or carer wrote to inspectors:") and "two years" in note.text


def test_g20_paper_is_entered_for_some_days_after_the_closing_if_it_came_before(
    cast: Cast, signed_in: SignedIn, standing_clock: StandingClock
) -> None:
    support = signed_in(cast["support"])
    standing_clock.now = OPENS - DAY
    assert "is not open yet" in text(support.get(ENTER))
    standing_clock.now = CLOSES + timedelta(hours=1)
    assert open_survey(revisit=cast.revisit, at=OPENS)
    assert open_and_close(at=standing_clock.now) == 1
    standing_clock.now += 2 * DAY
    refused = support.post(ENTER, typed(on=date(2022, 5, 17)))
    assert "The survey closed on 16 May 2022: what came in later is not counted." in text(refused)
    support.post(ENTER, typed(on=date(2022, 5, 16)))
    assert Survey.objects.get().recount and open_and_close(at=standing_clock.now) == 1
    cast.revisit.refresh_from_db()
    assert cast.revisit.survey_answers == 1 and not Survey.objects.get().recount
    standing_clock.now = CLOSES + 6 * DAY
    assert "Answers were entered until 21 May 2022." in text(support.get(ENTER))


def test_a_flood_is_taken_in_or_left_with_a_reason_and_never_deleted(
    cast: Cast, signed_in: SignedIn, standing_clock: StandingClock
) -> None:
    survey = open_survey(revisit=cast.revisit, at=OPENS)
    assert survey and survey.questions
    first = survey.questions.questions.get(place=1).pk
    for why in ("Flood one.", "Flood one.", "Flood two."):
        responding.save(
            survey=survey, given={first: Given((0,))}, way=Response.Way.WEB, language="en",
            at=standing_clock.now, state=Response.State.APART, apart_why=why,
        )  # fmt: skip
    assert "2: Flood one." in text(signed_in(cast["cqc"]).get(APART))
    assert signed_in(cast["cqc"]).post(APART, {}).status_code == 404
    lead = signed_in(cast["owner"])
    said = {"apart_why": "Flood one.", "seen": "2", "reason": "A school helped parents.", "decision": "take"}
    assert "Say why" in text(lead.post(APART, {**said, "reason": ""}))
    assert "There are others by now" in text(lead.post(APART, {**said, "seen": "1"}))
    assert "2 answers are counted now." in text(lead.post(APART, said, follow=True))
    assert Response.objects.filter(state="sent", apart_why="").count() == 2
    lead.post(APART, {**said, "apart_why": "Flood two.", "seen": "1", "decision": "leave"})
    assert Response.objects.get(state="apart").apart_why == "Left apart: A school helped parents."
    told = CaseEvent.objects.filter(kind="survey_apart").order_by("pk")
    assert [(event.data["taken_in"], event.by) for event in told] == [(True, cast.owner), (False, cast.owner)]
    with pytest.raises(Refused, match="Say why"):
        decide(revisit=cast.revisit, apart_why="", seen=1, take_in=True, reason=" ", by=cast.owner, at=OPENS)


def test_g16_what_a_survey_asks_stays_from_its_opening_on(cast: Cast) -> None:
    survey = open_survey(revisit=cast.revisit, at=OPENS)
    assert survey and open_survey(revisit=cast.revisit, at=OPENS + DAY) == survey
    rows = Survey.objects.filter(pk=survey.pk)
    changes: list[dict[str, Any]] = [{"opened_at": None}, {"opened_at": OPENS + DAY}, {"questions": None}]
    for change in changes:
        with pytest.raises((IntegrityError, InternalError)), transaction.atomic():
            rows.update(**change)
    assert rows.update(grace_minutes=60) == 1


BAD: list[tuple[str, dict[str, Any]]] = [
    ("response_knows_the_hour_alone", {"hour": OPENS + timedelta(minutes=1)}),
    ("response_entered_by_the_office_alone", {"way": "paper"}),
    ("response_received_by_the_office_alone", {"received_on": date(2022, 5, 11)}),
    ("response_set_apart_for_a_reason", {"state": "apart"}),
    ("response_set_apart_for_a_reason", {"apart_why": "A reason"}),
    ("response_imported_with_its_import", {"way": "imported"}),
]


@pytest.mark.parametrize(("constraint", "change"), BAD)
def test_behind_the_form_a_response_knows_no_more_than_it_may(
    constraint: str, change: dict[str, Any], cast: Cast
) -> None:
    survey = Survey.objects.create(revisit=cast.revisit)
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Response.objects.create(survey=survey, **{"state": "sent", "hour": OPENS, **change})


def test_behind_the_form_an_answer_says_one_thing_once(cast: Cast) -> None:
    survey = open_survey(revisit=cast.revisit, at=OPENS)
    assert survey and survey.questions
    response = Response.objects.create(survey=survey, state="sent", hour=OPENS)
    question = survey.questions.questions.get(place=1)
    Answer.objects.create(response=response, question=question, chosen=[1])
    Answer.objects.create(response=response, text="Of their own accord.")
    both: list[tuple[str, dict[str, Any]]] = [
        ("answer_once_a_question", {"question": question, "chosen": [2]}),
        ("answer_says_one_thing", {"question": survey.questions.questions.get(place=2)}),
        ("answer_says_one_thing", {"question": survey.questions.questions.get(place=4), "chosen": [1], "text": "x"}),
        ("answer_to_no_question_has_words", {"chosen": [1]}),
        ("answer_once_a_question", {"text": "x"}),
    ]  # fmt: skip
    for constraint, change in both:
        with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
            Answer.objects.create(response=response, **change)
    for constraint, change in (
        ("survey_grace_four_hours_at_most", {"grace_minutes": 241}),
        ("survey_closed_after_opening", {"closed_at": OPENS - DAY}),
    ):
        with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
            Survey.objects.filter(pk=survey.pk).update(**change)
    with pytest.raises(IntegrityError, match="survey_open_asks_something"), transaction.atomic():
        Survey.objects.create(revisit=make(Revisit), opened_at=OPENS)
    fresh = Survey.objects.get(pk=survey.pk)
    for given in (
        {question.pk: Given((9,))},
        {question.pk: Given(text="x")},
        {0: Given((1,))},
        {0: Given(text="x")},
    ):
        with pytest.raises(ValueError, match="question"):
            responding.save(survey=fresh, given=given, way=Response.Way.WEB, language="en", at=OPENS)
