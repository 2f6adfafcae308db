from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspections.timeline import times
from inspections.timeline.schedule import (
    EVENTS,
    OWNERS,
    RULES,
    ProposedEvent,
    on_dates,
    propose,
    propose_afresh,
)
from inspections.timeline.working_days import WorkingCalendar
from tests.inspections.timeline.calendars import ENGLAND, crowded, naive_day, naive_step

ESSEX = date(2022, 5, 17)


def by_code(first_day: date, days: int, *, draft_sent_on: date | None = None) -> dict[str, ProposedEvent]:
    """The first occurrence of each event in the calendar of England."""
    events = propose(first_day, days, ENGLAND, draft_sent_on=draft_sent_on)
    return {event.code: event for event in reversed(events)}


# The table of the guidance for Essex: Tuesday 17 to Thursday 19 May 2022.
DEFAULTS = [
    ("notify", -10, "2022-05-03", "am", "lead cqc", "G8 G10 G11 G7 G19"),
    ("follow_up_call", -10, "2022-05-03", "", "lead", "G8 G9"),
    ("information_request", -10, "2022-05-03", "", "lead", "GT"),
    ("evidence_due", -7, "2022-05-06", "end of day", "lano pcf", "G12 G14 G15"),
    ("cyp_questions", -6, "2022-05-09", "", "lead", "G9"),
    ("evidence_review", -6, "2022-05-09", "", "team", "G12"),
    ("planning_call", -6, "2022-05-09", "pm", "lead", "G12"),
    ("adviser_call", -6, "2022-05-09", "pm", "lead cqc", "G13"),
    ("questions_agreed", -6, "2022-05-09", "", "lead pcf", "G10 G11 G16"),
    ("survey_opens", -5, "2022-05-10", "12:00", "support", "G16 GT"),
    ("further_requests", -5, "2022-05-10", "", "team", "G17"),
    ("survey_closes", -1, "2022-05-16", "12:00", "support", "GT"),
    ("leaders_meeting", 1, "2022-05-17", "am", "team", "GT"),
    ("pcf_meeting", 1, "2022-05-17", "pm", "team", "GT"),
    ("open_meeting", 1, "2022-05-17", "pm", "team", "G11 G20 GT"),
    ("kit", 1, "2022-05-17", "", "team", "G22"),
    ("evidence_gathering", 2, "2022-05-18", "", "team", "G21 GT"),
    ("kit", 2, "2022-05-18", "", "team", "G22"),
    ("kit", 3, "2022-05-19", "", "team", "G22"),
    ("judgement_meeting", 3, "2022-05-19", "pm", "team qa", "GT"),
    ("feedback", 3, "2022-05-19", "pm", "team", "G22"),
    ("draft_sent", None, None, "", "lead", "G24"),
    ("comments_due", None, None, "end of day", "dcs health_ce", "G25"),
    ("response_told", None, None, "", "lead cqc", "G25"),
    ("final_sent", None, "2022-06-30", "", "support", "G26"),
    ("published", None, "2022-07-07", "", "support", "G26"),
]


def test_gt_the_whole_default_timeline_in_order() -> None:
    found = [
        (
            event.code,
            event.day,
            event.on and event.on.isoformat(),
            event.time,
            " ".join(event.owners),
            " ".join(event.source),
        )
        for event in propose(ESSEX, 3, ENGLAND)
    ]
    assert found == DEFAULTS


# Code of the event, its day, and the date that the real letter printed where the case followed the default.
ORACLE = [
    (date(2019, 10, 14), 3, "notify", "2019-09-30"),
    (date(2019, 10, 14), 3, "survey_opens", "2019-10-07"),
    (date(2019, 10, 14), 3, "survey_closes", "2019-10-11"),
    (date(2019, 10, 14), 3, "open_meeting", "2019-10-14"),
    (date(2019, 10, 14), 3, "feedback", "2019-10-16"),
    (date(2019, 10, 14), 3, "final_sent", "2019-11-25"),
    (date(2019, 10, 14), 3, "published", "2019-12-02"),
    (date(2020, 3, 23), 3, "notify", "2020-03-09"),
    (date(2020, 3, 23), 3, "open_meeting", "2020-03-23"),
    (date(2020, 3, 23), 3, "feedback", "2020-03-25"),
    (date(2020, 3, 23), 3, "final_sent", "2020-05-06"),
    (date(2020, 3, 23), 3, "published", "2020-05-14"),
    (date(2020, 3, 9), 4, "notify", "2020-02-24"),
    (date(2020, 3, 9), 4, "feedback", "2020-03-12"),
    (date(2020, 3, 9), 4, "final_sent", "2020-04-23"),
    (date(2020, 3, 9), 4, "published", "2020-04-30"),
    (ESSEX, 3, "notify", "2022-05-03"),
    (ESSEX, 3, "survey_opens", "2022-05-10"),
    (ESSEX, 3, "survey_closes", "2022-05-16"),
    (ESSEX, 3, "feedback", "2022-05-19"),
    (ESSEX, 3, "final_sent", "2022-06-30"),
    (ESSEX, 3, "published", "2022-07-07"),
]


@pytest.mark.parametrize(("first_day", "days", "code", "on"), ORACLE)
def test_the_four_real_revisits_where_they_follow_the_defaults(
    first_day: date, days: int, code: str, on: str
) -> None:
    assert by_code(first_day, days)[code].on == date.fromisoformat(on)


# Every date of the four letters, by its signed day: departures from the defaults among them.
REAL_DAYS = [
    ("Oxfordshire letter", date(2019, 10, 14), date(2019, 9, 30), -10),
    ("Oxfordshire survey opens", date(2019, 10, 14), date(2019, 10, 7), -5),
    ("Oxfordshire survey closes", date(2019, 10, 14), date(2019, 10, 11), -1),
    ("Oxfordshire open meeting", date(2019, 10, 14), date(2019, 10, 14), 1),
    ("Oxfordshire last day", date(2019, 10, 14), date(2019, 10, 16), 3),
    ("Worcestershire letter", date(2020, 3, 23), date(2020, 3, 11), -8),
    ("Worcestershire survey opens", date(2020, 3, 23), date(2020, 3, 13), -6),
    ("Worcestershire survey closes", date(2020, 3, 23), date(2020, 3, 19), -2),
    ("Worcestershire open meeting", date(2020, 3, 23), date(2020, 3, 23), 1),
    ("Worcestershire last day", date(2020, 3, 23), date(2020, 3, 25), 3),
    ("Lancashire letter", date(2020, 3, 9), date(2020, 2, 24), -10),
    ("Lancashire survey opens", date(2020, 3, 9), date(2020, 2, 28), -6),
    ("Lancashire survey closes", date(2020, 3, 9), date(2020, 3, 9), 1),
    ("Lancashire open meeting", date(2020, 3, 9), date(2020, 3, 10), 2),
    ("Lancashire last day", date(2020, 3, 9), date(2020, 3, 12), 4),
    ("Essex letter", ESSEX, date(2022, 5, 3), -10),
    ("Essex survey opens", ESSEX, date(2022, 5, 10), -5),
    ("Essex survey closes", ESSEX, date(2022, 5, 16), -1),
    ("Essex last day", ESSEX, date(2022, 5, 19), 3),
]


@pytest.mark.parametrize(
    ("first_day", "on", "day"), [row[1:] for row in REAL_DAYS], ids=[row[0] for row in REAL_DAYS]
)
def test_day_numbers_of_the_four_real_revisits(first_day: date, on: date, day: int) -> None:
    assert ENGLAND.day_number(first_day, on) == day


def test_g8_notice_is_given_ten_working_days_before_in_the_morning() -> None:
    notify = by_code(date(2021, 1, 11), 3)["notify"]
    assert (notify.on, notify.time) == (date(2020, 12, 23), "am")
    assert "Christmas Day (Friday 25 December 2020)" in notify.explanation


def test_g9_questions_for_children_are_shared_on_day_minus_6() -> None:
    event = by_code(ESSEX, 3)["cyp_questions"]
    assert event.day == -6
    assert event.explanation.startswith("The fifth working day of notice, counting the day of notification:")


def test_g12_evidence_is_due_at_the_end_of_day_minus_7_and_reviewed_the_day_after() -> None:
    events = by_code(ESSEX, 3)
    assert (events["evidence_due"].day, events["evidence_due"].time) == (-7, "end of day")
    assert events["evidence_due"].explanation.startswith("The fourth working day of notice")
    assert events["evidence_review"].day == events["planning_call"].day == -6


def test_g13_adviser_call_is_on_day_minus_6() -> None:
    assert by_code(ESSEX, 3)["adviser_call"].on == date(2022, 5, 9)


def test_g16_survey_opens_at_noon_on_day_minus_5_and_questions_are_agreed_the_day_before() -> None:
    events = by_code(ESSEX, 3)
    opens, agreed = events["survey_opens"], events["questions_agreed"]
    assert (opens.day, opens.time) == (-5, "12:00")
    assert opens.on and ENGLAND.before(opens.on, 1) == agreed.on
    assert agreed.explanation.startswith("By default the working day before the survey opens:")


def test_g17_further_requests_are_a_window_from_day_minus_5_to_minus_1() -> None:
    window = by_code(ESSEX, 3)["further_requests"]
    assert (window.on, window.until) == (date(2022, 5, 10), date(2022, 5, 16))
    assert window.explanation.endswith("; until Monday 16 May 2022, the working day before day 1.")


@pytest.mark.parametrize("days", [-1, 0, 1, 5])
def test_g19_only_two_to_four_days(days: int) -> None:
    with pytest.raises(ValueError, match="two to four on-site days"):
        propose(ESSEX, days, ENGLAND)
    with pytest.raises(ValueError, match="two to four on-site days"):
        on_dates(ESSEX, days, ENGLAND)


def test_g20_the_open_meeting_may_be_left_out() -> None:
    without = propose(ESSEX, 3, ENGLAND, open_meeting=False)
    assert [event for event in propose(ESSEX, 3, ENGLAND) if event.code != "open_meeting"] == list(without)


@pytest.mark.parametrize(
    ("days", "last"), [(2, date(2022, 5, 18)), (3, date(2022, 5, 19)), (4, date(2022, 5, 20))]
)
def test_g21_evidence_is_gathered_from_day_2_to_the_last(days: int, last: date) -> None:
    window = by_code(ESSEX, days)["evidence_gathering"]
    assert (window.on, window.until) == (date(2022, 5, 18), last)
    assert ("The last on-site day:" if days == 2 else "until the last on-site day") in window.explanation


@pytest.mark.parametrize(("days", "meetings"), [(2, []), (3, [1, 2, 3]), (4, [1, 2, 3, 4])])
def test_g22_a_keeping_in_touch_meeting_each_day_if_more_than_two(days: int, meetings: list[int]) -> None:
    kit = [event for event in propose(ESSEX, days, ENGLAND) if event.code == "kit"]
    assert [event.occurrence for event in kit] == [event.day for event in kit] == meetings
    assert tuple(event.on for event in kit) == ENGLAND.on_site_days(ESSEX, days)[: len(kit)]


@pytest.mark.parametrize("days", [2, 3, 4])
def test_g22_judgements_and_feedback_are_on_the_last_afternoon(days: int) -> None:
    events = by_code(ESSEX, days)
    for code in ("judgement_meeting", "feedback"):
        assert (events[code].day, events[code].time) == (days, "pm")
        assert events[code].on == ENGLAND.last_day(ESSEX, days)


def test_g24_the_draft_has_no_default_date_but_a_latest_one() -> None:
    draft = by_code(ESSEX, 3)["draft_sent"]
    assert (draft.on, draft.day, draft.steps) == (None, None, None)
    latest = date(2022, 6, 15)
    assert "Sent by Wednesday 15 June 2022" in draft.explanation
    assert ENGLAND.after(ENGLAND.after(latest, 10), 1) == by_code(ESSEX, 3)["final_sent"].on


def test_g25_comments_are_due_ten_working_days_after_the_draft_is_sent() -> None:
    assert by_code(ESSEX, 3)["comments_due"].on is None
    events = by_code(ESSEX, 3, draft_sent_on=date(2022, 5, 27))
    assert events["comments_due"].on == date(2022, 6, 14)
    assert events["comments_due"].explanation.startswith(
        "10 working days after Friday 27 May 2022 (draft letter sent)"
    )
    assert events["draft_sent"].explanation == "No default date. The draft was sent on Friday 27 May 2022."
    assert events["response_told"].on is None


@pytest.mark.parametrize(
    ("draft_sent_on", "order"),
    [
        (date(2022, 5, 27), ["draft_sent", "comments_due", "response_told", "final_sent", "published"]),
        (date(2022, 6, 21), ["draft_sent", "final_sent", "comments_due", "response_told", "published"]),
        (date(2022, 7, 21), ["draft_sent", "final_sent", "published", "comments_due", "response_told"]),
    ],
)
def test_g25_a_late_draft_puts_the_comments_after_the_dates_that_they_pass(
    draft_sent_on: date, order: list[str]
) -> None:
    events = propose(ESSEX, 3, ENGLAND, draft_sent_on=draft_sent_on)
    assert [event.code for event in events][-5:] == order


def test_g26_final_letter_and_publication_count_from_the_last_day() -> None:
    events = by_code(ESSEX, 3)
    for code, count in (("final_sent", 28), ("published", 33)):
        steps = events[code].steps
        assert steps and (steps.anchor, steps.count, steps.result) == (
            date(2022, 5, 19),
            count,
            events[code].on,
        )
        assert events[code].day is None


def test_a_first_day_on_a_bank_holiday_still_has_a_schedule() -> None:
    events = by_code(date(2022, 5, 2), 3)
    assert events["notify"].on == date(2022, 4, 14)
    assert events["survey_closes"].on == date(2022, 4, 29)
    assert events["leaders_meeting"].on == date(2022, 5, 2)
    assert events["evidence_gathering"].on == date(2022, 5, 3)
    assert events["feedback"].on == date(2022, 5, 4)
    assert "although it is a bank holiday (May Day)" in events["leaders_meeting"].explanation


def test_a_holiday_announced_later_moves_what_it_touches_and_nothing_else() -> None:
    before = WorkingCalendar(
        {day: name for day, name in ENGLAND.holidays.items() if day != date(2022, 9, 19)}
    )
    first_day = date(2022, 9, 26)
    changed = {
        old.code
        for old, new in zip(propose(first_day, 3, before), propose(first_day, 3, ENGLAND), strict=True)
        if (old.on, old.until) != (new.on, new.until)
    }
    assert changed == {
        "notify", "follow_up_call", "information_request", "evidence_due", "cyp_questions", "evidence_review",
        "planning_call", "adviser_call", "questions_agreed", "survey_opens", "further_requests",
    }  # fmt: skip


def test_every_rule_is_complete_and_has_its_own_code() -> None:
    assert len(RULES) == len(EVENTS) == 24
    for rule in EVENTS:
        assert RULES[rule.code] is rule
        assert rule.title and rule.source and len(rule.code) <= 30
        assert rule.owners and set(rule.owners) <= set(OWNERS)
        assert times.is_label(rule.time)
        assert (rule.until is not None) == (rule.code in {"further_requests", "evidence_gathering"})


@given(crowded, st.sampled_from([2, 3, 4]), st.booleans(), st.none() | st.integers(1, 60))
def test_schedule_equals_the_naive_loop(
    case: tuple[date, WorkingCalendar], days: int, open_meeting: bool, draft_after: int | None
) -> None:
    first_day, calendar = case
    off = calendar.holidays
    last = naive_day(first_day, days, off)
    draft = naive_step(last, draft_after, off) if draft_after else None
    events = propose(first_day, days, calendar, open_meeting=open_meeting, draft_sent_on=draft)
    after_visit = {
        "final_sent": naive_step(last, 28, off),
        "published": naive_step(last, 33, off),
        "comments_due": naive_step(draft, 10, off) if draft else None,
        "draft_sent": None,
        "response_told": None,
    }
    for event in events:
        expected = after_visit[event.code] if event.day is None else naive_day(first_day, event.day, off)
        assert event.on == expected
        assert (event.steps.result if event.steps else None) == expected
        assert event.explanation.endswith(".")
    dated = [event.on for event in events if event.on]
    assert dated == sorted(dated)
    assert events == propose_afresh(first_day, days, calendar, open_meeting, draft)
    if draft is None:
        assert tuple(event.on for event in events) == on_dates(
            first_day, days, calendar, open_meeting=open_meeting
        )
