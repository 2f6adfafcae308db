"""Recording the on-site days (G22): when it may be, what it marks done, and what stays of what stood before."""

from datetime import timedelta
from typing import Any

import pgtrigger
import pytest

from inspections.actions.cases import reschedule
from inspections.actions.timeline import mark_done, reopen
from inspections.fieldwork import feedbacks, in_text, judgement_meetings, kits, lines
from inspections.fieldwork_policies import RecordChanged
from inspections.models import CaseEvent, EvidenceNote, Revisit
from inspections.policies import Refused
from inspections.workflow import State
from tests.cast import Cast
from tests.inspections.visiting import (
    FIRST,
    LAST,
    arrived,
    feedback,
    feedback_said,
    kit,
    meeting,
)
from tests.stages import put

Kind = CaseEvent.Kind


@pytest.fixture
def visit(cast: Cast) -> Cast:
    return arrived(cast)


def state(cast: Cast) -> State:
    return State(Revisit.objects.get(pk=cast.revisit.pk).state)


def test_g22_a_days_keeping_in_touch_is_recorded_once_and_marks_its_event_done(visit: Cast) -> None:
    first = kit(visit, 2, findings="Plans are clearer.", at=LAST)
    event = visit.event("kit", 2)
    assert (event.done_on, event.done_by) == (LAST.date() - timedelta(days=1), visit.owner)
    assert visit.event("kit", 1).done_on is None
    assert kit(visit, 2, findings="Plans are clearer.") == first, "sent twice over a bad connection"
    second = kit(visit, 2, by="cqc", after=1, findings="Plans are later.")
    assert [each.number for each in kits(visit.revisit, 2)] == [2, 1]
    assert (second.written_by, first.findings) == (visit["cqc"], "Plans are clearer.")
    told = [event.text for event in visit.happened(Kind.FIELDWORK_RECORDED)]
    assert told == [
        "The keeping-in-touch meeting of day 2 was recorded.",
        "The keeping-in-touch meeting of day 2 was recorded anew, version 2.",
    ]
    assert "Plans" not in str([(each.text, each.data) for each in visit.revisit.history.all()])


def test_g22_keeping_in_touch_is_done_by_its_record_alone_and_anew_once_taken_back(visit: Cast) -> None:
    with pytest.raises(Refused, match="Record it on the page “On site”"):
        mark_done(event=visit.event("kit"), done_on=FIRST.date(), by=visit.owner, at=LAST)
    kit(visit)
    reopen(event=visit.event("kit"), by=visit.owner, at=LAST)
    assert kit(visit, after=1).number == 2, "the same words, as the first record no longer counts"
    assert visit.event("kit").done_on == FIRST.date()


def test_g22_who_comes_second_is_told_and_nothing_is_overwritten(visit: Cast) -> None:
    kit(visit, by="cqc")
    with pytest.raises(RecordChanged, match="The cqc recorded this while you were typing") as changed:
        kit(visit, shared="Something else")
    assert changed.value.current == kits(visit.revisit, 1).get()


def test_g22_only_of_a_visit_of_more_than_two_days_and_of_days_that_have_come(visit: Cast) -> None:
    with pytest.raises(Refused, match=r"Day 2 is Wednesday 18 May 2022: its meeting is recorded once"):
        kit(visit, 2, at=FIRST)
    with pytest.raises(Refused, match="has 3 on-site days"):
        kit(visit, 4)
    reschedule(
        revisit=visit.revisit, version=visit.revisit.version, first_day=visit.revisit.first_day, days=2,
        reason="Two are enough", by=visit.owner, at=FIRST,
    )  # fmt: skip
    with pytest.raises(Refused, match=r"more than two on-site days \(G22\)"):
        kit(visit, 1)


def test_g13_g15_no_judgement_meeting_while_something_is_outstanding(cast: Cast) -> None:
    arrived(cast, ready=False)
    with pytest.raises(Refused) as refusal:
        meeting(cast)
    for said in ("(G13)", "(G15)"):
        assert said in str(refusal.value)
    assert cast.event("judgement_meeting").done_on is None
    assert not judgement_meetings(cast.revisit).exists()


def test_g7_the_judgement_meeting_says_who_was_there_and_from_where(visit: Cast) -> None:
    written = meeting(visit)
    assert visit.event("judgement_meeting").done_on == LAST.date()
    said = dict(lines(judgement_meetings(visit.revisit).get()))
    assert said["When"] == "Thursday 19 May 2022, 14:00"
    assert said["Who was there"].splitlines() == [
        "The owner, Lead HMI: on site",
        "The cqc, CQC inspector: on site",
        "The senior_hmi, Senior HMI (quality assurance): off site",
    ]
    assert meeting(visit) == written, "the very same again"
    meeting(visit, after=1, discussed="More.")
    assert [each.discussed for each in judgement_meetings(visit.revisit)] == [
        "More.",
        "Each weakness in turn.",
    ]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"held_at": LAST + timedelta(hours=1)}, "It cannot have been held in the future."),
        ({"held_at": FIRST - timedelta(days=1)}, "The visit starts on 17 May 2022"),
        ({"present": {}}, "Say who of the inspectors was there."),
    ],
)
def test_g22_the_judgement_meeting_was_held_on_site_by_inspectors(
    visit: Cast, changes: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(Refused, match=sentence):
        meeting(visit, **changes)
    assert not judgement_meetings(visit.revisit).exists()


def test_g22_feedback_tells_of_each_weakness_with_reasons_and_moves_the_case_on(visit: Cast) -> None:
    with pytest.raises(Refused, match="Record the provisional judgement meeting first"):
        feedback(visit)
    meeting(visit)
    points = feedback_said(visit).points
    for wrong in (points[:1], [*points, points[0]]):
        with pytest.raises(Refused, match="Say of each weakness what leaders were told, once"):
            feedback(visit, points=wrong)
    assert state(visit) == State.ON_SITE
    feedback(visit, asked="When is the letter out?")
    assert (visit.event("feedback").done_on, state(visit)) == (LAST.date(), State.REPORTING)
    said = in_text(lines(feedbacks(visit.revisit).get()))
    for words in (
        "Progress is sufficient.\nBecause of 1.",
        "Progress is not sufficient.\nBecause of 2.",
        "letter out?",
    ):
        assert words in said
    feedback(visit, after=1, told="The chief executive")
    assert feedbacks(visit.revisit).count() == 2, "corrected while the letter is written"


def test_g22_recording_is_the_only_way_to_mark_judgement_meeting_and_feedback_done(visit: Cast) -> None:
    for code in ("judgement_meeting", "feedback"):
        with pytest.raises(Refused, match="Record it on the page “On site”"):
            mark_done(event=visit.event(code), done_on=LAST.date(), by=visit.owner, at=LAST)


def test_a_doing_that_was_taken_back_is_recorded_again_and_needs_what_it_needed(visit: Cast) -> None:
    meeting(visit)
    reopen(event=visit.event("judgement_meeting"), by=visit.owner, at=LAST)
    EvidenceNote.objects.filter(kind="adviser").update(kind="discussion")
    with pytest.raises(Refused, match="G13"):
        meeting(visit, after=1)
    EvidenceNote.objects.filter(kind="discussion").update(kind="adviser")
    meeting(visit, after=1)
    assert visit.event("judgement_meeting").done_on == LAST.date()
    with pytest.raises(Refused, match="Take that back there first, or enter the same day"):
        meeting(visit, after=2, held_at=FIRST)


def test_what_a_letter_that_others_read_rests_on_is_not_taken_back(visit: Cast) -> None:
    """Nobody could record it again, and a published letter would rest on judgements that are provisional."""
    meeting(visit)
    for state in (State.QUALITY, State.FINALISING, State.CLOSED):
        put(state, visit.revisit)
        with pytest.raises(Refused, match="letter that others read by now rests on this"):
            reopen(event=visit.event("judgement_meeting"), by=visit.owner, at=LAST)
    assert visit.event("judgement_meeting").done_on


@pytest.mark.parametrize(
    ("stage", "sentence"),
    [
        (State.PLANNED, "not been notified"),
        (State.NOTIFIED, "The case is not on site yet"),
        (State.REPORTING, "at “Writing the letter”"),
        (State.POSTPONED, "postponed"),
        (State.CANCELLED, "at “Cancelled”: its records stay"),
        (State.CLOSED, "at “Published”: its records stay"),
    ],
)
def test_it_is_recorded_first_while_the_visit_goes_on(visit: Cast, stage: State, sentence: str) -> None:
    with pgtrigger.ignore():
        put(stage, visit.revisit)
    with pytest.raises(Refused, match=sentence):
        meeting(visit)
    assert not judgement_meetings(visit.revisit).exists()
