"""Meeting children and young people (G9, G21): arranging groups, and sharing the questions."""

import pytest

from inspections.actions.childrens_session import (
    arrange_group,
    cancel_group,
    share_questions,
    write_questions,
)
from inspections.actions.schedule import remove_session
from inspections.arrangements_policies import GroupChanged, QuestionsChanged
from inspections.models import CaseEvent, ChildrensQuestions, ChildrensSession
from inspections.policies import Refused
from inspections.workflow import State
from tests.cast import NOW, Cast
from tests.inspections.arranged import group, group_said, questions, session
from tests.stages import put

Kind = CaseEvent.Kind


@pytest.fixture
def told(cast: Cast) -> Cast:
    cast.notify()
    return cast


def test_g21_a_group_has_its_place_in_the_schedule_and_loses_it_with_the_session(told: Cast) -> None:
    slot = session(told, title="Meeting pupils")
    found = group(told)
    arrange_group(
        revisit=told.revisit, group=group_said(number=9), session=slot, existing=found, version=1, by=told["health"],
        at=NOW,
    )  # fmt: skip
    found.refresh_from_db()
    assert (found.session, found.number, found.version) == (slot, 9, 2)
    assert (found.ages, found.support) == ("7 to 11", ["signing"])
    remove_session(slot=slot, version=1, by=told["lano"], at=NOW)
    found.refresh_from_db()
    assert found.session is None


def test_whoever_changes_a_group_second_is_told(told: Cast) -> None:
    found = group(told)
    change = {"revisit": told.revisit, "existing": found, "session": None, "version": 1, "at": NOW}
    arrange_group(group=group_said(number=9), by=told["health"], **change)  # type: ignore[arg-type]
    with pytest.raises(GroupChanged, match="The health changed"):
        arrange_group(group=group_said(number=5), by=told["lano"], **change)  # type: ignore[arg-type]
    with pytest.raises(GroupChanged):
        cancel_group(group=found, version=1, by=told["lano"], at=NOW)
    assert ChildrensSession.objects.get().number == 9
    cancel_group(group=found, version=2, by=told["lano"], at=NOW)
    with pytest.raises(Refused, match="took this group out"):
        cancel_group(group=found, version=2, by=told["lano"], at=NOW)
    assert [event.text for event in told.happened(Kind.CHILDREN_ARRANGED)] == [
        "A session with children and young people was arranged.",
        "A session with children and young people was changed.",
        "A session with children and young people was taken out.",
    ]


def test_a_session_that_is_taken_out_or_anothers_holds_no_group(told: Cast) -> None:
    slot = session(told)
    remove_session(slot=slot, version=1, by=told["lano"], at=NOW)
    slot.refresh_from_db()
    with pytest.raises(Refused, match="this re-visit's schedule"):
        arrange_group(revisit=told.revisit, group=group_said(), session=slot, by=told["lano"], at=NOW)


def test_g9_questions_are_shared_as_they_were_read_and_their_date_is_done(told: Cast) -> None:
    draft = questions(told)
    changed = write_questions(
        revisit=told.revisit, text="What helps?", number=1, version=1, by=told["cqc"], at=NOW
    )
    with pytest.raises(QuestionsChanged, match="The cqc wrote"):
        share_questions(questions=draft, version=1, by=told.owner, at=NOW)
    shared = share_questions(questions=draft, version=changed.version, by=told.owner, at=NOW)
    assert (shared.text, shared.shared_by) == ("What helps?", told.owner)
    assert told.event("cyp_questions").done_on == NOW.date()
    assert "What helps" not in " ".join(event.text for event in told.revisit.history.all())
    with pytest.raises(Refused, match="shared these questions already"):
        share_questions(questions=shared, version=2, by=told.owner, at=NOW)


def test_g9_what_is_written_after_sharing_is_the_next_version(told: Cast) -> None:
    share_questions(questions=questions(told), version=1, by=told.owner, at=NOW)
    with pytest.raises(QuestionsChanged, match="shared"):
        write_questions(revisit=told.revisit, text="Late", number=0, version=0, by=told["cqc"], at=NOW)
    second = write_questions(revisit=told.revisit, text="Second", number=1, version=1, by=told["cqc"], at=NOW)
    assert (second.number, second.shared_at) == (2, None)
    assert list(ChildrensQuestions.objects.values_list("number", flat=True)) == [2, 1]


def test_g21_nothing_is_arranged_once_the_visit_is_over(told: Cast) -> None:
    draft = questions(told)
    put(State.CLOSED)
    for attempt in (
        lambda: group(told),
        lambda: questions(told),
        lambda: share_questions(questions=draft, version=1, by=told.owner, at=NOW),
    ):
        with pytest.raises(Refused, match="The visit is over"):
            attempt()
