"""Questions for parents, from the first word to the agreement (G11, G16)."""

from datetime import date, datetime
from typing import Any

import pytest

from inspections import question_policies as policies
from inspections.actions import question_writing as writing
from inspections.actions.questions import (
    agree_questions,
    comment_on_questions,
    settle_questions,
    share_questions,
)
from inspections.models import CaseEvent, LocalArea, QuestionComment, QuestionSet
from inspections.policies import Refused
from inspections.question_states import MOVES, SetState, Step, target
from inspections.timeline.times import LONDON
from revisits.accounts.models import Membership
from revisits.record.models import Entry
from tests.cast import NOW, Cast
from tests.inspections.asking import MEETING, SURVEY, Kind, fresh, share, shared, texts, written
from tests.stages import put

LATER = datetime(2022, 5, 5, 14, tzinfo=LONDON)
State = SetState


@pytest.fixture
def told(cast: Cast) -> Cast:
    cast.notify()
    return cast


def comment(cast: Cast, on: QuestionSet, **said: str) -> list[QuestionComment]:
    """Comments on the first question and on all of it."""
    assert cast.area.forum
    first = on.questions.all()[0].pk
    words: dict[int | None, str] = {first: said.get("first", ""), None: said.get("general", "")}
    return comment_on_questions(question_set=on, forum=cast.area.forum, said=words, by=cast["pcf"], at=LATER)


def agree(cast: Cast, version: QuestionSet) -> QuestionSet:
    assert cast.area.forum
    return agree_questions(question_set=version, forum=cast.area.forum, by=cast["pcf"], at=LATER)


def settle(cast: Cast, version: QuestionSet, why: str = "They do not answer.") -> QuestionSet:
    return settle_questions(question_set=version, why=why, by=cast.owner, at=LATER)


def test_the_table_says_where_each_step_leads() -> None:
    assert {(move.source, move.step): move.target for move in MOVES} == {
        (State.DRAFT, Step.SHARE): State.SHARED,
        (State.SHARED, Step.REPLACE): State.REPLACED,
        (State.SHARED, Step.AGREE): State.AGREED,
        (State.SHARED, Step.SETTLE): State.AGREED,
        (State.DRAFT, Step.SETTLE): State.AGREED,
    }
    assert target(State.AGREED, Step.SHARE) is None


def test_questions_are_added_moved_changed_and_taken_out_while_they_are_written(cast: Cast) -> None:
    version = written(cast)
    first, second = version.questions.all()
    writing.move_question(question=second, up=True)
    writing.move_question(question=second, up=True)
    assert texts(version) == ["Are you heard?", "What has changed?"]
    writing.change_question(question=first, kind=Kind.TEXT, text="Better?", options=[], edition=first.edition)
    writing.remove_question(question=second)
    third = writing.add_question(question_set=version, kind=Kind.TEXT, text="What else?", options=[])
    assert texts(version) == ["Better?", "What else?"]
    assert third.line == 2, "nobody ever saw the second one"
    assert fresh(version).edition > version.edition


def test_of_two_who_change_a_question_the_second_is_shown_the_firsts(cast: Cast) -> None:
    question = written(cast).questions.all()[0]
    given: dict[str, Any] = {"question": question, "kind": Kind.TEXT, "options": []}
    writing.change_question(**given, text="Theirs", edition=question.edition)
    with pytest.raises(policies.QuestionChanged, match="while you were typing") as changed:
        writing.change_question(**given, text="Mine", edition=question.edition)
    assert changed.value.question.text == "Theirs"
    writing.change_question(**given, text="Mine", edition=changed.value.question.edition)
    assert texts(question.question_set)[0] == "Mine"


def test_of_two_who_set_the_focus_the_second_is_told(cast: Cast) -> None:
    version = written(cast)
    writing.set_focus(question_set=version, focus="Theirs", edition=version.edition)
    with pytest.raises(policies.VersionChanged, match="Somebody changed") as changed:
        writing.set_focus(question_set=version, focus="Mine", edition=version.edition)
    assert changed.value.question_set.focus == "Theirs"


def test_one_version_is_written_at_a_time_and_may_be_dropped(cast: Cast) -> None:
    version = written(cast)
    with pytest.raises(Refused, match="The owner has begun version 1 already"):
        written(cast)
    writing.drop_questions(question_set=version)
    with pytest.raises(Refused, match="was dropped while you were looking"):
        writing.set_focus(question_set=version, focus="", edition=1)
    assert written(cast).number == 1
    assert Entry.objects.filter(table="inspections_questionset", operation="delete").exists()


def test_a_version_has_room_for_forty_questions(cast: Cast) -> None:
    version = written(cast)
    for number in range(38):
        writing.add_question(question_set=version, kind=Kind.TEXT, text=f"Question {number}", options=[])
    with pytest.raises(Refused, match="40 questions are the most"):
        writing.add_question(question_set=version, kind=Kind.TEXT, text="One more", options=[])


def test_g10_nothing_is_shared_before_the_forum_was_notified(cast: Cast) -> None:
    with pytest.raises(Refused, match="Notify the area first"):
        shared(cast)


def test_g16_an_empty_survey_is_not_shared_and_none_twice_alike(told: Cast) -> None:
    empty = writing.begin_questions(revisit=told.revisit, purpose=SURVEY, by=told.owner, at=NOW)
    with pytest.raises(Refused, match="Write at least one question first"):
        share(empty, told)
    writing.drop_questions(question_set=empty)
    shared(told)
    with pytest.raises(Refused, match="Nothing differs from the version that the forum has"):
        share(written(told), told)


def test_g16_what_is_shared_is_what_was_seen(told: Cast) -> None:
    version = written(told)
    seen = version.edition
    writing.add_question(question_set=version, kind=Kind.TEXT, text="A colleague's", options=[])
    with pytest.raises(policies.VersionChanged):
        share_questions(question_set=version, note="", edition=seen, by=told.owner, at=NOW)


def test_g11_g16_questions_go_to_the_forum_and_back_in_versions(told: Cast) -> None:
    first = shared(told)
    comment(told, first, first="Too long.", general="Kind.")
    second = written(told)
    assert (second.number, texts(second)) == (2, texts(first))
    question = second.questions.all()[0]
    writing.change_question(
        question=question, kind=Kind.TEXT, text="Changed?", options=[], edition=question.edition
    )
    share(second, told, LATER, note="Shorter now.")
    assert (fresh(first).state, fresh(second).state, fresh(second).note) == (
        State.REPLACED, State.SHARED, "Shorter now."
    )  # fmt: skip
    assert [each.text for each in first.comments.all()] == ["Too long.", "Kind."]
    with pytest.raises(Refused, match="Version 1 was replaced"):
        comment(told, first, general="Late")
    with pytest.raises(Refused, match="Version 1 was replaced"):
        agree(told, first)
    agreed = agree(told, second)
    assert (agreed.state, agreed.agreed_for, agreed.agreed_by) == (State.AGREED, told.area.forum, told["pcf"])
    assert told.event("questions_agreed").done_on == date(2022, 5, 5)
    kinds = list(told.revisit.history.filter(kind__startswith="questions").values_list("kind", flat=True))[
        ::-1
    ]
    assert kinds == ["questions_proposed", "questions_commented", "questions_proposed", "questions_agreed"]


def test_g16_what_is_agreed_stays(told: Cast) -> None:
    version = agree(told, shared(told))
    with pytest.raises(Refused, match="These questions are agreed: they stay"):
        written(told)
    with pytest.raises(Refused, match=r"The pcf agreed these questions on 5 May 2022"):
        agree(told, version)
    with pytest.raises(Refused, match=r"The pcf agreed these questions on 5 May 2022"):
        settle(told, version)
    with pytest.raises(Refused, match="begin a new version"):
        writing.remove_question(question=version.questions.all()[0])


def test_g16_agreeing_lets_the_version_fall_that_is_being_written_and_says_so(told: Cast) -> None:
    version = shared(told)
    written(told)
    agree(told, version)
    assert QuestionSet.objects.get().state == State.AGREED
    said = told.happened(CaseEvent.Kind.QUESTIONS_AGREED)[0].text
    assert said == (
        "Essex Family Forum agreed version 1 of the questions of the survey. Version 2, which was being written, "
        "fell away."
    )


def test_g16_an_event_that_was_recorded_by_hand_keeps_its_day(told: Cast) -> None:
    told.done("questions_agreed")
    agree(told, shared(told))
    assert told.event("questions_agreed").done_on == NOW.date()


def test_g16_the_lead_settles_it_with_a_reason_where_the_forum_does_not_answer(told: Cast) -> None:
    with pytest.raises(Refused, match="Share this version with the forum first"):
        settle(told, written(told))
    settled = settle(told, share(QuestionSet.objects.get(), told))
    assert (settled.agreed_for, settled.agreed_why) == (None, "They do not answer.")
    assert told.event("questions_agreed").done_on == LATER.date()


@pytest.mark.parametrize("nobody", ["no forum", "no account"])
def test_g16_where_there_is_nobody_of_the_forum_the_lead_settles_it_alone(told: Cast, nobody: str) -> None:
    if nobody == "no forum":
        LocalArea.objects.filter(pk=told.area.pk).update(forum=None)
    else:
        Membership.objects.filter(user=told["pcf"]).delete()
    version = written(told)
    with pytest.raises(Refused, match="Nobody of the forum has an account"):
        share(version, told)
    settled = settle(told, version, why="There is no forum here.")
    assert (settled.state, settled.shared_at) == (State.AGREED, None)


def test_g11_the_open_meeting_has_its_focus_or_questions_and_leaves_the_surveys_date_alone(
    told: Cast,
) -> None:
    meeting = writing.begin_questions(revisit=told.revisit, purpose=MEETING, by=told.owner, at=NOW)
    with pytest.raises(Refused, match="Write the focus of the open meeting"):
        share(meeting, told)
    writing.set_focus(question_set=meeting, focus="The waiting times", edition=meeting.edition)
    agree(told, share(meeting, told))
    assert told.event("questions_agreed").done_on is None
    said = told.happened(CaseEvent.Kind.QUESTIONS_AGREED)[0].text
    assert said == "Essex Family Forum agreed version 1 of the focus of the open meeting."


def test_a_comment_without_words_or_on_another_version_is_none(told: Cast) -> None:
    version = shared(told)
    with pytest.raises(Refused, match="Write a comment"):
        comment(told, version)
    assert told.area.forum
    with pytest.raises(Refused, match="Write a comment"):
        comment_on_questions(
            question_set=version, forum=told.area.forum, said={10**9: "Where?"}, by=told["pcf"], at=LATER
        )


def test_no_word_of_questions_or_comments_is_in_the_history_or_the_record_of_comments(told: Cast) -> None:
    version = shared(told)
    comment(told, version, general="Unmistakable")
    assert not told.revisit.history.filter(text__contains="What has changed").exists()
    assert not told.revisit.history.filter(text__contains="Unmistakable").exists()
    assert "Unmistakable" not in str(list(Entry.objects.values_list("before", "after")))


def test_nothing_moves_once_the_case_is_closed(told: Cast) -> None:
    version = shared(told)
    put("closed", told.revisit)
    with pytest.raises(Refused, match="This re-visit is closed"):
        agree(told, version)
    with pytest.raises(Refused, match="This re-visit is closed"):
        written(told, MEETING)
