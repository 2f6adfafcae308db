"""Messages between the team and the forum: each once, to the right side, without a word of what is signed in for."""

import pytest

from inspections.actions.question_writing import add_question, begin_questions
from inspections.actions.questions import (
    agree_questions,
    comment_on_questions,
    settle_questions,
    share_questions,
)
from inspections.models import LocalArea, QuestionSet, Revisit
from letters.actions.circulation import chase_circulation, log_circulation
from letters.actions.issue import issue_parents_letter
from letters.actions.render import render_letter
from letters.models import Letter
from notifications.models import OutboxMessage
from revisits.accounts.models import Membership
from tests.cast import LETTER_DETAILS
from tests.notifications.conftest import NOTICE_DAY, World, expand_all, rows

WORD = "Unmistakable"


@pytest.fixture
def told(world: World) -> World:
    world.notify()
    expand_all()
    return world


def shared(world: World) -> QuestionSet:
    begun = begin_questions(revisit=world.revisit, purpose="survey", by=world.lead, at=NOTICE_DAY)
    add_question(question_set=begun, kind="text", text=WORD, options=[])
    edition = QuestionSet.objects.get(pk=begun.pk).edition
    return share_questions(question_set=begun, note=WORD, edition=edition, by=world.lead, at=NOTICE_DAY)


def told_of(message: str) -> list[str]:
    expand_all()
    return [row.recipient_role for row in rows(message)]


def test_g11_g16_lead_and_forum_are_told_what_the_other_did(told: World) -> None:
    version, forum, pcf = shared(told), told.revisit.area.forum, told.people["pcf"]
    assert forum
    assert told_of("questions_proposed") == ["pcf"]
    said: dict[int | None, str] = {None: WORD}
    comment_on_questions(question_set=version, forum=forum, said=said, by=pcf, at=NOTICE_DAY)
    assert told_of("questions_commented") == ["lead_hmi"]
    agree_questions(question_set=version, forum=forum, by=pcf, at=NOTICE_DAY)
    assert told_of("questions_agreed") == ["lead_hmi"]
    assert f"/area/{told.revisit.reference}/questions/survey/1/" in rows("questions_proposed")[0].text
    assert f"/revisits/{told.revisit.reference}/questions/survey/1/" in rows("questions_agreed")[0].text
    assert "for Essex Family Forum" in rows("questions_agreed")[0].text
    written = OutboxMessage.objects.filter(message__startswith="questions")
    assert written.count() == 3
    assert all(WORD not in f"{row.subject}{row.text}{row.html}" for row in written)


def test_g16_the_forum_reads_why_it_was_settled_without_it(told: World) -> None:
    settle_questions(question_set=shared(told), why="No <answer> came.", by=told.lead, at=NOTICE_DAY)
    assert told_of("questions_agreed") == ["pcf"]
    message = rows("questions_agreed")[0]
    assert "No <answer> came." in message.text
    assert "No &lt;answer&gt; came." in message.html
    assert message.subject == "Re-visit of Essex: the survey's questions are settled"


def test_g16_without_a_forum_nobody_is_told(told: World) -> None:
    LocalArea.objects.update(forum=None)
    begun = begin_questions(revisit=told.revisit, purpose="survey", by=told.lead, at=NOTICE_DAY)
    add_question(question_set=begun, kind="text", text=WORD, options=[])
    settle_questions(question_set=begun, why="There is none.", by=told.lead, at=NOTICE_DAY)
    assert told_of("questions_agreed") == []


def issued(world: World) -> Letter:
    Revisit.objects.filter(pk=world.revisit.pk).update(**LETTER_DETAILS)
    return issue_parents_letter(revisit=world.revisit, by=world.lead, at=NOTICE_DAY)


@pytest.mark.parametrize(("side", "role"), [("forum", "pcf"), ("authority", "lano")])
def test_each_chase_writes_one_message_with_the_letter(told: World, side: str, role: str) -> None:
    render_letter(letter=issued(told), at=NOTICE_DAY)
    chase_circulation(revisit=told.revisit, side=side, by=told.lead, at=NOTICE_DAY)
    assert told_of("circulation_chased") == [role]
    assert told_of("circulation_chased") == [role], "once, however often it is looked at"
    row = rows("circulation_chased")[0]
    assert row.attach_letter == Letter.objects.get()
    assert "your circulation log is empty" in row.text
    assert f"/area/{told.revisit.reference}/circulation/" in row.text


def test_a_forum_without_accounts_is_chased_at_its_mailbox(told: World) -> None:
    issued(told)
    Membership.objects.filter(user=told.people["pcf"]).delete()
    chase_circulation(revisit=told.revisit, side="forum", by=told.lead, at=NOTICE_DAY)
    told_of("circulation_chased")
    row = rows("circulation_chased")[0]
    assert (row.recipient_email, row.attach_letter) == ("forum@example.org", None)


def test_whoever_circulated_it_before_the_message_was_written_is_not_chased(told: World) -> None:
    issued(told)
    forum = told.revisit.area.forum
    assert forum
    chase_circulation(revisit=told.revisit, side="forum", by=told.lead, at=NOTICE_DAY)
    log_circulation(
        revisit=told.revisit, body=forum, how="email", to="families", number=None, sent_at=NOTICE_DAY,
        by=told.people["pcf"], at=NOTICE_DAY,
    )  # fmt: skip
    assert told_of("circulation_chased") == []
