"""What to look at before meetings are settled."""

from datetime import date, datetime

from inspections import queries
from inspections.actions.meetings import arrange
from inspections.actions.timeline import override_date
from inspections.meeting_warnings import gathered, warnings
from inspections.meetings import arranged, of_case
from inspections.timeline.times import LONDON
from tests.cast import NOW, Cast

WEEK_BEFORE = datetime(2022, 5, 10, 13, tzinfo=LONDON)


def at(cast: Cast, code: str, on: date, time: str, place: str = "County Hall") -> None:
    override_date(event=cast.event(code), on=on, time=time, reason="Asked", by=cast.owner, at=NOW)
    found = arranged(cast.revisit, code)
    assert found
    given = {"place": place}
    arrange(meeting=found, edition=found.edition, given=given, attendance={}, by=cast.owner, at=NOW)


def said(
    cast: Cast, code: str, now: datetime = NOW, holidays: tuple[tuple[date, date, str], ...] = ()
) -> list[str]:
    found = warnings(of_case(cast.revisit), queries.calendar(), now, holidays)
    return [each.sentence for each in found if each.key[0] == code]


def test_nothing_is_said_of_a_meeting_weeks_ahead_that_is_to_follow(cast: Cast) -> None:
    assert said(cast, "leaders_meeting") == []


def test_two_meetings_at_one_time_clash_and_one_after_the_other_do_not(cast: Cast) -> None:
    at(cast, "leaders_meeting", date(2022, 5, 17), "10:00")
    at(cast, "pcf_meeting", date(2022, 5, 17), "11:30")
    assert said(cast, "pcf_meeting") == []
    at(cast, "pcf_meeting", date(2022, 5, 17), "11:29")
    assert said(cast, "pcf_meeting") == [
        "On Tuesday 17 May 2022, Meeting with the parent carer forum begins before Meeting with senior leaders ends."
    ]


def test_a_place_still_to_follow_and_a_time_not_known_matter_in_the_last_week(cast: Cast) -> None:
    assert said(cast, "pcf_meeting", WEEK_BEFORE) == [
        "Meeting with the parent carer forum is in less than a week; still to follow: its place and its clock time."
    ]
    at(cast, "pcf_meeting", date(2022, 5, 17), "12:30", place="")
    assert said(cast, "pcf_meeting", WEEK_BEFORE) == [
        "Meeting with the parent carer forum is in less than a week; still to follow: its place."
    ]


def test_on_a_page_of_all_what_is_to_follow_is_one_sentence(cast: Cast) -> None:
    found = warnings(of_case(cast.revisit), queries.calendar(), WEEK_BEFORE, ())
    assert [each.sentence for each in gathered(found) if each.missing] == [
        "4 meetings in the coming week have no place or no clock time yet."
    ]
    assert [each for each in gathered(found) if not each.missing] == [
        each for each in found if not each.missing
    ]
    assert gathered(found[:1]) == found[:1]


def test_a_meeting_in_the_past_early_or_long_or_on_a_day_off_is_named(cast: Cast) -> None:
    at(cast, "leaders_meeting", date(2022, 5, 2), "07:30")
    found = arranged(cast.revisit, "leaders_meeting")
    assert found
    given = {"minutes": 300}
    arrange(meeting=found, edition=found.edition, given=given, attendance={}, by=cast.owner, at=NOW)
    assert said(cast, "leaders_meeting") == [
        "Meeting with senior leaders is in the past and not recorded as done.",
        "Meeting with senior leaders takes 300 minutes: more than four hours.",
        "Meeting with senior leaders is before 8 in the morning or after 9 in the evening.",
        "Meeting with senior leaders is on Monday 2 May 2022, which is a bank holiday (May Day).",
    ]


def test_an_open_meeting_in_a_school_holiday_is_named(cast: Cast) -> None:
    holiday = (date(2022, 5, 16), date(2022, 5, 20), "Half term")
    assert said(cast, "open_meeting", holidays=(holiday,)) == [
        "Open meeting for parents and carers is in a school holiday of the area (Half term)."
    ]
    assert said(cast, "leaders_meeting", holidays=(holiday,)) == []
