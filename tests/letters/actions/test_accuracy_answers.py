"""Answering the area's comments one by one, CQC's agreement, and telling both parties (G25)."""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inspections.models import CaseEvent
from inspections.policies import Refused
from inspections.workflow import State
from letters import accuracy
from letters.accuracy_access import answers, comments
from letters.accuracy_policies import AnswerChanged
from letters.actions.accuracy_answers import agree_answer, answer_comment, tell_outcome
from letters.models import AccuracyComment
from revisits.accounts.models import User
from tests.cast import Cast, make_cast
from tests.drafts import draft_sent, said, with_area
from tests.letters.accuracy import AFTER, answered, closed, guard, sent, submitted
from tests.properties import examples
from tests.snapshots import kept

pytestmark = pytest.mark.django_db


def _closed() -> tuple[Cast, list[AccuracyComment]]:
    cast = make_cast()
    return cast, closed(cast)


@pytest.fixture
def scene(db: None, standing_clock: object) -> tuple[Cast, list[AccuracyComment]]:
    return kept("comments closed", _closed)


def fresh(person: User) -> User:
    return User.objects.get(pk=person.pk)


def test_g25_each_comment_is_answered_agreed_and_told_before_the_letter_goes_on(
    scene: tuple[Cast, list[AccuracyComment]],
) -> None:
    cast, (council, trust) = scene
    assert guard(cast.revisit) == ["2 comments of the area still to be answered (G25)."]
    first = answered(cast, council, agreed=False)
    assert guard(cast.revisit) == [
        "one comment of the area still to be answered (G25). CQC has still to agree one answer (G25)."
    ]
    agree_answer(answer=first, by=cast["cqc"], at=AFTER)
    with pytest.raises(Refused, match="still to be answered"):
        tell_outcome(revisit=cast.revisit, by=cast.owner, at=AFTER)
    second = answered(cast, trust, decision="not", reason="The report of May says otherwise.")
    assert guard(cast.revisit) == ["Tell both parties the outcome of their comments first (G25)."]
    assert cast.event("response_told").done_on is None
    tell_outcome(revisit=cast.revisit, by=cast.owner, at=AFTER)
    assert guard(cast.revisit) == []
    assert cast.event("response_told").done_on == AFTER.date()
    assert [event.data["side"] for event in cast.happened(CaseEvent.Kind.ANSWERS_TOLD)] == [
        "authority",
        "health",
    ]
    with pytest.raises(Refused, match="have been told"):
        tell_outcome(revisit=cast.revisit, by=cast.owner, at=AFTER)
    assert list(answers(fresh(cast["dcs"]))) == [first]
    assert list(answers(fresh(cast["health_chief"]))) == [second]
    assert list(comments(fresh(cast["dcs"]))) == [council]


def test_g25_a_changed_answer_is_agreed_and_told_anew(scene: tuple[Cast, list[AccuracyComment]]) -> None:
    cast, (council, trust) = scene
    first = answered(cast, council)
    answered(cast, trust)
    tell_outcome(revisit=cast.revisit, by=cast.owner, at=AFTER)
    same = answered(cast, council, agreed=False, after=1)
    assert same == first and guard(cast.revisit) == []
    changed = answered(cast, council, agreed=False, decision="partly", reason="In part.", after=1)
    assert guard(cast.revisit) == ["CQC has still to agree one answer (G25)."]
    assert list(answers(fresh(cast["dcs"]))) == [first], "not told yet"
    with pytest.raises(AnswerChanged):
        agree_answer(answer=first, by=cast["cqc"], at=AFTER)
    agree_answer(answer=changed, by=cast["cqc"], at=AFTER)
    with pytest.raises(Refused, match="agreed this answer already"):
        agree_answer(answer=changed, by=cast["cqc"], at=AFTER)
    assert len(accuracy.untold(council.round)) == 1
    assert [told.submission.side for told in tell_outcome(revisit=cast.revisit, by=cast.owner, at=AFTER)] == [
        "authority"
    ]
    assert guard(cast.revisit) == []


def test_g25_who_answers_second_is_shown_the_first(scene: tuple[Cast, list[AccuracyComment]]) -> None:
    cast, (council, _) = scene
    first = answered(cast, council, agreed=False)
    with pytest.raises(AnswerChanged) as changed:
        answer_comment(comment=council, decision="not", reason="No.", after=0, by=cast["colleague"], at=AFTER)
    assert changed.value.answer == first


@pytest.mark.parametrize("name", ["owner", "hmi", "cqc_qa"])
def test_g25_nobody_but_cqcs_inspector_of_the_team_agrees(
    scene: tuple[Cast, list[AccuracyComment]], name: str
) -> None:
    cast, (council, _) = scene
    answer = answered(cast, council, agreed=False)
    with pytest.raises(Refused, match="CQC inspector of the team"):
        agree_answer(answer=answer, by=cast[name], at=AFTER)


def test_g25_nothing_is_answered_while_comments_are_open(db: None, standing_clock: object) -> None:
    cast = make_cast()
    made = submitted(cast, sent(cast))
    with pytest.raises(Refused, match="Close the comments first"):
        answered(cast, made[0])
    with pytest.raises(Refused, match="Close the comments first"):
        tell_outcome(revisit=cast.revisit, by=cast.owner, at=AFTER)


@settings(
    max_examples=examples(25), suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(
    standing=st.lists(st.tuples(st.booleans(), st.booleans()), min_size=1, max_size=5),
    told=st.booleans(),
)
def test_g25_the_letter_goes_on_only_if_every_comment_has_an_agreed_answer_that_was_told(
    scene: tuple[Cast, list[AccuracyComment]], standing: list[tuple[bool, bool]], told: bool
) -> None:
    cast, (council, trust) = scene
    council.refresh_from_db()
    with transaction.atomic():
        answered(cast, trust)
        rows = [council]
        for _ in standing[1:]:
            more = AccuracyComment.objects.create(
                round=council.round, side=council.side, block=council.block, quotation="x", correction="y",
                why="z", by=council.by, at=AFTER, submission=council.submission,
            )  # fmt: skip
            rows.append(more)
        for row, (is_answered, is_agreed) in zip(rows, standing, strict=True):
            if is_answered:
                answered(cast, row, agreed=is_agreed)
        complete = all(is_answered and is_agreed for is_answered, is_agreed in standing)
        if told and complete:
            tell_outcome(revisit=cast.revisit, by=cast.owner, at=AFTER)
        assert (guard(cast.revisit) == []) == (complete and told)
        transaction.set_rollback(True)


def test_before_the_draft_was_sent_the_letter_goes_nowhere(db: None, standing_clock: object) -> None:
    cast = make_cast()
    assert guard(cast.revisit) == ["The draft was not sent to the area for accuracy yet (G24)."]
    round_ = draft_sent(cast.revisit, cast.owner)
    with_area(cast.revisit, State.FINALISING)
    assert guard(cast.revisit) == []
    said(round_, cast["dcs"])
    assert guard(cast.revisit) == [], "what was not submitted is nobody's but its side's"
