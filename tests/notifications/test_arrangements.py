"""Messages about the schedule and the session with children, about the team, and about steps of the letters."""

from datetime import timedelta
from typing import Any

import pytest

from inspections import schedule
from inspections.actions import team
from inspections.actions.childrens_session import share_questions
from inspections.actions.schedule import add_session, agree_schedule, comment
from inspections.models import TeamMember
from inspections.parts import Part
from letters.actions.issue import issue_parents_letter
from letters.actions.quality import withdraw
from letters.actions.render import render_letter
from notifications.models import OutboxMessage
from tests.cast import NOW, Cast
from tests.conftest import StandingClock
from tests.inspections.arranged import group, questions, said, session
from tests.letters import assuring, finals
from tests.notifications.conftest import expand_all
from tests.notifications.listening import Ear

WORD = "Unmistakable"
LATER = NOW + timedelta(hours=1)
OFFICERS = ["The lano", "The health"]


@pytest.fixture
def told(cast: Cast) -> Cast:
    cast.notify()
    return cast


@pytest.fixture
def since(told: Cast) -> Ear:
    ear = Ear(WORD)
    ear()
    return ear


def agree(cast: Cast) -> None:
    read = schedule.edition(list(schedule.current(cast.revisit)))
    agree_schedule(revisit=cast.revisit, read=read, by=cast.owner, at=LATER)


def test_g12_the_schedule_is_told_when_agreed_and_at_its_first_change_after(told: Cast, since: Ear) -> None:
    session(told, title=WORD)
    assert since() == {}, "while it is drafted, nobody is told of every step"
    agree(told)
    assert since() == {"schedule_agreed": OFFICERS}
    for _ in range(2):
        add_session(revisit=told.revisit, session=said(told, title=WORD), by=told["lano"], at=LATER)
    assert since() == {"schedule_changed": ["The owner"]}
    agree(told)
    add_session(revisit=told.revisit, session=said(told), by=told.owner, at=LATER)
    assert since() == {"schedule_agreed": OFFICERS}, "the lead knows what they changed"
    comment(revisit=told.revisit, session=None, text=WORD, body=None, by=told.owner, at=LATER)
    assert since() == {"message_written": OFFICERS}


def test_g9_sessions_with_children_and_their_questions_are_told(told: Cast, since: Ear) -> None:
    group(told)
    assert since() == {"children_arranged": ["The owner"]}
    written = questions(told, WORD)
    share_questions(questions=written, version=written.version, by=told.owner, at=LATER)
    assert since() == {"questions_shared": OFFICERS}


def test_g6_whoever_joins_or_leaves_a_team_is_told_and_the_lead_too(told: Cast, since: Ear) -> None:
    given: dict[str, Any] = {"reason": WORD, "experience": WORD, "at": LATER}
    joined = team.add_member(
        revisit=told.revisit, user=told["hmi"], role=Part.HMI, by=told["support"], **given
    )
    assert since() == {"team_joined": ["The hmi", "The owner"]}
    team.remove_member(member=joined, by=told["support"], at=LATER)
    assert since() == {"team_left": ["The hmi", "The owner"]}
    team.add_member(revisit=told.revisit, user=told["colleague"], role=Part.LEAD, by=told["support"], **given)
    assert since() == {"team_joined": ["The owner", "The colleague"]}
    new, before = OutboxMessage.objects.filter(message="team_joined").order_by("-pk")[:2]
    assert "The colleague now leads the re-visit of Essex. You stay on the team as HMI." in before.text
    assert "has put you on the team of the re-visit of Essex, as Lead HMI." in new.text
    member = TeamMember.objects.get(revisit=told.revisit, user=told["colleague"])
    joined = team.add_member(revisit=told.revisit, user=told["hmi"], role=Part.HMI, by=member.user, **given)
    assert since() == {"team_joined": ["The hmi"]}, "whoever did it knows"


def test_the_team_of_a_new_case_is_told_but_for_whoever_set_it_up(cast: Cast) -> None:
    expand_all()
    rows = OutboxMessage.objects.filter(message="team_joined").order_by("pk")
    assert [row.recipient_name for row in rows] == ["The cqc", "The senior_hmi", "The cqc_qa"]
    assert "as CQC inspector." in rows[0].text


def test_a_letter_to_parents_is_told_after_the_notice_with_its_pdf(cast: Cast) -> None:
    ear = Ear(WORD)
    issue_parents_letter(revisit=cast.revisit, by=cast.owner, at=NOW)
    assert "parents_letter_issued" not in ear(), "the notice brings it"
    cast.notify()
    ear()
    cast.revisit.open_meeting_place = "Town Hall"
    cast.revisit.save()
    letter = issue_parents_letter(revisit=cast.revisit, by=cast.owner, at=LATER, reason=WORD)
    render_letter(letter=letter, at=LATER)
    told = ear()
    assert told["parents_letter_issued"] == [
        "The dcs",
        "The lano",
        "The health_chief",
        "The health",
        "The pcf",
    ]
    rows = OutboxMessage.objects.filter(message="parents_letter_issued").order_by("pk")
    assert {row.attach_letter for row in rows} == {letter}
    assert ["in your circulation log" in row.text for row in rows] == [False, True, False, False, True]


def test_g27_whose_signature_is_missing_is_told_and_then_whoever_sends(
    db: None, standing_clock: StandingClock
) -> None:
    standing_clock.now = finals.AT
    cast = finals.checking()
    ear = Ear(WORD)
    ear()
    finals.sign(cast, "owner")
    assert ear() == {"letter_signed": ["The cqc"]}
    finals.sign(cast, "cqc")
    assert ear()["letter_signed"][0] == "The owner"
    last = OutboxMessage.objects.filter(message="letter_signed").latest("pk")
    assert (last.recipient_role, "It can be sent to the area." in last.text) == ("support", True)


def test_g24_reviewers_are_told_that_the_letter_was_taken_back(
    db: None, standing_clock: StandingClock
) -> None:
    standing_clock.now = assuring.AT
    cast = assuring.given()
    ear = Ear(WORD)
    ear()
    withdraw(revisit=cast.revisit, reason=WORD, by=cast.owner, at=standing_clock.now)
    assert ear() == {"letter_withdrawn": ["The senior_hmi", "The cqc_qa"]}
