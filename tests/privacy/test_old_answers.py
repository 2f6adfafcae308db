"""How parents' answers go: after their period for closed cases, sooner where they were never sent."""

from datetime import date, timedelta
from typing import Any

import pytest

from inspections.models import CaseEvent, TimelineEvent
from revisits.privacy.actions.holds import lift_hold, place_hold
from revisits.privacy.models import Hold
from revisits.privacy.old_answers import tidy
from revisits.privacy.tasks import tidy_surveys
from surveys.actions.importing import take_in_hand
from surveys.figures import parts_of
from surveys.models import Answer, Figures, ImportInHand, Response, TextReading
from surveys.responding import Given, save
from tests.cast import Cast
from tests.conftest import StandingClock
from tests.privacy.closed import listed
from tests.privacy.test_schedules import go
from tests.snapshots import kept
from tests.stages import put
from tests.surveys.answered import closed_anew, closing

PUBLISHED = date(2022, 7, 27)


@pytest.fixture
def counted(db: None, standing_clock: StandingClock) -> Cast:
    return kept("survey counted", closed_anew)


def test_answers_go_a_year_after_the_letter_was_published_and_the_figures_stay(counted: Cast) -> None:
    TextReading.objects.create(
        answer=Answer.objects.exclude(text="")[0], by=counted.owner, at=closing(counted)
    )
    assert listed("survey_answers", date(2023, 7, 27)) == []
    put("closed", counted.revisit)
    TimelineEvent.objects.filter(revisit=counted.revisit, code="published").update(
        done_on=PUBLISHED, recorded_at=closing(counted)
    )
    before = parts_of(Figures.objects.get())
    assert listed("survey_answers", date(2023, 7, 26)) == []
    assert listed("survey_answers", date(2023, 7, 27)) == ["essex-2022: answers to the parents' survey"]
    go("survey_answers", date(2023, 7, 27))
    assert not (Response.objects.exists() or Answer.objects.exists() or TextReading.objects.exists())
    assert parts_of(Figures.objects.get()) == before and before
    said = "88 answers to the parents' survey were disposed of, 1 year. Approved by The approver."
    assert CaseEvent.objects.filter(kind="disposed").get().text == said
    assert listed("survey_answers", date(2023, 7, 27)) == []


def test_what_was_never_sent_goes_a_week_after_the_closing_and_a_file_in_hand_after_a_day(
    counted: Cast,
) -> None:
    at = closing(counted)
    take_in_hand(revisit=counted.revisit, file_name="a.csv", content=b"Q\nx\n", by=counted.owner, at=at)
    assert tidy(at=at + timedelta(hours=23)) == 0
    assert tidy(at=at + timedelta(days=6, hours=23)) == 1
    assert not ImportInHand.objects.exists()
    assert Response.objects.filter(state="kept").exists()
    tidy(at=at + timedelta(days=7))
    assert set(Response.objects.values_list("state", flat=True)) == {"sent", "apart"}
    question = Answer.objects.filter(chosen__len=1)[0].question
    assert question
    survey = counted.revisit.survey
    given = {question.pk: Given((0,))}
    kept_now = save(
        survey=survey, given=given, way=Response.Way.WEB, language="en", at=at, state=Response.State.KEPT
    )
    survey.closed_at = None
    survey.save()
    tidy(at=at + timedelta(days=30))
    assert Response.objects.filter(pk=kept_now.pk).exists(), "the survey is open again"


def test_a_hold_keeps_what_would_go_by_itself(counted: Cast) -> None:
    at = closing(counted)
    later = at + timedelta(days=30)
    take_in_hand(revisit=counted.revisit, file_name="a.csv", content=b"Q\nx\n", by=counted.owner, at=at)
    reason: dict[str, Any] = {"reason": "A claim.", "by": counted["administrator"], "at": at}
    of_case = place_hold(case=counted.revisit, **reason)
    assert tidy(at=later) == 0
    assert Response.objects.filter(state="kept").exists() and ImportInHand.objects.exists()
    lift_hold(hold=of_case, **reason)
    of_another = place_hold(person=counted["cqc"], **reason)
    assert tidy(at=later) == 1 and not ImportInHand.objects.exists(), "the file is not about them"
    assert Response.objects.filter(state="kept").exists(), "whose answers they are nobody knows"
    take_in_hand(revisit=counted.revisit, file_name="a.csv", content=b"Q\nx\n", by=counted.owner, at=at)
    place_hold(person=counted.owner, **reason)
    lift_hold(hold=of_another, **reason)
    assert tidy(at=later) == 0
    lift_hold(hold=Hold.objects.get(lifted_at=None), **reason)
    tidy_surveys()
    assert tidy(at=later) > 0 and not Response.objects.filter(state="kept").exists()
