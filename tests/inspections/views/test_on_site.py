"""The page of an on-site day: the current one first, what is planned, and what to do next."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.urls import reverse

from inspections import schedule
from inspections.actions.schedule import agree_schedule
from inspections.models import SessionSlot
from inspections.schedule import current, edition
from tests.cast import NOW, Cast
from tests.conftest import SignedIn, StandingClock
from tests.inspections.arranged import session
from tests.inspections.visiting import FIRST, LAST, SECOND, arrived, feedback, kit, made_ready, meeting
from tests.pages import text


def at(name: str, cast: Cast, *more: object) -> str:
    return reverse(name, args=[cast.revisit.reference, *more])


@pytest.mark.parametrize(
    ("now", "shown"),
    [
        (NOW, "Day 1, Tuesday 17 May 2022"),
        (SECOND.replace(hour=8), "Day 2, Wednesday 18 May 2022 Today"),
        (LAST + timedelta(days=30), "Day 3, Thursday 19 May 2022"),
    ],
)
def test_it_opens_on_the_current_day(
    cast: Cast, signed_in: SignedIn, standing_clock: StandingClock, now: datetime, shown: str
) -> None:
    arrived(cast)
    standing_clock.now = now
    browser = signed_in(cast["cqc"])
    assert shown in text(browser.get(at("on-site", cast)))
    assert browser.get(at("on-site-day", cast, 4)).status_code == 404


def test_g22_what_to_do_next_from_the_first_day_to_the_last(
    cast: Cast, signed_in: SignedIn, standing_clock: StandingClock
) -> None:
    cast.notify()
    browser = signed_in(cast.owner)

    def next_steps(now: datetime, person: Any = browser) -> list[str]:
        standing_clock.now = now
        return [step.said for step in person.get(at("on-site", cast)).context["steps"]]

    assert next_steps(NOW) == ["Agree the schedule of the on-site days."]
    assert next_steps(FIRST)[0].startswith("Record the meeting with senior leaders as done")
    cast.done("leaders_meeting", FIRST)
    made_ready(cast)
    kit(cast, 1, at=FIRST)
    assert next_steps(SECOND) == ["Record the keeping-in-touch meeting of day 2."]
    assert next_steps(LAST) == [
        "Record the keeping-in-touch meeting of day 3.",
        "Record the keeping-in-touch meeting of day 2.",
        "Record the provisional judgement meeting.",
    ]
    for day in (2, 3):
        kit(cast, day)
    meeting(cast)
    assert next_steps(LAST) == ["Record the feedback to leaders: the letter is written next."]
    assert next_steps(LAST, signed_in(cast["senior_hmi"])) == [], "quality assurance does none of it"
    feedback(cast)
    assert next_steps(LAST) == []


def test_a_day_shows_sessions_off_site_meetings_and_records(
    cast: Cast, signed_in: SignedIn, standing_clock: StandingClock
) -> None:
    arrived(cast)
    standing_clock.now = LAST
    kit(cast, 2)
    session(cast, day=2, title="Riverside School", off_site=True, travel="Taxi at 9:30")
    session(cast, day=1, title="Leaders on commissioning")
    shown = text(signed_in(cast["cqc_qa"]).get(at("on-site-day", cast, 2)))
    for said in (
        "Riverside School",
        "Off site",
        "Getting there: Taxi at 9:30",
        "Keeping-in-touch meeting, day 2",
    ):
        assert said in shown
    assert "Leaders on commissioning" not in shown
    other = text(signed_in(cast["support"]).get(at("on-site-day", cast, 2)))
    assert "Riverside School" in other and "Records of this day" not in other


def test_the_team_says_who_goes_and_a_changed_session_is_not_overwritten(
    cast: Cast, signed_in: SignedIn
) -> None:
    arrived(cast)
    slot = session(cast)
    agree_schedule(revisit=cast.revisit, read=edition(current(cast.revisit)), by=cast.owner, at=NOW)
    browser, going = signed_in(cast["cqc"]), at("session-going", cast, slot.pk)
    member = cast.revisit.team.get(role="cqc")
    assert b"Who goes to this session?" in browser.get(going).content
    browser.post(going, {"version": 1, "inspectors": [member.pk]})
    kept = SessionSlot.objects.get()
    assert [each.member for each in kept.taken_by.all()] == [member]
    assert "Inspectors: not said → became The cqc" in text(browser.get(at("schedule", cast)))
    second = browser.post(going, {"version": 1, "inspectors": []})
    assert "changed this session meanwhile" in text(second)
    assert kept.taken_by.exists()
    browser.post(going, {"version": second.context["form"].data["version"], "inspectors": []})
    assert not kept.taken_by.exists()
    assert signed_in(cast["support"]).get(going).status_code == 404


def test_an_agreement_from_before_says_nothing_of_off_site(cast: Cast) -> None:
    """What was agreed is never rewritten: what was not asked then is no change now."""
    arrived(cast)
    session(cast)
    agreement = agree_schedule(
        revisit=cast.revisit, read=edition(current(cast.revisit)), by=cast.owner, at=NOW
    )
    agreement.sessions = {
        key: {name: value for name, value in facts.items() if name not in schedule.UNSAID}
        for key, facts in agreement.sessions.items()
    }
    assert schedule.changes(agreement, current(cast.revisit), {}) == {}
