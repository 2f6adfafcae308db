"""A calendar by its secret address: right for calendar programs, and nothing in it that its owner may not see."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.core.cache import caches
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from inspections.actions.cases import reschedule
from inspections.actions.meetings import cancel_meeting
from inspections.actions.plans import postpone
from inspections.actions.timeline import override_date
from inspections.meetings import arranged
from inspections.models import Revisit
from notifications.calendars.subscriptions import revoke, subscribe
from notifications.domain.post import as_email
from notifications.models import CalendarFeed
from revisits.accounts.models import Membership
from revisits.accounts.visibility import visible
from revisits.record.models import Entry
from tests.cast import NOW, Cast, make_elsewhere
from tests.conftest import SignedIn, StandingClock
from tests.notifications.calendars.rules import assert_keeps_the_rules
from tests.notifications.conftest import expand_all, rows
from tests.pages import text

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=1)
Events = dict[str, Any]


def address(cast: Cast, name: str, *, case: bool = False) -> str:
    revisit = cast.revisit if case else None
    _, secret = subscribe(owner=cast[name], revisit=revisit, at=NOW)
    return reverse("calendar-feed", args=[secret])


def fetched(where: str, **headers: str) -> Events:
    """The events of a feed by the first part of their UID, as a calendar program gets them: without any cookie."""
    answer = Client(headers=headers).get(where)
    assert answer.status_code == 200 and not answer.cookies
    found = assert_keeps_the_rules(answer.content, "PUBLISH")
    return {str(event["UID"]).removesuffix("@localhost"): event for event in found}


def invitations(message: str) -> list[bytes]:
    """The calendar files of a message to the nominated officer, as they go out."""
    row = next(row for row in rows(message) if row.recipient_role == "lano")
    parts = [part for part in as_email(row).message().walk() if part.get_content_type() == "text/calendar"]
    found = [part.get_payload(decode=True) for part in parts]
    assert found
    return [content for content in found if isinstance(content, bytes)]


@pytest.fixture
def told(cast: Cast, standing_clock: StandingClock) -> Cast:
    cast.notify()
    expand_all()
    standing_clock.now = LATER
    return cast


def test_days_deadlines_and_meetings_stand_as_calendar_programs_take_them(told: Cast) -> None:
    meeting = told.event("leaders_meeting")
    override_date(event=meeting, on=date(2022, 5, 17), time="10:30", reason="Agreed", by=told.owner, at=LATER)
    where = address(told, "owner")
    raw = Client().get(where).content.decode()
    for said in (
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
        "X-PUBLISHED-TTL:PT1H",
        "X-WR-TIMEZONE:Europe/London",
        "X-WR-CALNAME:Re-visits",
    ):
        assert f"\r\n{said}\r\n" in raw, said
    found = fetched(where)
    visit = found["essex-2022-on-site-1"]
    assert (visit["DTSTART"].to_ical(), visit["DTEND"].to_ical()) == (b"20220517", b"20220520")
    assert (visit["STATUS"], visit["TRANSP"]) == ("CONFIRMED", "OPAQUE")
    opens = found["essex-2022-survey_opens-1"]
    assert opens["DTSTART"].to_ical() == b"20220510T120000" and opens["TRANSP"] == "TRANSPARENT"
    assert opens["DTSTART"].dt.utcoffset() == timedelta(hours=1)  # noon in summer time
    due = found["essex-2022-evidence_due-1"]
    assert due["DTSTART"].to_ical() == b"20220506" and "(by the end of the day)" in due["SUMMARY"]
    # Under the UID of its invitation.
    events = [
        event for content in invitations("notify") for event in assert_keeps_the_rules(content, "REQUEST")
    ]
    assert {str(event["UID"]).removesuffix("@localhost") for event in events} <= set(found)
    leaders = found["essex-2022-leaders_meeting-1"]
    assert leaders["DTSTART"].to_ical() == b"20220517T103000"


def test_a_weekend_between_on_site_days_is_left_out(told: Cast) -> None:
    told.revisit.refresh_from_db()
    reschedule(
        revisit=told.revisit, version=told.revisit.version, first_day=date(2022, 5, 19), days=4, reason="x",
        by=told.owner, at=LATER,
    )  # fmt: skip
    found = fetched(address(told, "cqc"))
    runs = [found[f"essex-2022-on-site-{number}"] for number in (1, 2)]
    assert [(run["DTSTART"].to_ical(), run["DTEND"].to_ical()) for run in runs] == [
        (b"20220519", b"20220521"),
        (b"20220523", b"20220525"),
    ]


def test_each_side_has_its_own_and_nothing_of_the_inspectors(told: Cast) -> None:
    other = make_elsewhere(told)
    lano, forum = fetched(address(told, "lano")), fetched(address(told, "pcf", case=True))
    inside = {
        "evidence_review-1",
        "adviser_call-1",
        "judgement_meeting-1",
        "draft_sent-1",
        "follow_up_call-1",
    }
    names = {name.removeprefix("essex-2022-") for name in lano}
    assert "leaders_meeting-1" in names and "pcf_meeting-1" not in names
    assert not names & (inside - {"follow_up_call-1"})
    names = {name.removeprefix("essex-2022-") for name in forum}
    assert "pcf_meeting-1" in names and not names & {"leaders_meeting-1", "feedback-1", *inside}
    assert not any(name.startswith(other.revisit.reference) for name in (*lano, *forum))
    # Staff with no part have their own cases alone; support has the days of every open case,
    # and the deadlines that it owns.
    assert set(fetched(address(told, "colleague"))) >= {f"{other.revisit.reference}-on-site-1"}
    assert not any(name.startswith("essex") for name in fetched(address(told, "colleague")))
    support = fetched(address(told, "support"))
    of_support = (
        *("on-site-1", "survey_opens-1", "survey_closes-1"),
        *("final_sent-1", "published-1"),
    )
    assert set(support) == {
        f"{case}-{name}" for case in ("essex-2022", other.revisit.reference) for name in of_support
    }
    assert visible(told["lano"], CalendarFeed).get().owner == told["lano"]


def sequence(event: Any) -> int:
    return int(event["SEQUENCE"])


def test_sequence_rises_with_each_change_that_a_calendar_shows(told: Cast) -> None:
    where = address(told, "lano")
    first = fetched(where)["essex-2022-survey_opens-1"]
    override_date(
        event=told.event("survey_opens"), on=date(2022, 5, 9), time="", reason="x", by=told.owner, at=LATER
    )
    second = fetched(where)["essex-2022-survey_opens-1"]
    assert (second["DTSTART"].to_ical(), second["SUMMARY"]) == (b"20220509", first["SUMMARY"])
    feedback = arranged(told.revisit, "feedback")
    assert feedback
    cancel_meeting(meeting=feedback, why="Online instead", by=told.owner, at=LATER)
    third = fetched(where)
    assert third["essex-2022-feedback-1"]["STATUS"] == "CANCELLED"
    assert sequence(first) < sequence(second) < sequence(third["essex-2022-survey_opens-1"])


def test_what_stops_stays_as_cancelled_and_its_new_days_are_for_the_team_alone(told: Cast) -> None:
    where = address(told, "lano")
    before = fetched(where)
    postpone(revisit=told.revisit, reason="Illness", by=told.owner, at=LATER)
    expand_all()
    stopped = fetched(where)
    assert {event["STATUS"] for event in stopped.values()} == {"CANCELLED"}
    assert {"essex-2022-on-site-1", "essex-2022-leaders_meeting-1"} <= set(stopped)
    assert all(sequence(event) > sequence(before[name]) for name, event in stopped.items())
    for content in invitations("postponed"):
        assert assert_keeps_the_rules(content, "CANCEL")
    case = Revisit.objects.get(pk=told.revisit.pk)
    reschedule(
        revisit=case, version=case.version, first_day=date(2022, 9, 20), days=3, reason="x", by=told.owner, at=LATER
    )  # fmt: skip
    for name in ("lano", "pcf"):
        assert b"202209" not in Client().get(address(told, name)).content
    team = fetched(address(told, "owner"))["essex-2022-on-site-1"]
    assert (team["DTSTART"].to_ical(), team["STATUS"]) == (b"20220920", "TENTATIVE")


def test_it_is_the_same_until_something_changes_and_says_so(told: Cast) -> None:
    where = address(told, "owner")
    first = Client().get(where)
    assert first["Cache-Control"] == "private, no-store" and "Vary" not in first
    assert first["Content-Type"] == "text/calendar; charset=utf-8" and first["X-Robots-Tag"] == "noindex"
    again = Client(headers={"if-none-match": first["ETag"]}).get(where)
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    assert first["Last-Modified"] == "Tue, 03 May 2022 07:30:00 GMT"
    override_date(
        event=told.event("survey_opens"), on=date(2022, 5, 9), time="", reason="x", by=told.owner, at=LATER
    )
    changed = Client(headers={"if-none-match": first["ETag"]}).get(where)
    assert changed.status_code == 200 and changed["Last-Modified"] == "Wed, 04 May 2022 07:30:00 GMT"
    assert CalendarFeed.objects.get().fetched_at == LATER


def test_an_address_is_shown_once_kept_as_a_hash_replaced_and_revoked(
    told: Cast, signed_in: SignedIn
) -> None:
    browser, page = signed_in(told["lano"]), reverse("calendars")
    made = browser.post(page)
    where = made.context["address"]
    secret = where.rsplit("/", 1)[1].removesuffix(".ics")
    assert len(secret) >= 43 and where in made.content.decode() and "not shown again" in text(made)
    assert made["Cache-Control"] == "no-store"
    row = CalendarFeed.objects.get()
    assert secret not in str(list(CalendarFeed.objects.values())) and len(row.secret) == 64
    assert row.secret not in str(list(Entry.objects.filter(table="notifications_calendarfeed").values()))
    path = where.removeprefix("http://localhost:8000")
    path = path[path.index("/calendars/") :]
    fetched(path)
    shown = browser.get(page)
    assert secret not in shown.content.decode() and "Fetched last on 4 May 2022" in text(shown)
    replaced = browser.post(page).context["address"]
    assert replaced != where and Client().get(path).status_code == 404
    new = replaced[replaced.index("/calendars/") :]
    fetched(new)
    browser.post(reverse("calendar-revoke"))
    assert Client().get(new).status_code == 404
    assert browser.post(reverse("calendar-revoke")).status_code == 404
    one = browser.post(page, {"revisit": "essex-2022"})
    assert "The address of the re-visit of Essex" in text(one)
    assert "Replace the address" in text(browser.get(page, {"revisit": "essex-2022"}))
    assert browser.get(page, {"revisit": "kent-2022"}).status_code == 404


def test_a_leavers_calendar_dies_at_once(told: Cast) -> None:
    whole, one = address(told, "lano"), address(told, "lano", case=True)
    staff = address(told, "owner")
    ended = {"ends_on": LATER.date() - timedelta(days=1)}
    Membership.objects.filter(user=told["lano"]).update(**ended)
    assert [Client().get(where).status_code for where in (whole, one)] == [404, 404]
    told.owner.is_active = False
    told.owner.save()
    wrong = Client().get(reverse("calendar-feed", args=["wrong"]))
    dead = Client().get(staff)
    assert (dead.status_code, dead.content) == (wrong.status_code, wrong.content) == (404, b"")


def test_whoever_guesses_or_asks_all_the_time_is_slowed_down(told: Cast) -> None:
    caches["memory"].clear()
    wrong = reverse("calendar-feed", args=["guess"])
    answers = [Client(REMOTE_ADDR="192.0.2.7").get(wrong).status_code for _ in range(31)]
    assert answers == [404] * 30 + [429]
    where = address(told, "lano")
    fetched(where)
    answers = [Client(REMOTE_ADDR="192.0.2.7").get(where).status_code for _ in range(20)]
    assert answers == [200] * 19 + [429] and Client().get(where)["Retry-After"] == "60"


def test_the_database_keeps_one_in_force_and_a_hash(told: Cast) -> None:
    subscribe(owner=told["lano"], revisit=None, at=NOW)
    for name, secret in (("calendar_feed_one_in_force", "a" * 64), ("calendar_feed_keeps_a_hash", "plain")):
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            CalendarFeed.objects.create(
                owner=told["lano"], secret=secret, made_at=datetime.now(tz=NOW.tzinfo)
            )
    assert revoke(owner=told["lano"], revisit=None, at=NOW)
    assert not revoke(owner=told["lano"], revisit=None, at=NOW)
