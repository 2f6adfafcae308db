"""The pages of one case: overview, timeline, history, details, days, team; and home."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from inspections.actions.cases import create_case, edit_details
from inspections.actions.timeline import compute_timeline, override_date
from inspections.models import CaseEvent, Revisit, TimelineEvent
from inspections.workflow import State
from revisits.accounts.models import User
from tests.cast import NOW, Cast, new_case
from tests.conftest import SignedIn, StandingClock
from tests.factories import make
from tests.pages import error_beside, in_boxes, text
from tests.stages import put
from tests.statements import is_write

CASE_PAGES = ("revisit", "timeline", "history", "notices", "team", "letters")


@pytest.fixture
def site(cast: Cast, signed_in: SignedIn) -> Client:
    return signed_in(cast.owner)


def at(name: str, *more: Any) -> str:
    return reverse(name, args=["essex-2022", *more])


def details(**changes: Any) -> dict[str, Any]:
    return {
        "version": "1",
        "survey_kind": "link",
        "survey_url": "https://survey.example.org/essex",
        "has_open_meeting": "on",
        "open_meeting_place": "County Hall, Chelmsford",
        "circulated_by": "Essex County Council",
        "letterhead": "on",
        **in_boxes("parents_letter_date", date(2022, 5, 3)),
        **changes,
    }


def days(**changes: Any) -> dict[str, Any]:
    first = in_boxes("first_day", date(2022, 5, 24))
    return {"version": "1", "days": "3", "reason": "Half-term", **first, **changes}


def test_the_overview_says_what_is_next_and_who_is_on_it(site: Client) -> None:
    page = text(site.get(at("revisit")))
    for said in ("Tell the area", "The owner", "Joint commissioning", "Essex Family Forum", "27 April 2020"):
        assert said in page
    assert "Quality of plans & the &lt;waiting&gt; times" in page


def test_g5_the_overview_tells_the_statements_clocks(site: Client) -> None:
    page = text(site.get(at("revisit")))
    assert "Due 15 April 2020" in page
    assert "re-visit due by 27 October 2021" in page


def test_late_events_stand_on_top(site: Client, standing_clock: StandingClock) -> None:
    standing_clock.set(date(2022, 5, 5))
    page = text(site.get(at("revisit")))
    assert "3 events late" in page


def test_what_may_be_done_on_several_days_is_over_after_them_and_never_late(
    site: Client, cast: Cast, standing_clock: StandingClock
) -> None:
    asking, event = "Inspectors may ask for further information", cast.event("further_requests")
    for other in cast.revisit.timeline.exclude(pk=event.pk).filter(done_on=None):
        TimelineEvent.objects.filter(pk=other.pk).update(done_on=NOW.date(), recorded_at=NOW)
    for day, stands in ((date(2022, 5, 16), True), (date(2022, 5, 17), False)):
        standing_clock.set(day)
        for page in (reverse("home"), reverse("revisits"), at("revisit")):
            assert (asking in text(site.get(page))) == stands, (day, page)
        said = f"Tue 10 May 2022 to Mon 16 May 2022 {'Due today' if stands else 'Over'}"
        assert said in text(site.get(at("timeline")))
    assert "event late" not in text(site.get(at("revisit")))


def test_of_a_case_that_is_over_nothing_is_late(
    site: Client, cast: Cast, standing_clock: StandingClock
) -> None:
    standing_clock.set(date(2022, 7, 20))
    for state, late, moves in (
        (State.ON_SITE, True, True),
        (State.FINAL, True, False),
        (State.CLOSED, False, False),
    ):
        put(state, cast.revisit)
        seen = text(site.get(at("revisit")))
        assert ("events late" in seen, "the on-site days" in seen) == (late, moves), state


@pytest.mark.parametrize("page", CASE_PAGES)
def test_a_page_of_a_case_costs_at_most_15_queries_whatever_else_there_is(
    page: str, site: Client, cast: Cast
) -> None:
    counts = []
    for first_day in (None, date(2022, 5, 17)):
        if first_day:
            for number in range(9):
                other = make(Revisit, reference=f"other-{number}")
                make(CaseEvent, revisit=other)
            for event in cast.revisit.timeline.all():
                make(CaseEvent, revisit=cast.revisit, kind="event_done", data={"code": event.code})
        with CaptureQueriesContext(connection) as captured:
            assert site.get(at(page)).status_code == 200
        counts.append(len(captured))
    assert counts[0] == counts[1] <= 15


def test_home_costs_the_same_with_1_case_and_with_10(site: Client, cast: Cast) -> None:
    counts = []
    for months in ((), range(6, 13)):
        for month in months:
            team: list[tuple[Any, str]] = [(cast.owner, "lead")]
            monday = next(
                date(2022, month, day) for day in range(6, 13) if date(2022, month, day).weekday() == 0
            )
            case = create_case(case=new_case(cast.area, team, monday), by=cast.owner, at=NOW)
            compute_timeline(revisit_id=case.pk, at=NOW)
        with CaptureQueriesContext(connection) as captured:
            site.get(reverse("home"))
        counts.append(len(captured))
    assert counts[0] == counts[1] <= 8


def test_home_shows_what_is_mine_late_first(site: Client, cast: Cast, standing_clock: StandingClock) -> None:
    page = text(site.get(reverse("home")))
    assert "Today" in page
    assert "Tell the area" in page
    assert "Late" not in page
    standing_clock.set(date(2022, 5, 4))
    assert text(site.get(reverse("home"))).index("Late") < text(site.get(reverse("home"))).index("Coming up")


def test_home_shows_each_their_own(cast: Cast, signed_in: SignedIn) -> None:
    cast.notify()
    shown = {name: text(signed_in(cast[name]).get(reverse("home"))) for name in ("lano", "pcf", "colleague")}
    assert "Evidence of impact uploaded" in shown["lano"]
    assert "Survey questions agreed" in shown["pcf"]
    assert "Survey questions agreed" not in shown["lano"]
    assert "Nothing of yours is late" in shown["colleague"]


def test_the_timeline_explains_every_date(site: Client, cast: Cast) -> None:
    page = text(site.get(at("timeline")))
    for event in cast.revisit.timeline.all():
        assert event.title in page
        assert event.explanation.replace("'", "’") in page.replace("'", "’"), event.code


def test_a_date_is_set_by_hand_with_its_reason(site: Client, cast: Cast) -> None:
    event = cast.event("open_meeting")
    data = in_boxes("on", date(2022, 5, 18)) | {"time": "19:00", "reason": "The hall is free"}
    data["edition"] = event.edition
    answer = site.post(at("override", event.pk), data)
    assert answer["Location"].endswith(f"#event-{event.pk}")
    page = text(site.get(at("timeline")))
    assert "The hall is free" in page
    site.post(at("reset", event.pk))
    assert not cast.event("open_meeting").is_overridden


BAD_OVERRIDES: list[tuple[dict[str, Any], str]] = [
    ({"reason": " "}, "reason"),
    ({"time": "lunch"}, "time"),
    ({"time": "25:00"}, "time"),
    (in_boxes("on", "31 4 2022"), "on"),
    (in_boxes("on", "  "), "on"),
]


@pytest.mark.parametrize(("change", "field"), BAD_OVERRIDES)
def test_a_date_by_hand_that_is_not_good_is_refused_beside_its_field(
    change: dict[str, Any], field: str, site: Client, cast: Cast
) -> None:
    data = in_boxes("on", date(2022, 5, 18)) | {"time": "", "reason": "The hall is free"}
    answer = site.post(at("override", cast.event("open_meeting").pk), data | change)
    assert answer.status_code == 200
    assert error_beside(answer, field)
    assert not cast.event("open_meeting").is_overridden


def test_what_happened_is_recorded_and_taken_back(site: Client, cast: Cast) -> None:
    event = cast.event("information_request")
    site.post(at("done", event.pk), in_boxes("done_on", NOW.date()))
    assert cast.event("information_request").done_by == cast.owner
    again = site.post(at("done", event.pk), in_boxes("done_on", NOW.date()))
    assert "recorded this as done on 3 May 2022 already" in error_beside(again, "done_on")
    site.post(at("reopen", event.pk))
    assert cast.event("information_request").done_on is None


def test_the_future_is_not_done(site: Client, cast: Cast) -> None:
    answer = site.post(at("done", cast.event("pcf_meeting").pk), in_boxes("done_on", date(2022, 5, 4)))
    assert error_beside(answer, "done_on") == "The day cannot be in the future."


def test_an_event_of_another_case_is_not_found(site: Client, cast: Cast) -> None:
    other = create_case(case=new_case(cast.area, [], date(2022, 6, 14)), by=None, at=NOW)
    compute_timeline(revisit_id=other.pk, at=NOW)
    foreign = other.timeline.get(code="notify").pk
    for name in ("override", "done", "reset", "reopen"):
        assert site.post(at(name, foreign), {"x": "1"}).status_code == 404


def test_details_are_saved_and_the_second_identical_edit_writes_nothing(site: Client, cast: Cast) -> None:
    data = details(open_meeting_place="Room 2")
    assert site.post(at("details"), data).status_code == 302
    with CaptureQueriesContext(connection) as captured:
        assert site.post(at("details"), data | {"version": "2"}).status_code == 302
    changed = [q["sql"] for q in captured if is_write(q["sql"])]
    assert all("django_session" in sql for sql in changed), changed
    assert len(cast.happened(CaseEvent.Kind.EDITED)) == 1


def test_bad_details_are_refused_beside_their_fields_and_kept(site: Client, cast: Cast) -> None:
    answer = site.post(at("details"), details(survey_url="not an address", email_contributions="nobody@"))
    assert error_beside(answer, "survey_url")
    assert error_beside(answer, "email_contributions")
    assert "not an address" in answer.content.decode()
    cast.revisit.refresh_from_db()
    assert cast.revisit.version == 1


def test_a_second_editor_sees_both_texts_and_may_save_over(site: Client, cast: Cast) -> None:
    edit_details(
        revisit=cast.revisit, version=1, changes={"open_meeting_place": "Room 1"}, by=cast["support"], at=NOW
    )
    answer = site.post(at("details"), details(open_meeting_place="Room 2"))
    assert answer.status_code == 409
    assert answer.context["differing"] == [("Place of the open meeting", "Room 1", "Room 2")]
    form = answer.context["form"]
    assert (form.data["version"], form.data["open_meeting_place"]) == ("2", "Room 2")
    assert site.post(at("details"), details(open_meeting_place="Room 2", version="2")).status_code == 302
    cast.revisit.refresh_from_db()
    assert cast.revisit.open_meeting_place == "Room 2"


def test_days_are_moved_with_a_reason(site: Client, cast: Cast) -> None:
    assert error_beside(site.post(at("dates"), days(reason="")), "reason") == "Give the reason."
    saturday = site.post(at("dates"), days(**in_boxes("first_day", date(2022, 5, 21))))
    assert "is a Saturday" in error_beside(saturday, "first_day")
    shown = site.post(at("dates"), days())
    assert shown.status_code == 200 and "nobody gets a message" in shown.content.decode()
    cast.revisit.refresh_from_db()
    assert (cast.revisit.first_day, cast.revisit.version) == (date(2022, 5, 17), 1)
    assert site.post(at("dates"), days(confirm="1")).status_code == 302
    cast.revisit.refresh_from_db()
    assert (cast.revisit.first_day, cast.revisit.timeline_stale) == (date(2022, 5, 24), False)


def test_days_moved_by_two_people_are_a_conflict(site: Client, cast: Cast) -> None:
    site.post(at("dates"), days(confirm="1"))
    answer = site.post(at("dates"), days(**in_boxes("first_day", date(2022, 6, 14))))
    assert answer.status_code == 409
    assert ("First on-site day", date(2022, 5, 24), date(2022, 6, 14)) in answer.context["differing"]
    assert "Half-term" in answer.content.decode()


def test_days_that_may_not_move_are_refused_in_words(site: Client, cast: Cast) -> None:
    team: list[tuple[User, str]] = [(cast.owner, "lead"), (cast["cqc"], "cqc")]
    other = create_case(case=new_case(cast.area, team, date(2022, 5, 24)), by=None, at=NOW)
    put("cancelled", other)
    Revisit.objects.filter(pk=other.pk).update(wsoa=cast.revisit.wsoa)
    answer = site.post(at("dates"), days())
    assert error_beside(answer, "first_day") == "This area has a re-visit on this day already."
    cast.notify()
    put(State.CLOSED, cast.revisit)
    answer = site.post(at("dates"), days(**in_boxes("first_day", date(2022, 6, 14))))
    assert "The visit is over" in error_beside(answer, "first_day")


def test_the_history_is_read_newest_first_and_by_kind(site: Client, cast: Cast) -> None:
    override_date(
        event=cast.event("open_meeting"),
        on=date(2022, 5, 18),
        time="",
        reason="The hall",
        by=cast.owner,
        at=NOW,
    )
    page = text(site.get(at("history")))
    assert page.index("became Wednesday 18 May 2022. Reason: The hall") < page.index("Re-visit of Essex")
    only = text(site.get(f"{at('history')}?kind=created"))
    assert "The hall" not in only
    assert "Re-visit of Essex" in only
    assert "Nothing of this kind has happened." in text(site.get(f"{at('history')}?kind=notified"))
    assert "The hall" in text(site.get(f"{at('history')}?kind=nonsense"))


def test_a_long_history_is_paged_within_its_kind(site: Client, cast: Cast) -> None:
    for number in range(60):
        make(CaseEvent, revisit=cast.revisit, kind="edited", text=f"Edit {number}")
    first = site.get(f"{at('history')}?kind=edited")
    older = re.search(r'href="(\?kind=edited&amp;before=\d+)"', first.content.decode())
    assert older
    second = text(site.get(at("history") + older[1].replace("&amp;", "&")))
    assert "Edit 9" in second
    assert "Edit 10" not in second


def test_g13_g15_what_judgement_still_needs_stands_on_the_overview_once_it_is_near(
    cast: Cast, signed_in: SignedIn, standing_clock: StandingClock
) -> None:
    cast.notify()
    lead, office = signed_in(cast.owner), signed_in(cast["support"])
    needed = "Still needed before judgement"
    with CaptureQueriesContext(connection) as early:
        assert needed not in text(lead.get(at("revisit")))
    standing_clock.now = NOW + timedelta(days=3)  # day -7, when evidence is due
    with CaptureQueriesContext(connection) as near:
        page = text(lead.get(at("revisit")))
    assert needed in page and "(G13)" in page and page.count("(G15)") == 2
    assert len(near) == len(early) + 1
    # It says what is in the evidence base, and so is for those who read that.
    assert needed not in text(office.get(at("revisit")))
    cast.done("judgement_meeting", at=standing_clock.now)
    assert needed not in text(lead.get(at("revisit")))
