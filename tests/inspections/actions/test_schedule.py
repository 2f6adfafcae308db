"""Drafting and agreeing the schedule of the on-site days (G12), and what is told of later changes."""

from datetime import date, time

import pytest

from inspections import schedule
from inspections.actions.cases import reschedule
from inspections.actions.schedule import add_session, agree_schedule, change_session, comment, remove_session
from inspections.actions.team import remove_member
from inspections.arrangements_policies import SessionChanged
from inspections.models import CaseEvent, Revisit, ScheduleAgreement, SessionSlot, TeamMember
from inspections.policies import Refused
from inspections.workflow import State
from tests.cast import NOW, Cast
from tests.factories import make
from tests.inspections.arranged import said, session
from tests.stages import put

Kind = CaseEvent.Kind


@pytest.fixture
def told(cast: Cast) -> Cast:
    cast.notify()
    return cast


def agree(cast: Cast) -> ScheduleAgreement:
    read = schedule.edition(schedule.current(cast.revisit))
    return agree_schedule(revisit=cast.revisit, read=read, by=cast.owner, at=NOW)


def changes(cast: Cast) -> dict[int, schedule.Change]:
    agreement = schedule.newest_agreement(cast.revisit)
    assert agreement
    return schedule.changes(agreement, schedule.current(cast.revisit), schedule.names(cast.revisit))


def test_g12_sessions_stand_by_day_in_the_order_of_their_times(told: Cast) -> None:
    for day, starts, title in ((2, 9, "c"), (1, 13, "b"), (1, 9, "a")):
        session(told, day=day, starts=time(starts), ends=time(starts + 1), title=title)
    days = schedule.days(told.revisit, list(schedule.current(told.revisit)), {})
    assert [(day.number, day.on) for day in days] == [
        (1, date(2022, 5, 17)), (2, date(2022, 5, 18)), (3, date(2022, 5, 19)),
    ]  # fmt: skip
    assert [[shown.session.title for shown in day.sessions] for day in days] == [["a", "b"], ["c"], []]
    assert {event.text for event in told.happened(Kind.SCHEDULE_CHANGED)} == {
        "A session was added to the draft schedule, day 1.", "A session was added to the draft schedule, day 2.",
    }  # fmt: skip


def test_g12_the_same_room_or_inspector_twice_is_told_and_not_refused(told: Cast) -> None:
    lead, cqc = (told.revisit.team.get(user=told[name]) for name in ("owner", "cqc"))
    one = session(told, inspectors=[lead, cqc])
    room = session(told, starts=time(9, 30), ends=time(11), title="Parents", place=" ROOM  1 ")
    twice = session(told, starts=time(9), ends=time(9, 30), title="Health", place="", inspectors=[lead])
    after = session(told, starts=time(10), ends=time(11), title="After", place="Room 2", inspectors=[cqc])
    other_day = session(told, day=2, inspectors=[lead, cqc])
    found = schedule.clashes(list(schedule.current(told.revisit)))
    assert found[one.pk] == [
        "The owner is in two sessions at once: “Health”, 09:00 to 09:30.",
        "Same place at the same time: “Parents”, 09:30 to 11:00.",
    ]
    assert found[room.pk] == ["Same place at the same time: “Leaders on commissioning”, 09:00 to 10:00."]
    assert found[twice.pk] == [
        "The owner is in two sessions at once: “Leaders on commissioning”, 09:00 to 10:00."
    ]
    assert found[after.pk] == found[other_day.pk] == []


def test_whoever_changes_a_session_second_is_told_and_nothing_is_lost(told: Cast) -> None:
    slot = session(told)
    change_session(slot=slot, version=1, session=said(told, place="Room 2"), by=told["health"], at=NOW)
    with pytest.raises(SessionChanged, match="The health changed this session") as refused:
        change_session(slot=slot, version=1, session=said(told, place="Room 3"), by=told["lano"], at=NOW)
    assert refused.value.session.place == "Room 2"
    assert SessionSlot.objects.get().place == "Room 2"
    change_session(slot=slot, version=2, session=said(told, place="Room 3"), by=told["lano"], at=NOW)
    before = len(told.happened(Kind.SCHEDULE_CHANGED))
    same = change_session(slot=slot, version=3, session=said(told, place="Room 3"), by=told["lano"], at=NOW)
    assert (same.version, len(told.happened(Kind.SCHEDULE_CHANGED))) == (3, before), "no difference, no trace"


def test_a_session_that_somebody_took_out_meanwhile_can_be_put_back(told: Cast) -> None:
    slot = session(told)
    remove_session(slot=slot, version=1, by=told["health"], at=NOW)
    assert not schedule.current(told.revisit).exists()
    with pytest.raises(SessionChanged, match="The health removed this session") as refused:
        change_session(slot=slot, version=1, session=said(told), by=told["lano"], at=NOW)
    change_session(
        slot=slot, version=refused.value.session.version, session=said(told), by=told["lano"], at=NOW
    )
    assert schedule.current(told.revisit).get() == slot


def test_g18_a_session_is_about_weaknesses_of_this_area_with_its_own_team(told: Cast) -> None:
    stranger = make(TeamMember)
    with pytest.raises(Refused, match="team"):
        add_session(revisit=told.revisit, session=said(told, inspectors=[stranger]), by=told["lano"], at=NOW)
    foreign = stranger.revisit.wsoa.weaknesses.create(number=1, text="Theirs")
    with pytest.raises(Refused, match="this area's statement"):
        add_session(revisit=told.revisit, session=said(told, weaknesses=[foreign]), by=told["lano"], at=NOW)
    with pytest.raises(Refused, match="3 on-site days"):
        add_session(revisit=told.revisit, session=said(told, day=4), by=told["lano"], at=NOW)
    assert not SessionSlot.objects.exists()


def test_g12_changes_after_the_agreement_are_told_from_and_to(told: Cast) -> None:
    lead = told.revisit.team.get(user=told.owner)
    kept, moved, gone = (session(told, title=title, place=title) for title in ("kept", "moved", "gone"))
    assert agree(told).number == 1
    assert changes(told) == {}
    change = said(told, title="moved", place="Hall", starts=time(8, 30), weaknesses=[], inspectors=[lead])
    change_session(slot=moved, version=1, session=change, by=told["lano"], at=NOW)
    remove_session(slot=gone, version=1, by=told["lano"], at=NOW)
    new = session(told, title="new", place="new")
    found = changes(told)
    assert {key: each.what for key, each in found.items()} == {
        moved.pk: "changed", gone.pk: "removed", new.pk: "added",
    }  # fmt: skip
    assert kept.pk not in found
    assert [(line.label, line.before, line.after) for line in found[moved.pk].lines] == [
        ("Starts", "09:00", "08:30"),
        ("Place or link", "moved", "Hall"),
        ("Weaknesses", "1", "the visit as a whole"),
        ("Inspectors", "not said", "The owner"),
    ]
    assert agree(told).number == 2
    assert changes(told) == {}


def test_g12_the_team_agrees_what_it_read_once(told: Cast) -> None:
    with pytest.raises(Refused, match="no session yet"):
        agree(told)
    session(told)
    read = schedule.edition(schedule.current(told.revisit))
    session(told, title="Meanwhile", day=2)
    with pytest.raises(Refused, match="changed while you were reading"):
        agree_schedule(revisit=told.revisit, read=read, by=told.owner, at=NOW)
    agree(told)
    with pytest.raises(Refused, match="The owner agreed this version on 3 May 2022, 08:30 already"):
        agree(told)
    assert [event.text for event in told.happened(Kind.SCHEDULE_AGREED)] == [
        "The schedule of the on-site days was agreed, version 1."
    ]


def test_a_visit_that_moves_takes_its_schedule_along_and_lost_days_are_shown(told: Cast) -> None:
    session(told, day=3)
    current = Revisit.objects.get(pk=told.revisit.pk)
    reschedule(
        revisit=current, version=current.version, first_day=date(2022, 5, 24), days=2, reason="Illness",
        by=told.owner, at=NOW,
    )  # fmt: skip
    moved = Revisit.objects.get(pk=current.pk)
    days = schedule.days(moved, list(schedule.current(moved)), {})
    assert [(day.number, day.on, len(day.sessions)) for day in days] == [
        (1, date(2022, 5, 24), 0), (2, date(2022, 5, 25), 0), (3, None, 1),
    ]  # fmt: skip


def test_an_inspector_who_left_is_told_beside_their_session(told: Cast) -> None:
    member = TeamMember.objects.create(revisit=told.revisit, user=told["hmi"], role="hmi")
    session(told, inspectors=[member])
    remove_member(member=member, by=told.owner, at=NOW)
    (day, *_) = schedule.days(told.revisit, list(schedule.current(told.revisit)), {})
    assert list(day.sessions[0].cautions) == ["The hmi has left the team."]


def test_nothing_is_arranged_before_the_notice_or_after_the_visit(cast: Cast) -> None:
    with pytest.raises(Refused, match="not been notified"):
        session(cast)
    cast.notify()
    slot = session(cast)
    put(State.REPORTING)
    slot.refresh_from_db()
    for attempt in (
        lambda: session(cast),
        lambda: change_session(slot=slot, version=1, session=said(cast), by=cast["lano"], at=NOW),
        lambda: remove_session(slot=slot, version=1, by=cast["lano"], at=NOW),
        lambda: comment(revisit=cast.revisit, session=None, text="x", body=None, by=cast.owner, at=NOW),
        lambda: agree(cast),
    ):
        with pytest.raises(Refused, match="The visit is over"):
            attempt()
