"""An area asks to defer: put on file, decided with its effect shown, and confirmed in writing whatever is decided."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from inspections.actions.deferrals import ask_deferral, ask_for_area, decline, grant
from inspections.models import CaseEvent, Deferral
from inspections.policies import Refused
from inspections.workflow import State
from notifications.models import OutboxMessage
from tests.cast import NOW, Cast
from tests.conftest import SignedIn, StandingClock
from tests.notifications.conftest import expand_all, rows
from tests.pages import error_beside, in_boxes, text
from tests.stages import put

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=1)
LEADERS = {"dcs", "lano", "health_officer", "health_chief_executive"}
REASON = "Two of the three schools are flooded."
ASKED: dict[str, Any] = {"asked_by": "Director of children's services", "why": "The floods of last night."}


@pytest.fixture
def told(cast: Cast, standing_clock: StandingClock) -> Cast:
    cast.notify()
    expand_all()
    standing_clock.now = LATER
    return cast


@pytest.fixture
def asked(told: Cast) -> Deferral:
    return ask_deferral(revisit=told.revisit, asked_on=NOW.date(), by=told.owner, at=LATER, **ASKED)


def decide(cast: Cast, decision: str, **more: str) -> tuple[str, dict[str, str]]:
    where = reverse("defer-decide", args=[cast.revisit.reference])
    return where, {"decision": decision, "reason": REASON, **more}


def test_a_request_is_put_on_file_once_and_waits_for_its_decision(told: Cast, signed_in: SignedIn) -> None:
    browser, where = signed_in(told["support"]), reverse("defer", args=[told.revisit.reference])
    late = browser.post(where, {**ASKED, **in_boxes("asked_on", date(2022, 5, 5))})
    assert error_beside(late, "asked_on") == "The day cannot be in the future." and ASKED["why"] in text(late)
    nobody = browser.post(where, in_boxes("asked_on", NOW.date()))
    assert error_beside(nobody, "asked_by") == "Say who asked."
    given = {**ASKED, **in_boxes("asked_on", NOW.date())}
    page = text(browser.post(where, given, follow=True))
    assert "Director of children's services" in page and "The floods of last night." in page
    assert "waits for its decision already" in text(browser.post(where, given))
    plan = text(browser.get(reverse("plan", args=[told.revisit.reference])))
    assert "The area asked on 3 May 2022 to defer the visit: decide its request" in plan
    expand_all()
    assert not OutboxMessage.objects.exclude(message__in=["notify", "team_joined"]).exists()


def test_the_area_asks_in_its_portal_and_those_who_decide_are_told(told: Cast, signed_in: SignedIn) -> None:
    where, director = reverse("area-defer", args=[told.revisit.reference]), signed_in(told["dcs"])
    start = reverse("area-case", args=[told.revisit.reference])
    assert "Ask to defer the re-visit" in text(director.get(start))
    assert "Ask to defer the re-visit" not in text(signed_in(told["health_chief"]).get(start))
    assert error_beside(director.post(where, {"why": ""}), "why") == "Say why you ask."
    page = text(director.post(where, {"why": ASKED["why"]}, follow=True))
    assert "Waiting for Ofsted" in page and ASKED["why"] in page
    asked = Deferral.objects.get()
    assert (asked.asked_by, asked.recorded_by) == ("Director of children's services", told["dcs"])
    again = signed_in(told["lano"])
    assert "waits for its decision already" in text(again.post(where, {"why": "The same"}))
    assert ASKED["why"] not in text(again.get(where))
    expand_all()
    told_of_it = rows("deferral_asked")
    assert [row.recipient_role for row in told_of_it] == ["lead_hmi", "support"]
    assert ASKED["why"] not in told_of_it[0].text and "/defer/decide/" in told_of_it[0].text
    decided = signed_in(told.owner).get(reverse("defer-decide", args=[told.revisit.reference]))
    assert ASKED["why"] in text(decided)
    decline(deferral=asked, reason=REASON, by=told.owner, at=LATER)
    assert f"Declined on 4 May 2022: {REASON}" in text(director.get(where))
    with pytest.raises(Refused, match="may not ask"):
        ask_for_area(revisit=told.revisit, why="Floods", by=told["health_chief"], at=LATER)


def test_declined_the_leaders_have_it_in_writing_and_every_date_stays(
    told: Cast, asked: Deferral, signed_in: SignedIn
) -> None:
    browser, (where, given) = signed_in(told.owner), decide(told, "decline")
    shown = browser.post(where, given)
    assert "5 messages" not in text(shown) and "Decline: the visit takes place as it was told" in text(shown)
    out = {(row.recipient_email, row.text) for row in shown.context["messages_out"]}
    assert not rows("deferral_declined")
    browser.post(where, {**given, "confirm": "1"})
    expand_all()
    found = rows("deferral_declined")
    assert {(row.recipient_email, row.text) for row in found} == out
    assert {row.recipient_role for row in found} == LEADERS
    for said in (
        "You asked on Tuesday 3 May 2022",
        "Ofsted declines the request",
        REASON,
        "Tuesday 17 May 2022",
    ):
        assert said in found[0].text, said
    assert "declines" in found[0].html
    told.revisit.refresh_from_db()
    assert told.revisit.state == State.NOTIFIED and told.revisit.first_day == date(2022, 5, 17)
    asked.refresh_from_db()
    assert (asked.decision, asked.decided_by, asked.reason) == ("declined", told.owner, REASON)
    page = text(browser.get(reverse("plan", args=[told.revisit.reference])))
    assert f"Declined on 4 May 2022 by The owner: {REASON}" in page


def test_granted_it_is_postponed_and_one_message_confirms_it_to_each(
    told: Cast, asked: Deferral, signed_in: SignedIn
) -> None:
    browser, (where, given) = signed_in(told.owner), decide(told, "postpone")
    before = OutboxMessage.objects.count()
    shown = browser.post(where, given)
    assert OutboxMessage.objects.count() == before
    browser.post(where, {**given, "confirm": "1"})
    expand_all()
    new = OutboxMessage.objects.order_by("pk")[before:]
    assert {row.message for row in new} == {"postponed"} and len(new) == len(shown.context["messages_out"])
    assert len({row.recipient_key for row in new}) == len(new)
    confirmed = {row.recipient_role for row in new if "this confirms it in writing" in row.text}
    assert confirmed == LEADERS
    told.revisit.refresh_from_db()
    assert (told.revisit.state, told.revisit.stopped_why) == (State.POSTPONED, REASON)


def test_granted_with_days_that_are_known_everybody_told_hears_of_them_once(
    told: Cast, asked: Deferral, signed_in: SignedIn
) -> None:
    browser, (where, given) = signed_in(told.owner), decide(told, "days")
    unsaid = browser.post(where, given)
    assert error_beside(unsaid, "first_day") == "Enter the first on-site day."
    assert error_beside(unsaid, "days") == "Choose two, three or four days (G19)."
    sunday = browser.post(where, {**given, **in_boxes("first_day", date(2022, 6, 12)), "days": "3"})
    assert "Monday to Friday" in error_beside(sunday, "first_day") and REASON in sunday.content.decode()
    given |= {**in_boxes("first_day", date(2022, 6, 14)), "days": "2"}
    shown = text(browser.post(where, given))
    assert "Tuesday 14 June 2022 to Wednesday 15 June 2022" in shown and "What moves" in shown
    browser.post(where, {**given, "confirm": "1"})
    expand_all()
    found = rows("date_changed")
    assert len({row.recipient_key for row in found}) == len(found) == 5
    by_role = {row.recipient_role: row.text for row in found}
    assert all("this confirms it in writing" in by_role[role] for role in LEADERS)
    assert "confirms" not in by_role["pcf"] and "New: Tuesday 14 June 2022" in by_role["pcf"]
    told.revisit.refresh_from_db()
    assert (told.revisit.state, told.revisit.days) == (State.NOTIFIED, 2)
    assert len(told.happened(CaseEvent.Kind.DEFERRAL_DECIDED)) == 1


def test_when_nobody_can_ask_or_decide_it_is_said(told: Cast, asked: Deferral) -> None:
    decline(deferral=asked, reason=REASON, by=told.owner, at=LATER)
    with pytest.raises(Refused, match="decided already: declined"):
        grant(deferral=asked, reason=REASON, by=told.owner, at=LATER)
    again = ask_deferral(revisit=told.revisit, asked_on=NOW.date(), by=told.owner, at=LATER, **ASKED)
    for state, said in (
        ("on_site", "has begun"),
        ("postponed", "was postponed"),
        ("planned", "not notified yet"),
    ):
        put(state, told.revisit)
        with pytest.raises(Refused, match=said):
            ask_deferral(revisit=told.revisit, asked_on=NOW.date(), by=told.owner, at=LATER, **ASKED)
    put("on_site", told.revisit)
    with pytest.raises(Refused, match="has begun"):
        grant(deferral=again, reason=REASON, by=told.owner, at=LATER)


def test_the_database_keeps_a_request_whole(told: Cast, asked: Deferral) -> None:
    whole = {"revisit": told.revisit, "asked_on": NOW.date(), "recorded_by": told.owner, "recorded_at": NOW}
    broken = {
        "deferral_one_open_request": {**whole, **ASKED},
        "deferral_says_who_and_why": {**whole, "asked_by": "", "why": "x"},
        "deferral_decided_with_its_reason": {**whole, **ASKED, "decision": "granted"},
    }
    for name, values in broken.items():
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            Deferral.objects.create(**values)
