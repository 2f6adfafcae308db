"""The page of a change of plan: what it undoes, the messages as they will be sent, then the change."""

import re

import pytest
from django.urls import reverse

from inspections.models import CaseEvent
from inspections.workflow import State
from letters.actions.issue import issue_parents_letter
from tests.cast import NOW, Cast
from tests.conftest import SignedIn
from tests.notifications.conftest import expand_all
from tests.pages import text
from tests.stages import put

pytestmark = pytest.mark.django_db
WHY = "All inspections were suspended because of the pandemic."


@pytest.fixture
def told(cast: Cast) -> Cast:
    issue_parents_letter(revisit=cast.revisit, by=cast.owner, at=NOW)
    cast.notify()
    expand_all()
    return cast


def address(cast: Cast) -> str:
    return reverse("plan", args=[cast.revisit.reference])


def test_the_page_says_what_falls_away_and_who_knows(told: Cast, signed_in: SignedIn) -> None:
    page = text(signed_in(told.owner).get(address(told)))
    for said in (
        "were notified on 3 May 2022 of the visit Tuesday 17 May 2022 to Thursday 19 May 2022",
        "can read the letter to parents of 3 May 2022 on the public page",
        "events with a date, from",
        "Postpone it",
        "Cancel it",
    ):
        assert said in page, said


def test_it_is_shown_before_it_is_made_and_then_made_once(told: Cast, signed_in: SignedIn) -> None:
    browser, given = signed_in(told["support"]), {"plan": "postpone", "reason": WHY}
    checked = browser.post(address(told), given)
    shown = text(checked)
    assert re.search(r"\d+ messages go out", shown) and f"Reason: {WHY}" in shown
    told.revisit.refresh_from_db()
    assert told.revisit.state == State.NOTIFIED
    again = browser.post(address(told), given | {"change": "1"})
    assert WHY in again.content.decode() and "What becomes of the visit?" in text(again)
    made = browser.post(address(told), given | {"confirm": "1"}, follow=True)
    assert "The visit is postponed." in text(made) and "Set the new on-site days" in text(made)
    told.revisit.refresh_from_db()
    assert (told.revisit.state, told.revisit.stopped_why) == (State.POSTPONED, WHY)
    twice = browser.post(address(told), given | {"confirm": "1"})
    assert "Select a valid choice" in text(twice) and WHY in twice.content.decode()
    assert len(told.happened(CaseEvent.Kind.POSTPONED)) == 1


def test_it_asks_for_what_is_missing_and_keeps_what_was_typed(told: Cast, signed_in: SignedIn) -> None:
    page = signed_in(told.owner).post(address(told), {"reason": WHY, "confirm": "1"})
    assert "Choose what becomes of the visit." in text(page) and WHY in page.content.decode()
    page = signed_in(told.owner).post(address(told), {"plan": "cancel", "confirm": "1"})
    assert "Give the reason." in text(page)
    told.revisit.refresh_from_db()
    assert told.revisit.state == State.NOTIFIED


@pytest.mark.parametrize(
    ("state", "said"),
    [("reporting", "The visit has taken place"), ("cancelled", "nothing of its plan changes")],
)
def test_where_nothing_can_be_changed_it_says_so(
    cast: Cast, signed_in: SignedIn, state: str, said: str
) -> None:
    put(state, cast.revisit)
    assert said in text(signed_in(cast.owner).get(address(cast)))


def test_the_notice_of_new_dates_shows_what_the_area_will_get(told: Cast, signed_in: SignedIn) -> None:
    """A postponed visit's notice: of its new dates, with invitations, and without the letter of the earlier days."""
    browser = signed_in(told.owner)
    browser.post(address(told), {"plan": "postpone", "reason": WHY, "confirm": "1"})
    notify = reverse("notify", args=[told.revisit.reference])
    assert "new dates: on site Tuesday 17 May 2022" in text(browser.get(notify))
    days = {
        "first_day_0": "20",
        "first_day_1": "9",
        "first_day_2": "2022",
        "days": "3",
        "reason": "They begin again",
    }
    moved = browser.post(
        reverse("dates", args=[told.revisit.reference]),
        days | {"version": str(told.revisit.version), "confirm": "1"},
    )
    assert moved.status_code == 302
    page = text(browser.get(notify))
    assert (
        "tells of the days before the postponement" in page
        and "new dates: on site Tuesday 20 September" in page
    )
    overview = text(browser.get(reverse("revisit", args=[told.revisit.reference])))
    assert "Nobody outside knows of them until the area is notified again" in overview
    for name in ("lano", "pcf", "dcs"):
        seen = text(signed_in(told[name]).get(reverse("area-case", args=[told.revisit.reference])))
        assert "20 September" not in seen and "17 May" in seen
        for page_name in ("area-meetings", "area-needs", "area-schedule"):
            other = signed_in(told[name]).get(reverse(page_name, args=[told.revisit.reference]))
            assert "September" not in text(other), (name, page_name)
