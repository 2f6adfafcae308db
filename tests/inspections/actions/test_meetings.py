"""Arranging meetings: what is kept, who did it, and what the second of two is told."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from inspections.actions.meetings import add_meeting, arrange, cancel_meeting, invite, reinstate_meeting
from inspections.actions.timeline import override_date
from inspections.meetings import Arranged, arranged, of_case
from inspections.models import CaseEvent, Meeting, Revisit
from inspections.policies import MeetingChanged, Refused
from inspections.timeline.times import LONDON
from letters.facts import parents_facts
from tests.cast import NOW, Cast

Kind = CaseEvent.Kind


def meeting(cast: Cast, code: str, occurrence: int = 1) -> Arranged:
    found = arranged(Revisit.objects.get(pk=cast.revisit.pk), code, occurrence)
    assert found
    return found


def change(cast: Cast, code: str, attendance: dict[int, int] | None = None, **given: Any) -> Arranged:
    found = meeting(cast, code)
    return arrange(
        meeting=found, edition=found.edition, given=given, attendance=attendance or {}, by=cast.owner, at=NOW
    )


def test_every_meeting_of_the_guidances_table_is_there_in_order_and_to_follow(cast: Cast) -> None:
    found = of_case(cast.revisit)
    assert [(each.title, each.on.isoformat() if each.on else "") for each in found] == [
        ("Call with the nominated officer", "2022-05-03"),
        ("Call about the draft schedule", "2022-05-09"),
        ("Call with the DfE and NHS England advisers", "2022-05-09"),
        ("Keeping-in-touch meeting, day 1", "2022-05-17"),
        ("Meeting with senior leaders", "2022-05-17"),
        ("Meeting with the parent carer forum", "2022-05-17"),
        ("Open meeting for parents and carers", "2022-05-17"),
        ("Keeping-in-touch meeting, day 2", "2022-05-18"),
        ("Keeping-in-touch meeting, day 3", "2022-05-19"),
        ("Provisional judgement meeting", "2022-05-19"),
        ("Feedback to leaders", "2022-05-19"),
    ]
    assert [each.to_follow for each in found if not each.is_open] == [True] * 10
    assert Meeting.objects.count() == 0


def test_g22_a_keeping_in_touch_meeting_is_arranged_for_each_day_by_itself(cast: Cast) -> None:
    second = meeting(cast, "kit", 2)
    given = {"place": "Room 2", "minutes": 20}
    arrange(meeting=second, edition=second.edition, given=given, attendance={}, by=cast.owner, at=NOW)
    assert (meeting(cast, "kit", 1).place, meeting(cast, "kit", 2).place) == ("", "Room 2")
    assert (meeting(cast, "kit", 1).minutes, meeting(cast, "kit", 2).minutes) == (30, 20)


def test_a_change_says_who_what_from_and_to_and_no_secret(cast: Cast) -> None:
    authority = cast.area.authority
    assert authority
    change(cast, "leaders_meeting", {authority.pk: 3}, place="County Hall", link="https://meet.example/x")
    event = cast.happened(Kind.MEETING_CHANGED)[-1]
    assert event.by == cast.owner
    assert event.text == (
        "Meeting with senior leaders: Place: nothing became County Hall; Link to join changed; "
        "Number of people: 0 became 3."
    )
    change(cast, "leaders_meeting", {authority.pk: 3}, place="County Hall")
    assert cast.happened(Kind.MEETING_CHANGED)[-1] == event


def test_its_time_is_the_timelines(cast: Cast) -> None:
    override_date(
        event=cast.event("leaders_meeting"), on=date(2022, 5, 18), time="10:30", reason="Asked", by=cast.owner,
        at=NOW,
    )  # fmt: skip
    found = change(cast, "leaders_meeting", minutes=45)
    assert found.said == "Wednesday 18 May 2022, 10:30 to 11:15"
    assert found.starts == datetime(2022, 5, 18, 10, 30, tzinfo=LONDON)


def test_the_open_meetings_place_is_the_cases_which_the_letter_prints(cast: Cast) -> None:
    before = cast.revisit.version
    change(cast, "open_meeting", place="The Garden Room", access="By the side door", capacity=85)
    cast.revisit.refresh_from_db()
    assert (cast.revisit.open_meeting_place, cast.revisit.version) == ("The Garden Room", before + 1)
    printed = parents_facts(cast.revisit).open_meeting
    assert printed and (printed.place, printed.access) == ("The Garden Room", "By the side door")
    assert Meeting.objects.get().capacity == 85


def test_whoever_comes_second_is_told_and_changes_nothing(cast: Cast) -> None:
    seen = meeting(cast, "feedback")
    change(cast, "feedback", place="Room 1")
    with pytest.raises(MeetingChanged, match="Room 1"):
        arrange(
            meeting=seen,
            edition=seen.edition,
            given={"place": "Room 2"},
            attendance={},
            by=cast["cqc"],
            at=NOW,
        )
    assert meeting(cast, "feedback").place == "Room 1"


def test_cancelling_has_a_reason_and_the_letter_no_longer_prints_it(cast: Cast) -> None:
    found = meeting(cast, "open_meeting")
    cancel_meeting(meeting=found, why="The hall is flooded", by=cast.owner, at=NOW)
    assert parents_facts(cast.revisit).open_meeting is None
    assert cast.happened(Kind.MEETING_CANCELLED)[-1].data["reason"] == "The hall is flooded"
    with pytest.raises(Refused, match="cancelled already"):
        cancel_meeting(meeting=found, why="Again", by=cast.owner, at=NOW)
    reinstate_meeting(meeting=found, by=cast.owner, at=NOW)
    assert not meeting(cast, "open_meeting").cancelled
    assert parents_facts(cast.revisit).open_meeting is not None


def test_what_took_place_is_not_cancelled(cast: Cast) -> None:
    cast.notify()
    cast.done("follow_up_call")
    with pytest.raises(Refused, match="has taken place"):
        cancel_meeting(meeting=meeting(cast, "follow_up_call"), why="Why", by=cast.owner, at=NOW)


def test_g8_nobody_is_invited_before_the_notice_nor_to_what_is_cancelled(cast: Cast) -> None:
    with pytest.raises(Refused, match="Notify the area first"):
        invite(meeting=meeting(cast, "kit"), by=cast.owner, at=NOW)
    cast.notify()
    invite(meeting=meeting(cast, "kit"), by=cast.owner, at=NOW, note="Bring it.")
    expected = {"code": "kit", "occurrence": 1, "note": "Bring it."}
    assert cast.happened(Kind.MEETING_INVITED)[-1].data == expected
    cancel_meeting(meeting=meeting(cast, "kit"), why="Why", by=cast.owner, at=NOW)
    with pytest.raises(Refused, match="nobody is invited"):
        invite(meeting=meeting(cast, "kit"), by=cast.owner, at=NOW)


def test_a_meeting_of_ones_own_has_its_own_date_and_sides(cast: Cast) -> None:
    given = {
        "title": "Visit to a special school",
        "on": NOW.date() + timedelta(15),
        "time": "09:30",
        "sides": ["health"],
    }
    first, second = (add_meeting(revisit=cast.revisit, given=given, by=cast.owner, at=NOW) for _ in range(2))
    assert (first.key, second.key) == (("other", 1), ("other", 2))
    assert first.said == "Wednesday 18 May 2022, 09:30 to 10:30"
    assert first.sides == {"health"}
    assert first.key in [each.key for each in of_case(cast.revisit)]
