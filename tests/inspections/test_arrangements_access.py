"""Who sees the schedule, the children's sessions, their questions, and the messages on a request."""

import pytest
from django.db.models import Model

from inspections.actions.childrens_session import share_questions
from inspections.actions.requests import write_message
from inspections.actions.schedule import comment
from inspections.workflow import State
from revisits.accounts.visibility import may_see
from tests.cast import NOW, Cast
from tests.inspections.arranged import ASKED, group, questions, request, session
from tests.row import EVERYBODY, STAFF
from tests.stages import put

PART = {"owner", "cqc", "senior_hmi", "cqc_qa"}
AREA_SIDE = {"lano", "contributor", "health", "dcs", "health_chief"}


@pytest.fixture
def told(cast: Cast) -> Cast:
    cast.notify()
    return cast


def readers(cast: Cast, thing: Model) -> set[str]:
    return {name for name in EVERYBODY if may_see(cast[name], thing)}


def test_g12_the_schedule_is_seen_by_staff_and_the_areas_officers_and_never_by_the_forum(told: Cast) -> None:
    slot = session(told)
    said = comment(revisit=told.revisit, session=slot, text="Earlier?", body=None, by=told.owner, at=NOW)
    for thing in (slot, said):
        assert readers(told, thing) == STAFF | AREA_SIDE
    put(State.PLANNED, told.revisit)
    assert readers(told, slot) == STAFF, "nothing before the notice (G8)"


def test_g9_groups_are_seen_by_both_sides_and_questions_by_the_area_once_shared(told: Cast) -> None:
    assert readers(told, group(told)) == STAFF | AREA_SIDE
    asked = questions(told)
    assert readers(told, asked) == STAFF
    assert (
        readers(told, share_questions(questions=asked, version=1, by=told.owner, at=NOW)) == STAFF | AREA_SIDE
    )


def test_g17_messages_are_seen_by_those_with_a_part_and_the_side_that_was_asked(told: Cast) -> None:
    for side, theirs in (("area", AREA_SIDE), ("forum", {"pcf"})):
        item = request(told, side=side)
        message = write_message(item=item, text="By when?", body=None, by=told.owner, at=ASKED)
        assert readers(told, message) == PART | theirs
