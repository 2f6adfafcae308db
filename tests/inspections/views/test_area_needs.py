"""What we need from you: the list, each item, declaring none, and who does it (G12, G15, G17)."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from inspections.models import InformationItem
from inspections.workflow import State
from tests.cast import Cast
from tests.conftest import SignedIn, StandingClock
from tests.inspections.actions.test_evidence import DUE, give, told
from tests.inspections.actions.test_information import further, item
from tests.inspections.views.test_area_evidence import CSV, address, errors_of, type_in
from tests.pages import text
from tests.stages import put

__all__ = ["told"]


def test_g12_the_list_says_what_by_when_how_it_stands_and_who_does_it(
    told: Cast, signed_in: SignedIn, standing_clock: StandingClock
) -> None:
    browser, where = signed_in(told["lano"]), address(told, "area-needs")
    InformationItem.objects.filter(code="impact-1").update(assigned_to=told["contributor"])
    give(told, item=item(told, "impact-2"))
    shown = text(browser.get(where))
    for said in (
        "Please give it by Friday 6 May 2022, end of day", "4 of 5 still to do", "The contributor does this.",
        "Evidence of impact on weakness 1: Joint commissioning", "1 document. Given",
        "Must be given, or declared none.",
    ):  # fmt: skip
        assert said in shown.replace(" .", ".").replace("  ", " "), said
    assert "Late" not in shown
    standing_clock.now = DUE.replace(day=7)
    assert text(browser.get(where)).count("Late") == 4


def test_each_side_has_its_own_list_and_directors_read_it(told: Cast, signed_in: SignedIn) -> None:
    title = "Outcomes of SEND tribunal appeals"
    seen = {
        person: title in text(signed_in(told[person]).get(address(told, "area-needs")))
        for person in ("lano", "contributor", "health", "dcs", "health_chief", "pcf")
    }
    assert seen == {**dict.fromkeys(seen, True), "pcf": False}
    item_ = item(told, "tribunal")
    director = signed_in(told["dcs"]).get(address(told, "area-item", item_.pk))
    assert "Give it" not in text(director)
    for person in ("pcf", "stranger", "representative", "owner"):
        assert signed_in(told[person]).get(address(told, "area-item", item_.pk)).status_code == 404
    assert signed_in(told["pcf"]).get(address(told, "area-item", item(told, "forum").pk)).status_code == 200


def test_g15_none_is_declared_after_confirming_and_taken_back(told: Cast, signed_in: SignedIn) -> None:
    asked, browser = item(told, "tribunal"), signed_in(told["lano"])
    where = address(told, "area-item-none", asked.pk)
    assert errors_of(browser.post(where, {"why": "None"}), "sure") == ["Tick the box to declare it."]
    done = browser.post(where, {"sure": "on", "why": ""}, follow=True)
    assert "The inspectors are told that there is none." in text(done)
    assert "Declared none" in text(done)
    assert "has declared this already" in text(browser.post(where, {"sure": "on"}))
    back = browser.post(address(told, "area-item-none-back", asked.pk), follow=True)
    assert "It is no longer declared none." in text(back)
    again = browser.post(address(told, "area-item-none-back", asked.pk), follow=True)
    assert "This was not declared none." in text(again)
    optional = address(told, "area-item-none", item(told, "impact-1").pk)
    assert browser.get(optional).status_code == 404


def test_g17_a_further_request_is_answered_by_evidence_or_with_the_reason_why_not(
    told: Cast, signed_in: SignedIn
) -> None:
    asked, browser = further(told, body=told.area.health_bodies.get()), signed_in(told["health"])
    page = text(browser.get(address(told, "area-item", asked.pk)))
    assert "We cannot give this" in page and "of Mid Essex CCG" in page
    where = address(told, "area-item-none", asked.pk)
    assert errors_of(browser.post(where, {"sure": "on"}), "why") == ["Say why you cannot give it."]
    files = {"files": [SimpleUploadedFile("exclusions.csv", CSV)]}
    receipt = text(browser.post(address(told, "area-item", asked.pk), files, follow=True))
    assert "Given for Exclusions" in receipt
    assert asked.documents.get().given_by == told.area.health_bodies.get()
    InformationItem.objects.filter(pk=asked.pk).update(closed_at=DUE, closed_by=told.owner)
    shown = text(browser.get(address(told, "area-item", asked.pk)))
    assert "Closed" in shown and "Give more" not in shown
    refused = type_in(browser, address(told, "area-item", asked.pk))
    assert "The inspectors have closed this request" in text(refused)


def test_an_item_is_given_to_a_colleague_of_the_side_and_to_nobody_else(
    told: Cast, signed_in: SignedIn
) -> None:
    asked, browser = item(told, "tribunal"), signed_in(told["contributor"])
    where = address(told, "area-item-assign", asked.pk)
    shown = browser.get(address(told, "area-item", asked.pk)).content.decode()
    offered = [name for name in told.people if f">{told[name].name}</option>" in shown]
    assert sorted(offered) == ["contributor", "health", "lano"]
    assert "The health does this." in text(browser.post(where, {"person": told["health"].pk}, follow=True))
    for person in ("pcf", "stranger", "owner", "dcs"):
        answer = browser.post(where, {"person": told[person].pk}, follow=True)
        assert "Choose a colleague who gives evidence" in text(answer)
    assert item(told, "tribunal").assigned_to == told["health"]
    browser.post(where, {"person": ""})
    assert item(told, "tribunal").assigned_to is None


def test_the_start_says_what_is_next_and_whom_to_ask(told: Cast, signed_in: SignedIn) -> None:
    seen: dict[str, Any] = {
        person: text(signed_in(told[person]).get(address(told, "area-case")))
        for person in ("lano", "pcf", "dcs", "representative")
    }
    assert "Next for you: Evidence of impact uploaded by the area and the forum" in seen["lano"]
    assert "5 of 5 still to do" in seen["lano"] and "1 of 1 still to do" in seen["pcf"]
    assert "What we need from you" in seen["dcs"]
    assert "What we need from you" not in seen["representative"]
    for person, asked in {"lano": "The lano", "dcs": "The lano", "pcf": "The pcf"}.items():
        for name in ("The owner", "The cqc", asked):
            assert name in seen[person].partition("Whom to ask")[2], (person, name)
    assert "The lano" not in seen["pcf"].partition("Whom to ask")[2]


def test_once_the_visit_is_over_nothing_is_next_or_late_for_the_area(told: Cast, signed_in: SignedIn) -> None:
    for state in (State.REPORTING, State.CLOSED):
        put(state, told.revisit)
        for person in ("lano", "pcf", "dcs"):
            start = text(signed_in(told[person]).get(address(told, "area-case")))
            assert "Next for you" not in start and "Name representatives" not in start
            assert "still to do" not in start and "Send it on" not in start
            assert "Evidence of impact" not in text(signed_in(told[person]).get(reverse("home")))
    assert "Tell the area" in start and "Parents' survey opens" not in start


def test_what_needs_doing_leads_to_the_list(told: Cast, signed_in: SignedIn) -> None:
    for person in ("lano", "pcf"):
        home = signed_in(told[person]).get(reverse("home")).content.decode()
        assert address(told, "area-needs") in home


@pytest.mark.parametrize("state", [State.CLOSED])
def test_a_closed_case_takes_no_declaration(told: Cast, signed_in: SignedIn, state: State) -> None:
    put(state)
    where = address(told, "area-item-none", item(told, "tribunal").pk)
    answer = signed_in(told["lano"]).post(where, {"sure": "on"})
    assert "nothing is asked for any more" in text(answer)
