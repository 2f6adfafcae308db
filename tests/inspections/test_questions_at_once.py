"""The forum agrees a version as the team shares the next: one of them wins, and the other is told."""

import pytest

from inspections.actions.question_writing import add_question
from inspections.actions.questions import agree_questions, share_questions
from inspections.policies import Refused
from tests.cast import NOW, make_cast
from tests.inspections.asking import fresh, shared, written
from tests.inspections.test_at_once import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_g16_of_agreeing_and_sharing_the_next_at_once_one_wins() -> None:
    cast = make_cast()
    cast.notify()
    first, forum = shared(cast), cast.area.forum
    assert forum
    second = written(cast)
    add_question(question_set=second, kind="text", text="What else?", options=[])
    edition = fresh(second).edition

    def agree() -> str:
        try:
            agree_questions(question_set=first, forum=forum, by=cast["pcf"], at=NOW)
        except Refused as refusal:
            return str(refusal)
        return "done"

    def share() -> str:
        try:
            share_questions(question_set=second, note="", edition=edition, by=cast.owner, at=NOW)
        except Refused as refusal:
            return str(refusal)
        return "done"

    said = at_once([agree, share])
    states = sorted(cast.revisit.question_sets.values_list("state", flat=True))
    assert said.count("done") == 1
    if said[0] == "done":
        assert (states, "dropped" in said[1]) == (["agreed"], True)
    else:
        assert (states, "was replaced" in said[0]) == (["replaced", "shared"], True)
