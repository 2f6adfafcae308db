"""17 March 2020: all re-visits are suspended in one action, and Worcestershire's people hear of it once."""

from collections import Counter
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar
from pytest_django import Settings

from inspections import tasks
from inspections.actions.meetings import invite
from inspections.meetings import arranged
from inspections.models import Revisit, Suspension
from inspections.timeline.times import LONDON
from inspections.workflow import State
from notifications.domain.remind import remind
from revisits.accounts.models import User
from revisits.demo.placing import place_cases
from tests.conftest import SignedIn, StandingClock
from tests.demo.loading import load
from tests.notifications.conftest import expand_all, send_all
from tests.pages import in_boxes, text
from tests.second_factor import give_second_factor
from tests.smtp import Post
from tests.snapshots import kept

pytestmark = pytest.mark.django_db
WHY = "Because of the coronavirus (COVID-19) pandemic inspectors do not travel."
THE_DAY_BEFORE = datetime(2020, 3, 16, 8, 30, tzinfo=LONDON)
SUSPENDED = datetime(2020, 3, 17, 11, tzinfo=LONDON)
WORCESTERSHIRE, SENIOR = "worcestershire-2020", "senior-hmi@demo.example"


@pytest.fixture
def march(settings: Settings, standing_clock: StandingClock) -> StandingClock:
    """The demo with Worcestershire as it stood on the morning before."""
    settings.DEMO, settings.DEMO_CLOCK = True, "2019-01-01T09:00"
    kept("demo before everything", load)
    standing_clock.now = THE_DAY_BEFORE
    place_cases(now=THE_DAY_BEFORE, only=[WORCESTERSHIRE])
    give_second_factor([User.objects.get(email=SENIOR)])
    return standing_clock


def methods(post: Post, address: str) -> list[str]:
    """The methods of the calendars in the mails that arrived at an address."""
    found = []
    for mail in post.to(address):
        for part in mail.message.walk():
            if part.get_content_type() == "text/calendar":
                content = part.get_payload(decode=True)
                assert isinstance(content, bytes)
                found.append(str(Calendar.from_ical(content)["METHOD"]))
    return found


@pytest.fixture
def told(march: StandingClock, post: Post) -> tuple[Revisit, set[str]]:
    """Worcestershire, and the addresses at which its notice and an invitation arrived; a reminder waits to be sent."""
    case = Revisit.objects.get(reference=WORCESTERSHIRE)
    meeting = arranged(case, "leaders_meeting")
    assert case.state == State.NOTIFIED and meeting
    invite(meeting=meeting, by=case.team.get(role="lead").user, at=THE_DAY_BEFORE)
    remind(at=THE_DAY_BEFORE, now=timezone.now())
    expand_all()
    send_all()
    addresses = {address for mail in post.received for address in mail.to if case.area_name in mail.text}
    assert len(addresses) > 5
    # The survey closes on the 19th.
    assert remind(at=THE_DAY_BEFORE + timedelta(days=2), now=timezone.now()) > 0
    return case, addresses


def suspend(senior: Client, *, confirm: bool = False) -> str:
    """What the page says; confirmed, and the work done, what it says before that."""
    given = {**in_boxes("from_day", SUSPENDED.date()), "reason": WHY} | ({"confirm": "1"} if confirm else {})
    return text(senior.post(reverse("suspend"), given, follow=True))


def test_the_page_says_what_it_means_for_each_before_anything_happens(
    told: tuple[Revisit, set[str]], march: StandingClock, signed_in: SignedIn
) -> None:
    march.now, senior = SUSPENDED, signed_in(User.objects.get(email=SENIOR))
    checked = suspend(senior)
    for said in (
        "All re-visits suspended from 17 March 2020",
        "Worcestershire Mon 23 Mar 2020 to Wed 25 Mar 2020 It is postponed: everybody told hears so and why",
        "Essex Tue 17 May 2022 to Thu 19 May 2022 Nobody of the area was told of it.",
        "Suspend 2 re-visits",
    ):
        assert said in checked, said
    assert "Lancashire" not in checked and Revisit.objects.get(pk=told[0].pk).state == State.NOTIFIED
    assert "0 of 2 re-visits reached; 2 to go" in suspend(senior, confirm=True)
    tasks.suspend_cases()
    page = reverse("suspension", args=[Suspension.objects.get().pk])
    assert "All 2 re-visits reached." in text(senior.get(page))
    assert "There is no re-visit to suspend" in suspend(senior, confirm=True)


def test_worcestershire_notified_on_9_march_and_suspended_on_the_17th(
    told: tuple[Revisit, set[str]], march: StandingClock, post: Post, signed_in: SignedIn
) -> None:
    case, addresses = told
    invited = {address for address in addresses if "REQUEST" in methods(post, address)}
    post.received.clear()
    march.now = SUSPENDED
    suspend(signed_in(User.objects.get(email=SENIOR)), confirm=True)
    for _ in range(2):  # a second run finds nothing to do
        tasks.suspend_cases()
        expand_all()
        send_all()
    # Of Essex, which is still being planned, its team and the office hear, and nobody else.
    inside = [mail for mail in post.received if "Essex is suspended" in str(mail.message["Subject"])]
    told_of_essex = Counter(address for mail in inside for address in mail.to)
    assert set(told_of_essex.values()) == {1} and {"cqc@demo.example", "support@demo.example"} <= set(
        told_of_essex
    )
    assert not set(told_of_essex) & {"lano@demo.example", "dcs@demo.example", "pcf@demo.example"}
    mails = [mail for mail in post.received if mail not in inside]
    got = Counter(address for mail in mails for address in mail.to)
    assert set(got.values()) == {1} and addresses <= set(got)
    for mail in mails:
        assert "Re-visit of Worcestershire is postponed" in str(mail.message["Subject"])
        assert f"All re-visits are suspended from 17 March 2020. {WHY}" in mail.text
    assert invited and all(set(methods(post, address)) == {"CANCEL"} for address in invited)

    public = text(Client().get(reverse("public-visit", args=[WORCESTERSHIRE])))
    assert "This re-visit was postponed on 17 March 2020." in public and WHY in public
    post.received.clear()
    for days in range(12):
        remind(at=SUSPENDED + timedelta(days=days), now=timezone.now())
    expand_all()
    send_all()
    assert [mail for mail in post.received if case.area_name in mail.text] == []
