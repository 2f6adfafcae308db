"""19 September 2022, announced on the 10th: what should move moves, nothing else, and each person is told once."""

from collections import Counter
from datetime import date, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from inspections import tasks
from inspections.actions.cases import reschedule
from inspections.actions.holidays import add_holiday
from inspections.actions.meetings import invite
from inspections.actions.plans import postpone
from inspections.actions.timeline import compute_timeline, mark_done, override_date
from inspections.meetings import arranged
from inspections.models import Holiday, Revisit
from inspections.timeline.times import LONDON
from inspections.workflow import State
from notifications.domain import held, together
from notifications.models import OutboxMessage
from revisits.accounts.models import Membership
from revisits.accounts.roles import Role
from tests.conftest import SignedIn, StandingClock
from tests.notifications.conftest import World, expand_all, make_world, send_all
from tests.pages import text as page_text
from tests.smtp import Post
from tests.stages import put

FUNERAL, NAME = date(2022, 9, 19), "State funeral"
ANNOUNCED = datetime(2022, 9, 10, 12, tzinfo=LONDON)
BEFORE = datetime(2022, 8, 30, 9, tzinfo=LONDON)
ONE = timedelta(days=1)
# DOMAIN's table, written down once more: signed days of the visit, and working days after its last day.
DAYS = {
    "notify": -10,
    "follow_up_call": -10,
    "information_request": -10,
    "evidence_due": -7,
    **dict.fromkeys(("cyp_questions", "evidence_review", "planning_call", "adviser_call"), -6),
    "questions_agreed": -6,
    "survey_opens": -5,
    "further_requests": -5,
    "survey_closes": -1,
    "leaders_meeting": 1,
    "pcf_meeting": 1,
    "open_meeting": 1,
    "evidence_gathering": 2,
}
AFTER = {"judgement_meeting": 0, "feedback": 0, "final_sent": 28, "published": 33}
# Which of them a notice tells whom (G8, G10): council and health, and the forum.
TOLD_ALL = {"evidence_due", "survey_opens", "survey_closes", "open_meeting"}
TOLD = {
    "lano": TOLD_ALL | {"planning_call", "leaders_meeting", "feedback"},
    "pcf": TOLD_ALL | {"pcf_meeting"},
}


def stepped(start: date, count: int, off: set[date]) -> date:
    """So many working days on (or back), one day of the calendar after the other."""
    day, step = start, ONE if count > 0 else -ONE
    while count:
        day += step
        if day.isoweekday() < 6 and day not in off:
            count -= 1 if count > 0 else -1
    return day


def computed(case: Revisit, off: set[date]) -> dict[tuple[str, int], date]:
    """Every default date of a case, counted by hand."""
    first, days = case.first_day, case.days or 0
    last = stepped(first, days - 1, off)
    found = {(code, 1): stepped(first, day if day < 0 else day - 1, off) for code, day in DAYS.items()}
    found |= {(code, 1): stepped(last, count, off) for code, count in AFTER.items()}
    return found | {("kit", day): stepped(first, day - 1, off) for day in range(1, days + 1) if days > 2}


def stored(case: Revisit) -> dict[tuple[str, int], date]:
    rows = case.timeline.filter(planned_on__isnull=False)
    return {(row.code, row.occurrence): row.planned_on for row in rows}


def world_on(name: str, first_day: date, days: int, *, told: bool = True) -> World:
    """A case of its own area and people (at name.example), notified in August unless it is not to be."""
    world = make_world(name, f"{name.lower()}.example")
    world.revisit = reschedule(
        revisit=world.revisit, version=world.revisit.version, first_day=first_day, days=days, reason="Planned",
        by=world.lead, at=BEFORE - timedelta(days=60),
    )  # fmt: skip
    if told:
        world.notify(at=BEFORE)
    return world


def text(post: Post, address: str) -> str:
    """The one message that arrived at an address."""
    (mail,) = post.to(address)
    return mail.text.replace("\r\n", "\n")


@pytest.fixture
def worlds(db: None, standing_clock: StandingClock) -> dict[str, World]:
    """Cases before the day, across it, on it, after it, far from it; one that nobody knows of, two that rest."""
    tasks.refresh_holidays()
    Holiday.objects.filter(on=FUNERAL).delete()
    found = {
        "across": world_on("Essex", date(2022, 9, 20), 3),
        "on": world_on("Kent", date(2022, 9, 15), 4),
        "over": world_on("Devon", date(2022, 9, 6), 2),
        "unknown": world_on("Surrey", date(2022, 9, 27), 3, told=False),
        "far": world_on("Dorset", date(2022, 11, 22), 3),
        "postponed": world_on("Norfolk", date(2022, 9, 21), 3),
        "closed": world_on("Suffolk", date(2022, 9, 22), 2),
    }
    put(State.REPORTING, found["over"].revisit)
    put(State.CANCELLED, found["closed"].revisit)
    across = found["across"]
    mark_done(event=across.event("follow_up_call"), done_on=BEFORE.date(), by=across.lead, at=BEFORE)
    override_date(
        event=across.event("survey_opens"), on=date(2022, 9, 14), time="12:00", reason="As agreed", by=across.lead,
        at=BEFORE,
    )  # fmt: skip
    call = arranged(across.revisit, "planning_call")
    assert call
    invite(meeting=call, by=across.lead, at=BEFORE)
    off = found["postponed"]
    postpone(revisit=off.revisit, reason="Illness", by=off.lead, at=BEFORE)
    return found


def announce(world_clock: StandingClock) -> None:
    """The day is added, and everything follows from it as the workers do it."""
    world_clock.now = ANNOUNCED
    add_holiday(on=FUNERAL, name=NAME, source="Proclamation", by=None, at=ANNOUNCED)
    tasks.compute_stale_timelines()
    expand_all()
    send_all()


# What stays as it is: done, or set by hand.
KEPT = {"across": {"notify", "follow_up_call", "survey_opens"}, "unknown": set[str]()}
AREAS = {"across": "essex", "on": "kent", "over": "devon", "far": "dorset", "unknown": "surrey"}


def moved(name: str, world: World, before: dict[tuple[str, int], date], held: set[date]) -> set[str]:
    """The codes of what should have moved in a case; fails where anything else moved, or something did not."""
    was, should = computed(world.revisit, held), computed(world.revisit, held | {FUNERAL})
    free = {key for key in should if key[0] not in KEPT.get(name, {"notify"}) and name != "closed"}
    assert all(before[key] == was[key] for key in free), name
    expected = {key: should[key] if key in free else day for key, day in before.items()}
    assert stored(world.revisit) == expected, name
    return {key[0] for key, day in expected.items() if day != before[key]}


def test_19_september_2022_moves_what_it_should_and_nobody_is_told_twice(
    worlds: dict[str, World], post: Post, standing_clock: StandingClock
) -> None:
    standing_clock.now = ANNOUNCED
    expand_all()
    send_all()
    post.received.clear()
    before = {name: stored(world.revisit) for name, world in worlds.items()}
    held = set(Holiday.objects.filter(withdrawn=False).values_list("on", flat=True))
    announce(standing_clock)
    moves = {name: moved(name, world, before[name], held) for name, world in worlds.items()}
    assert moves["far"] == moves["closed"] == set() and moves["over"] == {"final_sent", "published"}
    assert moves["across"] and moves["on"] and moves["unknown"] and moves["postponed"]

    got = Counter(address for mail in post.received for address in mail.to)
    assert set(got.values()) == {1}
    for name, area in AREAS.items():
        for role, codes in TOLD.items():
            # On an on-site day: everybody was told on which day the visit ends.
            affected = name != "unknown" and (bool(moves[name] & codes) or name == "on")
            assert got[f"{role}@{area}.example"] == affected, (name, role)
    assert got["lead-hmi@essex.example"] == 1 and not got["lead-hmi@kent.example"]
    assert not got["lano@norfolk.example"] and not got["lano@suffolk.example"]
    post.received.clear()
    announce(standing_clock)
    assert post.received == []


def test_what_is_told_is_what_moved_and_why(
    worlds: dict[str, World], post: Post, standing_clock: StandingClock
) -> None:
    expand_all()
    send_all()
    post.received.clear()
    announce(standing_clock)
    later = "Last on-site day\nNew: Wednesday 21 September 2022\nBefore: Tuesday 20 September"
    assert later in text(post, "pcf@kent.example")
    told = text(post, "lano@essex.example")
    assert f"a bank holiday that was announced: {NAME}, Monday 19 September 2022." in told
    assert "closes\nNew: Friday 16 September 2022, 12 noon\nBefore: Monday 19 September 2022, 12 noon" in told
    assert "Survey for parents and carers opens" not in told and "Meeting with senior leaders" not in told


def test_whoever_is_concerned_by_several_cases_gets_one_message_of_all(
    worlds: dict[str, World], post: Post, standing_clock: StandingClock, signed_in: SignedIn
) -> None:
    officer, kent = worlds["across"].people["lano"], worlds["on"]
    lano = {"role": Role.LANO, "starts_on": date(2020, 1, 1)}
    council = kent.revisit.area.authority
    assert council and officer.email
    Membership.objects.create(user=officer, organisation=council, **lano)
    expand_all()
    send_all()
    post.received.clear()
    announce(standing_clock)
    (mail,) = post.to(officer.email)
    assert str(mail.message["Subject"]) == "Dates of 2 re-visits have changed"
    said = mail.text.replace("\r\n", "\n")
    for words in (
        "ESSEX",
        "KENT",
        f"{NAME}, Monday 19 September 2022",
        "Survey for parents and carers closes",
    ):
        assert words in said, words
    assert "once a day" not in said and said.count("Last on-site day") == 1
    # The call to which he was invited moves in his calendar with it.
    assert [part for part in mail.message.walk() if part.get_content_type() == "text/calendar"]
    rows = OutboxMessage.objects.filter(recipient_user=officer, case_event__kind="date_moved")
    assert {row.revisit.area_name for row in rows} == {"Essex", "Kent"}
    assert {(row.status, row.standing.status) for row in rows} == {("gathered", "sent")}
    listed = signed_in(kent.people["support"]).get(reverse("distribution", args=[kent.revisit.reference]))
    assert "Not sent yet" not in page_text(listed)
    # Whoever is concerned by one alone has the plain message of it.
    assert "Re-visit of Kent" in str(post.to("lano@kent.example")[0].message["Subject"])
    assert len(post.to("lano@kent.example")) == 1


def test_a_case_that_cannot_be_computed_holds_up_nobody_for_long(
    worlds: dict[str, World], post: Post, standing_clock: StandingClock
) -> None:
    expand_all()
    send_all()
    post.received.clear()
    standing_clock.now = ANNOUNCED
    add_holiday(on=FUNERAL, name=NAME, source="Proclamation", by=None, at=ANNOUNCED)
    compute_timeline(revisit_id=worlds["across"].revisit.pk, at=ANNOUNCED)
    expand_all()
    # The other cases have still to be computed.
    send_all()
    assert not post.to("lano@essex.example")
    later = timezone.now() + held.HOLD
    assert together.release(now=later) > 0
    send_all(later)
    assert len(post.to("lano@essex.example")) == 1
