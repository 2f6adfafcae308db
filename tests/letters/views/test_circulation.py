"""The pages of the circulation log: for those who send the letter on, and for those who watch that it arrives."""

from datetime import date, time
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from inspections.models import CaseEvent
from letters.actions.issue import issue_parents_letter
from letters.models import Circulation
from letters.tasks import render_unrendered
from tests.cast import NOW, Cast, make_elsewhere
from tests.conftest import SignedIn, StandingClock
from tests.pages import SEEN, error_beside, in_boxes, text
from tests.row import AREA, OUTSIDE

SENDING = {"how": "newsletter", "to": "families on our list", "number": "1240", "sent_time": "14:10"}


@pytest.fixture
def told(cast: Cast) -> Cast:
    cast.notify()
    return cast


@pytest.fixture
def issued(told: Cast, standing_clock: StandingClock) -> Cast:
    issue_parents_letter(revisit=told.revisit, by=told.owner, at=NOW)
    standing_clock.set(date(2022, 5, 5), time(9))
    return told


def at(name: str, *more: object) -> str:
    return reverse(name, args=["essex-2022", *more])


def sending(day: date = date(2022, 5, 3), **changes: Any) -> dict[str, Any]:
    return {**SENDING, **in_boxes("sent_on", day), **changes}


def test_before_the_letter_is_issued_there_is_nothing_to_send_on(told: Cast, signed_in: SignedIn) -> None:
    for person in ("pcf", "lano"):
        page = text(signed_in(told[person]).get(at("area-circulation")))
        assert "The letter has not been issued yet." in page
        assert "Dear parents" not in page
    assert "has not been issued yet" in text(signed_in(told.owner).get(at("circulation")))


def test_the_forum_takes_the_letter_sends_it_on_and_says_so(issued: Cast, signed_in: SignedIn) -> None:
    browser = signed_in(issued["pcf"])
    assert "PDF: in a moment" in text(browser.get(at("area-circulation")))
    render_unrendered()
    page = browser.get(at("area-circulation"))
    assert at("letter-file", "parents", 1, "large-print") in page.content.decode()
    assert "https://survey.example.org/essex" in text(page)
    wrong = browser.post(at("area-circulation-log"), sending(to="", number="many", sent_time="noon"))
    assert error_beside(wrong, "to") == "Say to whom it was sent."
    assert error_beside(wrong, "number") == "Enter a whole number, for example 1240."
    assert error_beside(wrong, "sent_time") == "Enter a time like 14:10."
    ahead = browser.post(at("area-circulation-log"), sending(date(2022, 5, 6)))
    assert error_beside(ahead, "sent_on") == "This is in the future: log it once it was sent."
    assert "families on our list" in ahead.content.decode(), "what was typed stays"
    assert not Circulation.objects.exists()
    logged = browser.post(at("area-circulation-log"), sending(), follow=True)
    assert "1,240 families on our list, by e-mail newsletter" in text(logged)
    watched = text(signed_in(issued["hmi"]).get(at("circulation")))
    assert "Circulated first on Tuesday 3 May 2022, 14:10: 1,240 families" in watched
    assert "The pcf" in watched


def test_a_mistake_is_corrected_by_a_new_entry(issued: Cast, signed_in: SignedIn) -> None:
    browser = signed_in(issued["pcf"])
    browser.post(at("area-circulation-log"), sending())
    address = at("area-circulation-correct", Circulation.objects.get().pk)
    assert 'value="14:10"' in browser.get(address).content.decode()
    assert error_beside(browser.post(address, sending()), "reason") == "Say what was wrong."
    page = browser.post(address, sending(number="240", reason="A digit too many"), follow=True)
    assert "Corrected 1,240 families" in text(page)
    assert "240 families on our list, by e-mail newsletter Correction: A digit too many" in text(page)
    again = browser.post(address, sending(reason="Again"))
    assert error_beside(again, "sent_on") == "Somebody corrected this entry already: correct theirs."


def test_each_side_sees_and_corrects_its_own_entries_alone(issued: Cast, signed_in: SignedIn) -> None:
    signed_in(issued["pcf"]).post(at("area-circulation-log"), sending(to="Our own list"))
    make_elsewhere(issued)
    entry = Circulation.objects.get()
    assert "Our own list" not in text(signed_in(issued["lano"]).get(at("area-circulation")))
    correction = at("area-circulation-correct", entry.pk)
    for person in (AREA | OUTSIDE) - {"pcf"}:
        browser = signed_in(issued[person])
        assert browser.get(correction).status_code == 404, person
        assert browser.post(correction, sending(reason="Mine")).status_code == 404, person
        assert browser.get(at("circulation")).status_code == 404, person
        wanted = 200 if person == "lano" else 404
        assert browser.get(at("area-circulation")).status_code == wanted, person


def test_the_lead_sees_who_has_not_and_chases_them_once(issued: Cast, signed_in: SignedIn) -> None:
    browser = signed_in(issued.owner)
    shown = text(browser.get(at("circulation")))
    assert (
        "Essex County Council is to circulate it Not circulated yet 2 working days since it was issued"
        in shown
    )
    chased = browser.post(at("circulation-chase"), SEEN | {"side": "authority"}, follow=True)
    assert "The reminder is on its way." in text(chased)
    assert "Reminded by The owner, 5 May 2022, 09:00" in text(chased)
    again = browser.post(at("circulation-chase"), {"side": "authority"}, follow=True)
    assert "The owner chased them today, at 09:00." in text(again)
    assert len(issued.happened(CaseEvent.Kind.CIRCULATION_CHASED)) == 1
    assert signed_in(issued["hmi"]).post(at("circulation-chase"), {"side": "forum"}).status_code == 404


def test_what_needs_doing_says_what_waits_to_be_sent_on(issued: Cast, signed_in: SignedIn) -> None:
    browser = signed_in(issued["lano"])
    home = reverse("home")
    said = "Letter to parents of Essex : send it on and log it, 2 working days since it was issued"
    assert said in text(browser.get(home))
    assert "send it on and log it" not in text(signed_in(issued["pcf"]).get(home)), (
        "the letter names the council"
    )
    browser.post(at("area-circulation-log"), sending())
    assert "send it on and log it" not in text(browser.get(home))


def test_the_log_is_paged_at_the_same_cost(
    issued: Cast, signed_in: SignedIn, django_assert_num_queries: Any
) -> None:
    browser: Client = signed_in(issued.owner)
    letter = issued.revisit.letters.get()
    given: dict[str, Any] = {
        "letter": letter, "body": issued.area.forum, "how": "email", "to": "families", "sent_at": NOW,
        "logged_by": issued["pcf"], "logged_at": NOW,
    }  # fmt: skip
    Circulation.objects.create(**given)
    browser.get(at("circulation"))
    with django_assert_num_queries(15) as few:
        browser.get(at("circulation"))
    Circulation.objects.bulk_create(Circulation(**given) for _ in range(60))
    with django_assert_num_queries(len(few)):
        assert "Page 1 of 2" in text(browser.get(at("circulation")))
