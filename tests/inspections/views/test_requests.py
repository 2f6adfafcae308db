"""The pages of further requests (G17): asking, writing, unread marks, and what waits on the home page."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from inspections.actions.evidence import give_evidence
from inspections.actions.information import declare_none
from inspections.actions.requests import close_request, write_message
from inspections.models import CaseEvent, InformationItem, RequestMessage
from inspections.timeline.times import LONDON
from tests.cast import Cast
from tests.conftest import SignedIn, StandingClock
from tests.inspections.arranged import ASKED, DUE, request
from tests.pages import SEEN, error_beside, in_boxes, text


@pytest.fixture
def told(cast: Cast, standing_clock: StandingClock) -> Cast:
    """On day -5."""
    cast.notify()
    standing_clock.now = ASKED
    return cast


def page(browser: Client, name: str, cast: Cast, *more: object) -> Any:
    return browser.get(reverse(name, args=[cast.revisit.reference, *more]))


def typed(**changes: Any) -> dict[str, Any]:
    given = {
        "whom": "area",
        "title": "Waiting times",
        "due_time": "5pm",
        **in_boxes("due_on", date(2022, 5, 13)),
    }
    return given | changes


def test_g17_the_team_asks_a_body_with_a_time_and_the_area_sees_it(told: Cast, signed_in: SignedIn) -> None:
    health = told.area.health_bodies.get()
    ask = reverse("request-ask", args=[told.revisit.reference])
    answer = signed_in(told["cqc"]).post(ask, typed(whom=f"body-{health.pk}", **SEEN), follow=True)
    assert "The request is made" in text(answer)
    item = InformationItem.objects.get(kind="further")
    assert (item.side, item.body, item.due_at) == ("area", health, datetime(2022, 5, 13, 17, tzinfo=LONDON))
    assert "Waiting times" in text(page(signed_in(told["lano"]), "area-requests", told))


@pytest.mark.parametrize(
    ("field", "changes", "sentence"),
    [
        ("whom", {"whom": "body-0"}, "Select a valid choice"),
        ("title", {"title": ""}, "Say what you ask for."),
        ("due_on", {"due_on_0": ""}, "Enter"),
        ("due_on", in_boxes("due_on", date(2022, 5, 9)), "in the future"),
        ("due_on", in_boxes("due_on", date(2022, 5, 20)), "The visit ends on 19 May 2022"),
        ("due_time", {"due_time": "soon"}, "Enter a time like 9:30"),
    ],
)
def test_what_is_wrong_stands_beside_its_field(
    told: Cast, signed_in: SignedIn, field: str, changes: dict[str, Any], sentence: str
) -> None:
    ask = reverse("request-ask", args=[told.revisit.reference])
    answer = signed_in(told.owner).post(ask, typed(**{"guidance": "Kept", **changes}))
    assert sentence in error_beside(answer, field)
    assert "Kept" in answer.content.decode()
    assert not InformationItem.objects.filter(kind="further").exists()


def test_g17_outside_the_days_the_page_says_so_before_anything_is_typed(
    told: Cast, signed_in: SignedIn, standing_clock: StandingClock
) -> None:
    standing_clock.set(date(2022, 5, 9))
    browser, ask = signed_in(told.owner), reverse("request-ask", args=[told.revisit.reference])
    for answer in (browser.get(ask), page(browser, "requests", told), browser.post(ask, typed())):
        assert "Tuesday 10 May to Monday 16 May 2022 (G17): not yet." in text(answer)
        assert "Send the request" not in text(answer)
    assert not InformationItem.objects.filter(kind="further").exists()


def test_g17_each_side_sees_its_own_requests_alone(told: Cast, signed_in: SignedIn) -> None:
    request(told, title="Asked of the area")
    request(told, side="forum", title="Asked of the forum")
    for person, name, seen in (
        ("lano", "area-requests", (True, False)), ("dcs", "area-requests", (True, False)),
        ("pcf", "area-requests", (False, True)), ("cqc", "requests", (True, True)),
        ("colleague", "requests", (False, False)), ("support", "requests", (False, False)),
    ):  # fmt: skip
        shown = text(page(signed_in(told[person]), name, told))
        assert ("Asked of the area" in shown, "Asked of the forum" in shown) == seen, person


def test_g17_messages_go_both_ways_with_unread_marks(told: Cast, signed_in: SignedIn) -> None:
    item = request(told)
    team, officer = signed_in(told.owner), signed_in(told["lano"])
    here, there = (
        reverse(name, args=[told.revisit.reference, item.pk]) for name in ("request", "area-request")
    )
    assert error_beside(officer.post(there, {"text": " "}), "text") == "Write the message."
    officer.post(there, {"text": "Is a sheet fine?"})
    assert RequestMessage.objects.get().body == told.area.authority
    assert "New message" in text(page(team, "requests", told))
    assert "New message" in text(team.get("/"))
    assert "New message" not in text(page(officer, "area-requests", told)), "one's own side wrote it"
    assert "Is a sheet fine?" in text(team.get(here))
    assert "New message" not in text(page(team, "requests", told))
    assert "New message" in text(page(signed_in(told["cqc"]), "requests", told)), "each reads for themselves"
    team.post(here, {"text": "It is."})
    assert "New message" in text(officer.get("/"))
    assert "It is." in text(officer.get(there))
    assert "New message" not in text(officer.get("/"))


def test_whoever_only_reads_leaves_no_mark_and_writes_nothing(told: Cast, signed_in: SignedIn) -> None:
    item = request(told)
    write_message(item=item, text="Where is it?", body=None, by=told.owner, at=ASKED)
    for person, name in (("senior_hmi", "request"), ("dcs", "area-request")):
        address = reverse(name, args=[told.revisit.reference, item.pk])
        shown = text(signed_in(told[person]).get(address))
        assert "Where is it?" in shown
        for button in ("Send the message", "Close the request", "Answer it"):
            assert button not in shown
        assert signed_in(told[person]).post(address, {"text": "x"}).status_code == 404
    assert not item.readings.exists()


def test_g17_how_a_request_stands_from_asked_to_closed(
    told: Cast, signed_in: SignedIn, standing_clock: StandingClock
) -> None:
    first, second = request(told), request(told, title="Another")
    team = signed_in(told["cqc"])
    assert text(page(team, "requests", told)).count("Waits for an answer") == 2
    standing_clock.now = DUE + timedelta(seconds=1)
    assert text(page(team, "requests", told)).count("Late") == 2
    assert told.area.authority
    give_evidence(
        revisit=told.revisit, body=told.area.authority, title="Sheet", weaknesses=[], text="12 weeks", item=first,
        by=told["lano"], at=DUE,
    )  # fmt: skip
    assert [event.text for event in told.happened(CaseEvent.Kind.REQUEST_ANSWERED)] == [
        "A further request was answered for Essex County Council."
    ]
    declare_none(item=second, why="We hold no such figures", by=told["lano"], at=DUE)
    shown = text(page(team, "requests", told))
    assert "Answered" in shown and "Cannot be given" in shown
    assert "We hold no such figures" in text(page(team, "request", told, second.pk))
    assert "Sheet , Essex County Council" in text(page(team, "request", told, first.pk))
    close = reverse("request-close", args=[told.revisit.reference, first.pk])
    assert "Open it again" in text(team.post(close, follow=True))
    assert "closed this request" in text(team.post(close, follow=True))
    reopen = reverse("request-reopen", args=[told.revisit.reference, first.pk])
    assert "Close the request" in text(team.post(reopen, follow=True))


def test_g17_home_names_what_waits_for_whom(told: Cast, signed_in: SignedIn) -> None:
    item = request(told, title="Waiting times")
    request(told, side="forum", title="Families' views")
    homes = {
        name: text(signed_in(told[name]).get("/")) for name in ("lano", "pcf", "dcs", "owner", "support")
    }
    assert "Waiting times" in homes["lano"] and "Families" not in homes["lano"]
    assert "Families" in homes["pcf"] and "Waiting times" not in homes["pcf"]
    assert "Waiting times" not in homes["dcs"] + homes["owner"] + homes["support"]
    declare_none(item=item, why="There are none", by=told["lano"], at=ASKED)
    assert "Waiting times" in text(signed_in(told.owner).get("/")), "the team closes it"
    assert "Waiting times" not in text(signed_in(told["lano"]).get("/"))
    close_request(item=item, by=told.owner, at=ASKED)
    assert "Waiting times" not in text(signed_in(told.owner).get("/"))


def test_what_was_written_runs_nothing_and_a_closed_request_takes_no_message(
    told: Cast, signed_in: SignedIn
) -> None:
    item = request(told, title="<script>1</script>")
    write_message(item=item, text="<b>bold</b>", body=None, by=told.owner, at=ASKED)
    browser, address = (
        signed_in(told["lano"]),
        reverse("area-request", args=[told.revisit.reference, item.pk]),
    )
    shown = browser.get(address)
    assert b"<script>1" not in shown.content and b"<b>bold" not in shown.content
    assert "no-store" in shown["Cache-Control"]
    close_request(item=item, by=told.owner, at=ASKED)
    answer = browser.post(address, {"text": "Wait!"})
    assert "closed this request" in text(answer) and "Wait!" in answer.content.decode()
    assert RequestMessage.objects.count() == 1
