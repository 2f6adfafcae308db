"""The office's bank holidays: what one moves is shown first, then it is added, and shown is what happens."""

from datetime import date

import pytest
from django.urls import reverse

from inspections import tasks
from inspections.models import Holiday, HolidayChange, Revisit
from tests.cast import NOW, Cast
from tests.conftest import SignedIn, StandingClock
from tests.notifications.conftest import expand_all, rows
from tests.pages import error_beside, in_boxes, text

pytestmark = pytest.mark.django_db
ADD = "holiday-add"


def day(on: date, **more: str) -> dict[str, str]:
    return {**in_boxes("on", on), "name": "Extra day", "source": "Royal Proclamation", **more}


def test_a_new_bank_holiday_shows_what_it_moves_and_whom_it_concerns_then_does_it(
    cast: Cast, signed_in: SignedIn, standing_clock: StandingClock
) -> None:
    cast.notify()
    expand_all()
    browser = signed_in(cast["support"])
    checked = browser.post(reverse(ADD), day(date(2022, 5, 18)))
    page = text(checked)
    for said in (
        "It moves dates of 1 open re-visit, and 5 people are told",
        "The visit ends on Friday 20 May 2022, not on Thursday 19 May 2022",
        "Feedback to leaders on whether progress is sufficient Thu 19 May 2022 Fri 20 May 2022",
        "The reason is a bank holiday that was announced: Extra day, Wednesday 18 May 2022.",
    ):
        assert said in page, said
    assert not Holiday.objects.filter(on=date(2022, 5, 18)).exists()
    assert rows("date_changed") == []
    shown = {(row.recipient_email, row.text) for row in checked.context["messages_out"]}
    made = browser.post(reverse(ADD), day(date(2022, 5, 18), confirm="1"), follow=True)
    assert "Extra day" in text(made) and "Royal Proclamation" in text(made)
    assert HolidayChange.objects.get(on=date(2022, 5, 18)).by == cast["support"]
    tasks.compute_stale_timelines()
    expand_all()
    assert {(row.recipient_email, row.text) for row in rows("date_changed")} == shown and len(shown) == 5


def test_one_that_moves_nothing_says_so_and_what_is_no_working_day_is_refused(
    cast: Cast, signed_in: SignedIn
) -> None:
    browser = signed_in(cast["administrator"])
    assert "It moves no date of an open re-visit" in text(browser.post(reverse(ADD), day(date(2023, 6, 1))))
    saturday = browser.post(reverse(ADD), day(date(2022, 5, 21)))
    assert "21 May 2022 is a Saturday" in error_beside(saturday, "on")
    held = browser.post(reverse(ADD), day(date(2022, 6, 2), confirm="1"))
    assert "2 June 2022 is a bank holiday already" in error_beside(held, "on")
    unsaid = browser.post(reverse(ADD), {"source": "Kept", "confirm": "1"})
    assert error_beside(unsaid, "on") == "Enter the day." and "Kept" in unsaid.content.decode()
    assert not HolidayChange.objects.filter(at=NOW, by=cast["administrator"]).exists()


def test_one_that_is_withdrawn_shows_what_it_moves_and_tells_people_as_adding_one_does(
    cast: Cast, signed_in: SignedIn, standing_clock: StandingClock
) -> None:
    extra = Holiday.objects.create(on=date(2022, 5, 18), name="Extra day", source="x", by_hand=True)
    Revisit.objects.update(timeline_stale=True)
    tasks.compute_stale_timelines()
    cast.notify()
    expand_all()
    browser, where = signed_in(cast["support"]), reverse("holiday-withdraw", args=[extra.pk])
    assert f'href="{where}"' in browser.get(reverse("holidays")).content.decode()
    assert error_beside(browser.post(where, {"source": ""}), "source") == "Say where it was announced."
    checked = browser.post(where, {"source": "Put right"})
    page = text(checked)
    for said in (
        "It moves dates of 1 open re-visit, and 5 people are told",
        "The visit ends on Thursday 19 May 2022, not on Friday 20 May 2022",
        "The reason is a day that is no bank holiday after all: Extra day, Wednesday 18 May 2022.",
    ):
        assert said in page, said
    extra.refresh_from_db()
    assert not extra.withdrawn and rows("date_changed") == []
    shown = {(row.recipient_email, row.text) for row in checked.context["messages_out"]}
    browser.post(where, {"source": "Put right", "confirm": "1"})
    tasks.compute_stale_timelines()
    expand_all()
    assert {(row.recipient_email, row.text) for row in rows("date_changed")} == shown and len(shown) == 5
    change = HolidayChange.objects.get(on=extra.on)
    assert (change.change, change.source, change.by) == ("withdrawn", "Put right", cast["support"])
    assert browser.get(where).status_code == 404
