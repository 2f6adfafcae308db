"""What readers of the draft and the lead HMI are told by e-mail, and never a word of the draft (G24)."""

import pytest

from inspections.actions.draft_readers import name_reader, open_draft, remove_reader
from inspections.models import DraftReader
from notifications.models import OutboxMessage
from tests.drafts import draft_sent, with_area
from tests.notifications.conftest import NOTICE_DAY, World, expand_all, rows

WORD = "Zebra"


@pytest.fixture
def opened(world: World) -> World:
    world.notify()
    draft_sent(world.revisit, world.lead, words=[WORD], at=NOTICE_DAY)
    with_area(world.revisit)
    directors = [world.people["dcs"], world.people["health_chief_executive"]]
    open_draft(revisit=world.revisit, people=directors, by=world.lead, at=NOTICE_DAY)
    return world


def name(world: World) -> DraftReader:
    authority = world.revisit.wsoa.inspection.area.authority
    assert authority
    people = world.people
    return name_reader(
        revisit=world.revisit, person=people["lano"], body=authority, by=people["dcs"], at=NOTICE_DAY
    )


def test_g24_directors_are_told_that_the_draft_is_open_to_them(opened: World) -> None:
    expand_all()
    assert {(row.recipient_role, row.recipient_email) for row in rows("draft_opened")} == {
        ("dcs", "dcs@example.org"),
        ("health_chief_executive", "health-chief-executive@example.org"),
    }
    text = rows("draft_opened")[0].text
    assert "restricted and confidential. Do not pass it on" in text
    assert f"/area/{opened.revisit.reference}/draft/" in text
    assert "Comments on the accuracy of its facts are due by" in text


def test_g24_whoever_is_named_and_the_lead_are_told(opened: World) -> None:
    name(opened)
    expand_all()
    told = {row.recipient_role: row for row in rows("reader_named")}
    assert set(told) == {"representative", "lead_hmi"}
    assert told["representative"].recipient_user == opened.people["lano"]
    assert "named you to read the draft" in told["representative"].text
    assert opened.people["lano"].name in told["lead_hmi"].text
    assert f"/revisits/{opened.revisit.reference}/readers/" in told["lead_hmi"].text


def test_g24_whoever_may_not_read_it_any_more_is_not_told(opened: World) -> None:
    remove_reader(reader=name(opened), by=opened.people["dcs"], at=NOTICE_DAY)
    expand_all()
    assert rows("reader_named") == []


def test_g24_no_message_says_a_word_of_the_draft(opened: World) -> None:
    name(opened)
    expand_all()
    assert OutboxMessage.objects.filter(message__in=["draft_opened", "reader_named"]).count() == 4
    for row in OutboxMessage.objects.all():
        assert WORD not in f"{row.subject}{row.text}{row.html}"
        assert row.attach_letter is None
