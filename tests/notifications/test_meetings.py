"""Whoever was told of a meeting is told what changed of it: once, exactly that, and their calendar with it."""

from datetime import date, timedelta
from typing import Any

import pytest
from icalendar import Calendar

from inspections.actions.cases import edit_details, reschedule
from inspections.actions.meetings import add_meeting, arrange, cancel_meeting, invite, reinstate_meeting
from inspections.actions.team import remove_member
from inspections.actions.timeline import override_date
from inspections.meetings import Arranged, arranged
from inspections.models import Revisit
from notifications.domain.post import as_email
from notifications.models import OutboxMessage, ToldMeeting
from tests.notifications.conftest import NOTICE_DAY, World, expand_all, rows

LATER = NOTICE_DAY + timedelta(hours=1)
LEADERS = ["dcs", "lano", "health_chief_executive"]


@pytest.fixture
def told(world: World) -> World:
    """The area has its notice."""
    world.notify()
    expand_all()
    return world


def meeting(world: World, code: str, occurrence: int = 1) -> Arranged:
    found = arranged(Revisit.objects.get(pk=world.revisit.pk), code, occurrence)
    assert found
    return found


def change(world: World, code: str, occurrence: int = 1, **given: Any) -> list[OutboxMessage]:
    """Arrange it, and return the messages that came of it."""
    found = meeting(world, code, occurrence)
    before = OutboxMessage.objects.count()
    arrange(meeting=found, edition=found.edition, given=given, attendance={}, by=world.lead, at=LATER)
    expand_all()
    return list(OutboxMessage.objects.order_by("pk")[before:])


def move(world: World, code: str, on: date, time: str = "10:30") -> None:
    override_date(
        event=world.event(code), on=on, time=time, reason="The hall is let", by=world.lead, at=LATER
    )
    expand_all()


def invited(world: World, code: str, occurrence: int = 1) -> list[OutboxMessage]:
    before = len(rows("meeting_invitation"))
    invite(meeting=meeting(world, code, occurrence), by=world.lead, at=LATER)
    expand_all()
    return rows("meeting_invitation")[before:]


def roles(found: list[OutboxMessage]) -> list[str]:
    return [row.recipient_role for row in found]


def files(row: OutboxMessage) -> dict[str, Any]:
    """The calendar of each attached file by its name, read back from the mail as it goes out."""
    found: dict[str, Any] = {}
    for part in as_email(row).message().walk():
        if part.get_content_type() == "text/calendar":
            written = part.get_payload(decode=True)
            assert isinstance(written, bytes)
            calendar = Calendar.from_ical(written)
            assert part.get_param("method") == calendar["METHOD"]
            found[part.get_filename() or ""] = calendar
    return found


def event(calendar: Any) -> Any:
    (found,) = calendar.walk("VEVENT")
    return found


def test_g10_the_notice_brings_each_side_its_own_meetings_for_the_calendar(told: World) -> None:
    by_role = {row.recipient_role: set(files(row)) for row in rows("notify")}
    leaders = {
        f"essex-2022-{name}.ics" for name in ("planning-call", "leaders-meeting", "open-meeting", "feedback")
    }
    forum = {f"essex-2022-{name}.ics" for name in ("pcf-meeting", "open-meeting")}
    assert by_role == {"dcs": leaders, "lano": leaders, "health_chief_executive": leaders, "pcf": forum}
    assert "Invitations to the meetings are attached" in rows("notify")[0].text


def test_g11_a_place_that_was_to_follow_is_told_to_all_who_were_told_of_the_open_meeting(told: World) -> None:
    found = change(told, "open_meeting", place="County Hall", access="By the side door")
    assert roles(found) == [*LEADERS, "pcf"]
    assert {row.message for row in found} == {"meeting_changed"}
    text = found[0].text
    assert "Open meeting for parents and carers, Tuesday 17 May 2022, afternoon\n" in text
    assert "Where: County Hall (before: to follow)\n" in text
    assert "Way in and access: By the side door (before: nothing said)\n" in text
    assert event(files(found[0])["essex-2022-open-meeting.ics"])["LOCATION"] == "County Hall"


def test_a_change_is_told_to_nobody_who_was_not_told_of_that_meeting(told: World) -> None:
    assert roles(change(told, "leaders_meeting", place="County Hall")) == LEADERS
    assert roles(change(told, "pcf_meeting", link="https://meet.example/forum")) == ["pcf"]
    assert change(told, "kit", place="Room 2") == []
    assert change(told, "judgement_meeting", place="Room 3") == []


def test_nothing_is_told_where_nothing_changed_that_was_told(told: World) -> None:
    assert change(told, "leaders_meeting", notes="Bring the plan", capacity=12, support="A signer") == []
    change(told, "leaders_meeting", place="County Hall")
    assert change(told, "leaders_meeting", place="County Hall") == []


def test_what_was_undone_before_anybody_was_told_is_told_to_nobody(told: World) -> None:
    for place in ("County Hall", ""):
        found = meeting(told, "leaders_meeting")
        arrange(
            meeting=found,
            edition=found.edition,
            given={"place": place},
            attendance={},
            by=told.lead,
            at=LATER,
        )
    before = OutboxMessage.objects.count()
    expand_all()
    assert OutboxMessage.objects.count() == before


def test_several_changes_told_late_are_told_as_one_from_what_was_told_to_what_stands(told: World) -> None:
    for place in ("County Hall", "Town Hall"):
        found = meeting(told, "leaders_meeting")
        arrange(
            meeting=found,
            edition=found.edition,
            given={"place": place},
            attendance={},
            by=told.lead,
            at=LATER,
        )
    expand_all()
    assert roles(rows("meeting_changed")) == LEADERS
    assert "Where: Town Hall (before: to follow)" in rows("meeting_changed")[0].text


def test_a_moved_date_comes_in_the_message_on_dates_with_the_invitation_and_only_there(told: World) -> None:
    move(told, "leaders_meeting", date(2022, 5, 18))
    assert rows("meeting_changed") == []
    (row, *_others) = rows("date_changed")
    assert roles(rows("date_changed")) == LEADERS
    assert "New: Wednesday 18 May 2022, 10:30am\nBefore: Tuesday 17 May 2022, morning\n" in row.text
    found = event(files(row)["essex-2022-leaders-meeting.ics"])
    assert found["DTSTART"].to_ical() == b"20220518T103000"
    assert found["DTSTART"].params["TZID"] == "Europe/London"
    assert found["DTEND"].to_ical() == b"20220518T120000"


def test_on_new_days_what_moves_is_told_once_and_what_no_longer_is_is_taken_out(told: World) -> None:
    assert roles(invited(told, "kit", 3)) == ["lead_hmi", "cqc_inspector", *LEADERS]
    told.revisit.refresh_from_db()
    reschedule(
        revisit=told.revisit, version=told.revisit.version, first_day=date(2022, 5, 24), days=2, reason="Illness",
        by=told.lead, at=LATER,
    )  # fmt: skip
    expand_all()
    # The team is told of it by itself; the leaders in the one message that tells them of the days.
    gone = rows("meeting_changed")
    assert roles(gone) == ["lead_hmi", "cqc_inspector"]
    dates = rows("date_changed")
    assert roles(dates) == [*LEADERS, "pcf"]
    for row in (gone[0], dates[0]):
        assert "Keeping-in-touch meeting, day 3, Thursday 19 May 2022\nCancelled." in row.text
        calendar = files(row)["essex-2022-kit-3.ics"]
        found = event(calendar)
        assert (calendar["METHOD"], found["STATUS"], found["SEQUENCE"]) == ("CANCEL", "CANCELLED", 1)
    assert files(dates[0])["essex-2022-feedback.ics"]["METHOD"] == "REQUEST"
    assert "Keeping-in-touch" not in dates[-1].text + dates[-1].html and "Keeping-in-touch" in dates[0].html


def test_a_cancelled_meeting_leaves_the_calendar_and_comes_back(told: World) -> None:
    cancel_meeting(meeting=meeting(told, "open_meeting"), why="The hall is flooded", by=told.lead, at=LATER)
    expand_all()
    first = rows("meeting_changed")
    assert roles(first) == [*LEADERS, "pcf"]
    assert "Cancelled. Reason: The hall is flooded" in first[0].text
    assert first[0].subject == "Re-visit of Essex: Open meeting for parents and carers is cancelled"
    reinstate_meeting(meeting=meeting(told, "open_meeting"), by=told.lead, at=LATER)
    expand_all()
    second = rows("meeting_changed")[4:]
    assert "It takes place after all." in second[0].text
    calendars = [*files(rows("notify")[0]).values()][2], *files(first[0]).values(), *files(second[0]).values()
    assert [calendar["METHOD"] for calendar in calendars] == ["REQUEST", "CANCEL", "REQUEST"]
    assert [event(calendar)["SEQUENCE"] for calendar in calendars] == [0, 1, 2]
    assert {str(event(calendar)["UID"]) for calendar in calendars} == {"essex-2022-open_meeting-1@localhost"}


def test_an_open_meeting_taken_out_of_the_case_is_cancelled_for_whoever_was_told(told: World) -> None:
    told.revisit.refresh_from_db()
    edit_details(
        revisit=told.revisit, version=told.revisit.version, changes={"has_open_meeting": False}, by=told.lead,
        at=LATER,
    )  # fmt: skip
    expand_all()
    assert roles(rows("meeting_changed")) == [*LEADERS, "pcf"]
    assert "Cancelled." in rows("meeting_changed")[0].text


def test_g22_the_team_and_the_leaders_are_invited_to_a_keeping_in_touch_meeting_each_once(
    told: World,
) -> None:
    found = invited(told, "kit", 2)
    assert roles(found) == ["lead_hmi", "cqc_inspector", *LEADERS]
    assert (
        "Keeping-in-touch meeting, day 2\nWhen: Wednesday 18 May 2022, 30 minutes\nWhere: to follow"
        in found[0].text
    )
    assert invited(told, "kit", 2) == []
    assert sorted(roles(change(told, "kit", 2, place="Room 2"))) == sorted(roles(found))


def test_the_judgement_meeting_is_the_teams_and_those_who_assure_quality(told: World) -> None:
    assert roles(invited(told, "judgement_meeting")) == ["lead_hmi", "cqc_inspector", "senior_hmi"]
    assert roles(change(told, "judgement_meeting", link="https://meet.example/j")) == [
        "lead_hmi", "cqc_inspector", "senior_hmi",
    ]  # fmt: skip
    # Whoever has left the team is told no more.
    remove_member(member=told.revisit.team.get(role="qa_ofsted"), by=told.lead, at=LATER)
    expand_all()
    assert roles(change(told, "judgement_meeting", place="Room 3")) == ["lead_hmi", "cqc_inspector"]


def test_a_meeting_of_ones_own_invites_its_sides(told: World) -> None:
    given = {"title": "Visit to a school", "on": date(2022, 5, 18), "time": "09:30", "sides": ["health"]}
    made = add_meeting(revisit=told.revisit, given=given, by=told.lead, at=LATER)
    assert roles(invited(told, *made.key)) == ["lead_hmi", "cqc_inspector", "health_chief_executive"]


def test_an_invitation_says_what_a_calendar_needs_and_nothing_confidential(told: World) -> None:
    change(
        told, "leaders_meeting", link="https://meet.example/abc", notes="Zq private note", others="Zq people",
        support="Zq support",
    )  # fmt: skip
    move(told, "leaders_meeting", date(2022, 5, 17))
    row = rows("date_changed")[0]
    calendar = files(row)["essex-2022-leaders-meeting.ics"]
    found = event(calendar)
    assert str(found["SUMMARY"]) == "Re-visit of Essex: Meeting with senior leaders"
    assert str(found["ORGANIZER"]) == "mailto:no-reply@revisits.example"
    assert str(found["ATTENDEE"]) == f"mailto:{row.recipient_email}"
    assert str(found["LOCATION"]) == "https://meet.example/abc"
    assert "Join online: https://meet.example/abc" in str(found["DESCRIPTION"])
    assert [str(zone["TZID"]) for zone in calendar.walk("VTIMEZONE")] == ["Europe/London"]
    assert b"Zq" not in calendar.to_ical()


def test_a_day_without_a_time_takes_the_whole_day(told: World) -> None:
    found = event(files(rows("notify")[0])["essex-2022-leaders-meeting.ics"])
    assert (found["DTSTART"].dt, found["DTEND"].dt) == (date(2022, 5, 17), date(2022, 5, 18))
    assert "The time is to follow." in str(found["DESCRIPTION"])


def test_an_expanded_event_is_not_told_again(told: World) -> None:
    change(told, "leaders_meeting", place="County Hall")
    messages, memory = OutboxMessage.objects.count(), ToldMeeting.objects.count()
    expand_all()
    assert (OutboxMessage.objects.count(), ToldMeeting.objects.count()) == (messages, memory)
