"""Answers replaced after they were counted: each is counted once, and no two editions give a small number away."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from inspections.actions.survey_changes import extend_survey
from inspections.models import EvidenceNote, Weakness
from inspections.policies import Refused
from inspections.since_cited import of_notes
from inspections.timeline.times import london
from surveys import cited, codes, results
from surveys.actions.answering import send
from surveys.actions.citing import cite_figure, quote_words
from surveys.actions.opening import close_survey, open_survey
from surveys.actions.reading import Marks, mark_words
from surveys.figures import Asked, Part, parts_of
from surveys.models import Answer, CitedFigure, Figures, Response, Survey, TextReading
from surveys.responding import Given, given_by
from tests.cast import NOW, Cast
from tests.conftest import SignedIn, StandingClock
from tests.pages import text
from tests.surveys.answered import closing

UNTIL = date(2022, 5, 18)
AGREE, NEITHER, DISAGREE = range(3)


@pytest.fixture
def reopened(counted: Cast, standing_clock: StandingClock) -> datetime:
    """The moment at which the lead extended the survey, an hour after it was counted."""
    at = standing_clock.now
    extend_survey(revisit=counted.revisit, on=UNTIL, time="12:00", why="of a storm", by=counted.owner, at=at)
    counted.revisit.refresh_from_db()
    assert open_survey(revisit=counted.revisit, at=at)
    return at


def close(cast: Cast, clock: StandingClock) -> list[Part]:
    """Close it again, and have its parts."""
    clock.now = london(UNTIL, clock.now.time()) + timedelta(hours=2)
    assert close_survey(revisit=cast.revisit, at=clock.now)
    return parts_of(Figures.objects.get())


def scale_of(part: Part) -> Asked:
    return part["questions"][1]


def numbers(part: Part) -> list[int | None]:
    return [row["count"] for row in scale_of(part)["rows"]]


def replace(cast: Cast, at: datetime, *, setting: int, was: int, becomes: int, how_many: int) -> None:
    """So many of those who go to a setting and gave this answer of the scale give another, by their codes."""
    question = scale_of(parts_of(Figures.objects.get())[0])["question"]
    found = Response.objects.filter(
        answers__question=question, answers__chosen=[was], counted__isnull=False, way="web"
    )
    there = found.filter(
        pk__in=Answer.objects.filter(question__asks_setting=True, chosen=[setting]).values("response")
    )
    for response in list(there.order_by("pk")[:how_many]):
        code = codes.new_code()
        Response.objects.filter(pk=response.pk).update(code_hash=codes.code_hash(code))
        given = given_by(response) | {question: Given((becomes,))}
        sent: dict[str, Any] = {"language": "en", "code": code, "began": at, "at": at}
        assert send(revisit=cast.revisit, given=given, **sent).replaced == 1


def test_g20_figures_that_nobody_saw_are_counted_anew_with_what_was_replaced(
    counted: Cast, reopened: datetime, standing_clock: StandingClock
) -> None:
    replace(counted, reopened, setting=0, was=AGREE, becomes=NEITHER, how_many=1)
    given = {scale_of(parts_of(Figures.objects.get())[0])["question"]: Given((AGREE,))}
    code: dict[str, Any] = {"language": "en", "code": codes.new_code(), "began": reopened, "at": reopened}
    send(revisit=counted.revisit, given=given, **code)
    (part,) = close(counted, standing_clock)
    assert (part["number"], part["answers"], part.get("replaced")) == (1, 87, None)
    assert numbers(part)[:2] == [37, 21], "one is gone and one is new; one has come"
    counted.revisit.refresh_from_db()
    assert counted.revisit.survey_answers == 87
    assert not Figures.objects.get().seen


def test_g20_once_figures_were_seen_one_replaced_answer_changes_no_number_and_new_ones_stand_apart(
    counted: Cast, reopened: datetime, signed_in: SignedIn, standing_clock: StandingClock
) -> None:
    Survey.objects.update(closed_at=reopened)
    assert results.shown(counted["pcf"], counted.revisit) and Figures.objects.get().seen
    Survey.objects.update(closed_at=None)
    (before,) = parts_of(Figures.objects.get())
    question = scale_of(before)["question"]
    figure: dict[str, Any] = {
        "part": 1,
        "question": question,
        "place": AGREE,
        "column": None,
        "weaknesses": [],
    }
    note = cite_figure(survey=Survey.objects.get(), by=counted.owner, at=reopened, **figure)
    replace(counted, reopened, setting=0, was=AGREE, becomes=NEITHER, how_many=1)
    for _ in range(5):
        sent: dict[str, Any] = {"language": "en", "code": codes.new_code(), "began": reopened, "at": reopened}
        send(revisit=counted.revisit, given={question: Given((AGREE,))}, **sent)
    first, second = close(counted, standing_clock)
    assert first["questions"] == before["questions"] and first.get("replaced")
    assert (second["answers"], scale_of(second)["answered"]) == (5, 5)
    assert of_notes([note.pk]) == {note.pk: cited.MORE}
    assert "Some of these answers were replaced" in text(
        signed_in(counted["pcf"]).get("/area/essex-2022/survey/")
    )


def test_g20_a_table_is_counted_anew_where_no_number_differs_by_less_than_five(
    counted: Cast, reopened: datetime, signed_in: SignedIn, standing_clock: StandingClock
) -> None:
    Figures.objects.update(seen=True)
    (before,) = parts_of(Figures.objects.get())
    replace(counted, reopened, setting=0, was=AGREE, becomes=NEITHER, how_many=6)
    (part,) = close(counted, standing_clock)
    assert numbers(before)[:2] == [37, 20] and numbers(part)[:2] == [31, 26]
    broken = scale_of(part)["settings"]
    assert broken and [row[0]["count"] for row in broken["rows"][:2]] == [14, 12]
    assert [asked.get("anew") is not None for asked in part["questions"]] == [False, True, False, False]
    page = text(signed_in(counted.owner).get("/revisits/essex-2022/survey-results/"))
    assert "Counted anew on 18 May 2022, with what answers were replaced by." in page


def test_g20_a_table_stays_where_one_number_would_differ_by_less_than_five(
    counted: Cast, reopened: datetime, standing_clock: StandingClock
) -> None:
    Figures.objects.update(seen=True)
    (before,) = parts_of(Figures.objects.get())
    replace(counted, reopened, setting=0, was=AGREE, becomes=NEITHER, how_many=4)
    replace(counted, reopened, setting=1, was=AGREE, becomes=NEITHER, how_many=3)
    (part,) = close(counted, standing_clock)
    assert part["questions"] == before["questions"], "seven moved, but four and three by setting"


def test_g16_a_figure_that_is_cited_stays_and_its_readers_are_told_that_it_changed(
    counted: Cast, signed_in: SignedIn, standing_clock: StandingClock
) -> None:
    Figures.objects.update(seen=True)
    survey, weakness = Survey.objects.get(), Weakness.objects.get(wsoa=counted.revisit.wsoa_id, number=1)
    scale = scale_of(parts_of(Figures.objects.get())[0])["question"]
    who: dict[str, Any] = {"by": counted.owner, "at": closing(counted), "weaknesses": [weakness]}
    what: dict[str, Any] = {"survey": survey, "part": 1, "question": scale, **who}
    of_all = cite_figure(place=AGREE, column=None, **what)
    of_a_setting = cite_figure(place=NEITHER, column=1, **what)
    both = [of_all.pk, of_a_setting.pk]
    words = {note: EvidenceNote.objects.get(pk=note).versions.get().text for note in both}
    assert of_notes(both) == {}
    at = standing_clock.now
    extend_survey(revisit=counted.revisit, on=UNTIL, time="12:00", why="of a storm", by=counted.owner, at=at)
    assert open_survey(revisit=counted.revisit, at=at)
    assert of_notes(both) == dict.fromkeys(both, cited.OPEN_AGAIN)
    replace(counted, at, setting=0, was=AGREE, becomes=NEITHER, how_many=6)
    close(counted, standing_clock)
    changed = "Since this was cited the figure has changed: counted anew on 18 May 2022, it is 36 per cent (31 of 86)."
    assert of_notes(both) == {of_all.pk: changed}
    assert changed in text(signed_in(counted.owner).get(f"/revisits/essex-2022/evidence/notes/{of_all.pk}/"))
    assert {note: EvidenceNote.objects.get(pk=note).versions.get().text for note in both} == words
    Figures.objects.update(tables={"parts": []})
    assert of_notes(both) == dict.fromkeys(both, cited.TAKEN_BACK)
    with pytest.raises(IntegrityError, match="cited_figure_of_those_who_answered"), transaction.atomic():
        CitedFigure.objects.update(count=87)


def test_g16_what_was_read_in_words_that_stay_is_not_lost_with_what_is_replaced(
    counted: Cast, reopened: datetime
) -> None:
    Survey.objects.update(closed_at=reopened)
    mine, other = Answer.objects.filter(text__startswith="W").order_by("text")
    for answer in (mine, other):
        mark_words(answer=answer, marks=Marks(quotable=True), after=0, by=counted.owner, at=NOW)
    Survey.objects.update(closed_at=None)
    for number, answer in enumerate((mine, other)):
        given = given_by(answer.response)
        chosen = next(pk for pk, one in given.items() if one.chosen)
        given[chosen] = Given((1,)) if given[chosen].chosen != (1,) else Given((0,))
        if number and answer.question_id:
            given[answer.question_id] = Given(text="Other words.")
        code = codes.new_code()
        Response.objects.filter(pk=answer.response_id).update(code_hash=codes.code_hash(code))
        sent: dict[str, Any] = {"language": "en", "code": code, "began": reopened, "at": reopened}
        send(revisit=counted.revisit, given=given, **sent)
    assert list(TextReading.objects.values_list("answer", flat=True)) == [mine.pk]
    assert Answer.objects.filter(text="Other words.").count() == 1


def test_g16_readers_of_quoted_words_are_told_that_they_do_not_stand_any_more(
    counted: Cast, reopened: datetime, signed_in: SignedIn
) -> None:
    who: dict[str, Any] = {"by": counted.owner, "at": NOW}
    mine, other = Answer.objects.filter(text__startswith="W", question__isnull=False).order_by("text")
    notes = []
    for answer in (mine, other):
        reading = mark_words(answer=answer, marks=Marks(quotable=True), after=0, **who)
        notes.append(quote_words(reading=reading, weaknesses=[], **who).pk)
    assert of_notes(notes) == {}
    assert mine.question_id
    given = given_by(mine.response) | {mine.question_id: Given(text="Other words.")}
    code = codes.new_code()
    Response.objects.filter(pk=mine.response_id).update(code_hash=codes.code_hash(code))
    send(revisit=counted.revisit, given=given, language="en", code=code, began=reopened, at=reopened)
    mark_words(answer=other, marks=Marks(), after=1, **who)
    assert of_notes(notes) == dict(zip(notes, (cited.WORDS_GONE, cited.NOT_QUOTABLE), strict=True))
    page = text(signed_in(counted.owner).get(f"/revisits/essex-2022/evidence/notes/{notes[0]}/"))
    assert cited.WORDS_GONE in page and "“W" in page, "the note keeps what was quoted"
    Response.objects.all().delete()
    assert of_notes(notes) == {}, "answers that are past their period go without a word"
    Figures.objects.update(tables={"parts": []})
    assert of_notes(notes) == dict.fromkeys(notes, cited.WORDS_GONE), (
        "an import that is taken back has no figures"
    )


def test_an_answer_that_was_sent_is_not_set_apart_when_its_giver_changes_it_in_a_flood(
    counted: Cast, reopened: datetime, standing_clock: StandingClock
) -> None:
    question = scale_of(parts_of(Figures.objects.get())[0])["question"]
    sent: dict[str, Any] = {"language": "en", "code": codes.new_code(), "began": reopened, "at": reopened}
    send(revisit=counted.revisit, given={question: Given((AGREE,))}, **sent)
    flood: dict[str, Any] = {**sent, "apart_why": "Many came at once."}
    changed = send(revisit=counted.revisit, given={question: Given((NEITHER,))}, **flood)
    assert (changed.state, changed.apart_why, changed.replaced) == ("sent", "", 1)
    assert close(counted, standing_clock)[0]["answers"] == 87
    fresh: dict[str, Any] = {**flood, "code": codes.new_code()}
    with pytest.raises(Refused, match="not open"):
        send(
            revisit=counted.revisit,
            given={question: Given((NEITHER,))},
            **fresh | {"began": standing_clock.now},
        )
