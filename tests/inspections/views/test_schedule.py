"""The pages of the schedule: what each side sees and may do there (G12, G18)."""

from datetime import time
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from inspections.models import ScheduleAgreement, ScheduleComment, SessionSlot
from tests.cast import Cast
from tests.conftest import SignedIn
from tests.inspections.arranged import session
from tests.pages import error_beside, text


@pytest.fixture
def told(cast: Cast) -> Cast:
    cast.notify()
    return cast


def page(browser: Client, name: str, cast: Cast, *more: object) -> Any:
    return browser.get(reverse(name, args=[cast.revisit.reference, *more]))


def typed(cast: Cast, **changes: Any) -> dict[str, Any]:
    about = [str(weakness.pk) for weakness in cast.revisit.wsoa.weaknesses.all()]
    given = {
        "day": 1,
        "starts": "9:30",
        "ends": "2.15 pm",
        "title": "Leaders",
        "place": "Room 1",
        "about": about,
    }
    return given | changes


def test_g12_the_officer_drafts_and_the_team_sees_it_by_day(told: Cast, signed_in: SignedIn) -> None:
    officer, add = signed_in(told["lano"]), reverse("area-session-add", args=[told.revisit.reference])
    member = told.revisit.team.get(user=told.owner)
    answer = officer.post(add, typed(told, day=2, inspectors=[member.pk]), follow=True)
    assert "Leaders" in text(answer)
    slot = SessionSlot.objects.get()
    assert (slot.day, slot.starts, slot.ends) == (2, time(9, 30), time(14, 15))
    shown = text(page(signed_in(told["cqc"]), "schedule", told))
    for said in (
        "Day 1, Tuesday 17 May 2022 Nothing is planned for this day yet.",
        "Day 2, Wednesday 18 May 2022", "09:30 – to 14:15", "Room 1", "Inspectors: The owner",
        "weakness 1 (Joint commissioning) ; weakness 2",
    ):  # fmt: skip
        assert said in shown
    one_day = text(page(signed_in(told["cqc"]), "schedule-day", told, 1))
    assert "Day 1, Tuesday" in one_day
    assert "Inspectors: The owner" not in one_day
    assert page(signed_in(told["cqc"]), "schedule-day", told, 4).status_code == 404


@pytest.mark.parametrize(
    ("field", "changes", "sentence"),
    [
        ("day", {"day": 4}, "Select a valid choice"),
        ("starts", {"starts": "25:00"}, "Enter a time like 9:30 or 2:15pm."),
        ("ends", {"ends": "9:30"}, "The session must end after it starts."),
        ("title", {"title": " "}, "Say what the session is."),
        (
            "about",
            {"about": []},
            "Choose the weaknesses that it is about, or that it serves the visit as a whole",
        ),
    ],
)
def test_g18_what_is_wrong_stands_beside_its_field(
    told: Cast, signed_in: SignedIn, field: str, changes: dict[str, Any], sentence: str
) -> None:
    add = reverse("area-session-add", args=[told.revisit.reference])
    answer = signed_in(told["contributor"]).post(add, typed(told, **{"place": "Kept", **changes}))
    assert sentence in error_beside(answer, field)
    assert "Kept" in answer.content.decode()
    assert not SessionSlot.objects.exists()


def test_g18_a_session_is_about_weaknesses_or_the_whole_and_not_both(told: Cast, signed_in: SignedIn) -> None:
    add, browser = reverse("area-session-add", args=[told.revisit.reference]), signed_in(told["lano"])
    both = browser.post(add, typed(told, about=[*typed(told)["about"], "whole"]))
    assert "not both" in error_beside(both, "about")
    browser.post(add, typed(told, about=["whole"]))
    assert not SessionSlot.objects.get().about.exists()


def test_a_copy_starts_from_the_other_and_is_a_session_of_its_own(told: Cast, signed_in: SignedIn) -> None:
    slot, browser = session(told, place="The hall"), signed_in(told["health"])
    add = reverse("area-session-add", args=[told.revisit.reference])
    assert "The hall" in browser.get(f"{add}?copy={slot.pk}").content.decode()
    assert browser.get(f"{add}?copy={slot.pk + 1}").status_code == 404
    assert browser.get(f"{add}?copy=x&day=y").status_code == 200
    browser.post(f"{add}?copy={slot.pk}", typed(told, day=2))
    assert list(SessionSlot.objects.values_list("day", "version")) == [(1, 1), (2, 1)]


def test_whoever_changes_a_session_second_sees_both_texts(told: Cast, signed_in: SignedIn) -> None:
    slot = session(told)
    address = reverse("area-session", args=[told.revisit.reference, slot.pk])
    mine, theirs = signed_in(told["lano"]), signed_in(told["health"])
    start = mine.get(address).context["form"].initial
    theirs.post(address, typed(told, place="Their room", version=start["version"]))
    answer = mine.post(address, typed(told, place="My room", version=start["version"]))
    shown = text(answer)
    assert "The health changed this session while you were typing" in shown
    assert "Place or link Their room My room" in shown
    mine.post(address, typed(told, place="My room", version=answer.context["form"].data["version"]))
    assert SessionSlot.objects.get().place == "My room"


def test_a_session_is_taken_out_as_it_was_seen(told: Cast, signed_in: SignedIn) -> None:
    slot, browser = session(told), signed_in(told["lano"])
    remove = reverse("area-session-remove", args=[told.revisit.reference, slot.pk])
    SessionSlot.objects.update(version=2)
    assert "changed it meanwhile" in text(browser.post(remove, {"version": 1}, follow=True))
    assert "look at the session again" in text(browser.post(remove, {"version": "x"}, follow=True)).lower()
    assert "is taken out" in text(browser.post(remove, {"version": 2}, follow=True))
    assert SessionSlot.objects.get().removed_by == told["lano"]


def test_g12_the_team_agrees_and_sees_what_changed_since(told: Cast, signed_in: SignedIn) -> None:
    slot, team = session(told), signed_in(told["cqc"])
    edition = page(team, "schedule", told).context["edition"]
    agree = reverse("schedule-agree", args=[told.revisit.reference])
    assert "not agreed it yet" in text(page(team, "schedule", told))
    assert "look at it again" in text(team.post(agree, {"edition": "another"}, follow=True))
    answer = team.post(agree, {"edition": edition}, follow=True)
    assert "Agreed Version 1, by The cqc" in text(answer)
    assert "Agree this schedule" not in text(answer)
    assert ScheduleAgreement.objects.get().agreed_by == told["cqc"]
    change = reverse("area-session", args=[told.revisit.reference, slot.pk])
    signed_in(told["lano"]).post(change, typed(told, version=1, place="Elsewhere"))
    shown = text(page(team, "schedule", told))
    assert "Changed since version 1" in shown
    assert "Place or link: Room 1 → became Elsewhere" in shown
    assert "Agree this schedule" in shown


def test_g12_both_sides_comment_and_readers_only_read(told: Cast, signed_in: SignedIn) -> None:
    slot = session(told)
    here, there = (reverse(name, args=[told.revisit.reference]) for name in ("schedule", "area-schedule"))
    assert error_beside(signed_in(told["cqc"]).post(here, {"text": ""}), "text") == "Write the comment."
    signed_in(told["cqc"]).post(here, {"text": "Could it be <b>later</b>?", "session": slot.pk})
    signed_in(told["health"]).post(there, {"text": "It could.", "session": ""})
    assert list(ScheduleComment.objects.values_list("text", "session", "body__kind")) == [
        ("Could it be <b>later</b>?", slot.pk, None), ("It could.", None, "health"),
    ]  # fmt: skip
    for person, address in (("dcs", there), ("senior_hmi", here), ("support", here)):
        answer = signed_in(told[person]).get(address)
        shown = text(answer)
        assert "about “Leaders on commissioning”" in shown
        assert "Mid Essex CCG" in shown
        assert "Send the comment" not in shown
        assert "Take out" not in shown
        assert b"<b>later" not in answer.content


def test_g12_many_sessions_cost_as_many_queries_as_few(
    told: Cast, signed_in: SignedIn, django_assert_num_queries: Any
) -> None:
    browser, member = signed_in(told.owner), told.revisit.team.get(user=told.owner)
    session(told, inspectors=[member])
    page(browser, "schedule", told)
    with django_assert_num_queries(20, exact=False) as few:
        page(browser, "schedule", told)
    for hour in range(10, 20):
        session(told, starts=time(hour), ends=time(hour + 1), inspectors=[member])
    with django_assert_num_queries(len(few)):
        page(browser, "schedule", told)
