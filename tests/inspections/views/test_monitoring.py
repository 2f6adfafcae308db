"""The advisers' monitoring visits (G5)."""

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from inspections.models import CaseEvent, LocalArea, MonitoringVisit
from inspections.workflow import State
from revisits.accounts.models import Membership
from revisits.accounts.roles import Role
from revisits.accounts.visibility import may_see
from tests.cast import Cast, make_person
from tests.conftest import SignedIn
from tests.pages import error_beside, in_boxes, text
from tests.stages import put


@pytest.fixture
def visit(cast: Cast) -> MonitoringVisit:
    return cast.revisit.wsoa.monitoring_visits.earliest("planned_on")


def form(visit: MonitoringVisit, **given: Any) -> dict[str, Any]:
    return {
        "edition": visit.edition,
        "note": "They met parents.",
        **in_boxes("took_place_on", date(2020, 7, 28)),
        **given,
    }


def test_g5_advisers_see_areas_and_days_and_nothing_else_of_a_case(cast: Cast, signed_in: SignedIn) -> None:
    for person in ("dfe", "nhse"):
        browser = signed_in(cast[person])
        assert reverse("monitoring") in browser.get(reverse("home")).content.decode()
        page = browser.get(reverse("monitoring")).content.decode()
        assert "Essex" in page
        assert "27 July 2020" in page
        for secret in (cast.revisit.reference, "17 May 2022", "Joint commissioning", cast.owner.name):
            assert secret not in page


def test_g5_a_scope_of_one_area_or_case_reaches_no_further(cast: Cast, visit: MonitoringVisit) -> None:
    dfe = cast["dfe"].memberships.get().organisation
    kent = LocalArea.objects.get(name="Kent")
    scopes: list[tuple[dict[str, Any], bool]] = [
        ({"area": cast.area}, True),
        ({"revisit": cast.revisit}, True),
        ({"area": kent}, False),
    ]
    for number, (scope, sees) in enumerate(scopes):
        person = make_person(f"Scoped {number}", Role.DFE_ADVISER, dfe)
        Membership.objects.filter(user=person).update(**scope)
        assert may_see(person, visit) == sees


def test_g5_an_adviser_sees_visits_while_a_case_is_open(cast: Cast, visit: MonitoringVisit) -> None:
    cast.notify()
    assert may_see(cast["dfe"], visit)
    put(State.CLOSED)
    assert not may_see(cast["dfe"], visit)
    assert may_see(cast.owner, visit)
    assert not may_see(cast["lano"], visit)


def test_g5_an_adviser_records_that_a_visit_took_place(
    cast: Cast, visit: MonitoringVisit, signed_in: SignedIn
) -> None:
    browser, address = signed_in(cast["dfe"]), reverse("monitoring-visit", args=[visit.pk])
    coming = browser.post(address, form(visit, **in_boxes("took_place_on", date(2022, 5, 4))))
    assert error_beside(coming, "took_place_on") == "The day cannot be in the future."
    half = browser.post(address, form(visit, took_place_on_0=""))
    assert error_beside(half, "took_place_on")
    assert "They met parents." in half.content.decode()
    answer = browser.post(address, form(visit), follow=True)
    assert "28 July 2020" in text(answer)
    visit.refresh_from_db()
    assert (visit.took_place_on, visit.note) == (date(2020, 7, 28), "They met parents.")
    (event,) = cast.happened(CaseEvent.Kind.MONITORING_RECORDED)
    assert event.by == cast["dfe"]
    assert "They met parents." not in event.text


def test_g5_whoever_records_second_is_told_and_may_set_theirs(
    cast: Cast, visit: MonitoringVisit, signed_in: SignedIn
) -> None:
    address, before = reverse("monitoring-visit", args=[visit.pk]), form(visit, note="Mine")
    signed_in(cast["nhse"]).post(address, form(visit, note="Theirs"))
    browser = signed_in(cast["dfe"])
    answer = browser.post(address, before)
    shown = text(answer)
    assert "28 July 2020: Theirs" in shown
    assert "Mine" in answer.content.decode()
    browser.post(address, {**before, "edition": answer.context["form"].data["edition"]})
    visit.refresh_from_db()
    assert visit.note == "Mine"


def test_g5_recorded_visits_come_last(cast: Cast, visit: MonitoringVisit, signed_in: SignedIn) -> None:
    browser = signed_in(cast["dfe"])
    assert next(iter(browser.get(reverse("monitoring")).context["page"])) == visit
    MonitoringVisit.objects.filter(pk=visit.pk).update(took_place_on=date(2020, 7, 28))
    assert list(browser.get(reverse("monitoring")).context["page"])[-1] == visit
