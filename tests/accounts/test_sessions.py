"""Sessions: how long they live, where they are, and how they end."""

from datetime import date

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from revisits.accounts import session_life
from revisits.accounts.actions.sessions import end_sessions, end_sessions_of_leaver
from revisits.accounts.models import Membership, User
from revisits.accounts.tasks import tidy
from tests.accounts.test_sign_in import SIGN_IN, person, sign_in
from tests.cast import Cast
from tests.conftest import SignedIn
from tests.pages import text
from tests.statements import is_write

__all__ = ["person"]
HOME = reverse("home")
MINUTE, HOUR = 60, 3600


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """What sessions take for the time: change its only element."""
    standing = [1_000_000_000.0]
    monkeypatch.setattr(session_life, "now", lambda: standing[0])
    return standing


def test_idle_for_too_long_leads_to_the_sign_in_which_says_why_and_comes_back(
    person: User, clock: list[float]
) -> None:
    site = Client()
    sign_in(site)
    clock[0] += 29 * MINUTE
    assert site.get(HOME).status_code == 200
    clock[0] += 29 * MINUTE
    assert site.get(HOME).status_code == 200
    clock[0] += 30 * MINUTE + session_life.TOUCH
    away = site.get("/revisits/?q=x")
    assert away["Location"] == f"{SIGN_IN}?why=idle&next=%2Frevisits%2F%3Fq%3Dx"
    assert "signed out because nothing happened for a while" in text(site.get(away["Location"]))
    data = {"login": "lead@example.org", "password": "a long enough password"}
    assert site.post(away["Location"], data)["Location"] == "/revisits/?q=x"


def test_a_session_is_never_ended_early_though_not_every_request_is_written_down(
    person: User, clock: list[float]
) -> None:
    site = Client()
    sign_in(site)
    clock[0] += session_life.TOUCH - 1
    assert site.get(HOME).status_code == 200  # not written down
    clock[0] += 30 * MINUTE
    assert site.get(HOME).status_code == 200


def test_looking_writes_at_most_every_two_minutes(person: User, clock: list[float]) -> None:
    site = Client()
    sign_in(site)
    seen = []
    for _ in range(5):
        clock[0] += 50
        with CaptureQueriesContext(connection) as queries:
            site.get(HOME)
        seen.append(sum(is_write(query["sql"]) for query in queries))
    assert [bool(writes) for writes in seen] == [False, False, True, False, False]


def test_after_twelve_hours_a_session_is_over_however_busy(person: User, clock: list[float]) -> None:
    site = Client()
    sign_in(site)
    for _ in range(12 * 3 - 1):
        clock[0] += 20 * MINUTE
        assert site.get(HOME).status_code == 200
    clock[0] += 20 * MINUTE
    assert site.get(HOME)["Location"] == f"{SIGN_IN}?why=over&next=%2F"


def test_a_form_that_was_sent_too_late_leads_to_the_sign_in_without_a_way_back(
    person: User, clock: list[float]
) -> None:
    site = Client()
    sign_in(site)
    clock[0] += HOUR
    assert site.post(reverse("new-case"))["Location"] == f"{SIGN_IN}?why=idle"


def test_pages_open_to_all_stay_open_when_a_session_ends(person: User, clock: list[float]) -> None:
    for address in (SIGN_IN, reverse("account_reset_password"), reverse("left")):
        site = Client()
        sign_in(site)
        clock[0] += HOUR
        assert site.get(address).status_code == 200
    assert not Session.objects.exists()


def test_staying_is_a_post_and_lengthens_the_session(person: User, clock: list[float]) -> None:
    site = Client()
    sign_in(site)
    clock[0] += 29 * MINUTE
    assert site.post(reverse("stay-signed-in"), headers={"Accept": "application/json"}).status_code == 204
    clock[0] += 29 * MINUTE
    assert site.post(reverse("stay-signed-in"), headers={"Accept": "text/html"})["Location"] == HOME


def test_the_page_that_signs_out_by_itself_says_so_and_comes_back_on_this_site_alone(person: User) -> None:
    for back, kept in (("/revisits/", "&next=%2Frevisits%2F"), ("https://evil.example/", "")):
        site = Client()
        sign_in(site)
        answer = site.post(reverse("sign-out"), {"idle": "1", "next": back})
        assert answer["Location"] == f"{SIGN_IN}?why=idle{kept}"


def test_a_session_without_its_times_is_over(person: User) -> None:
    site = Client()
    sign_in(site)
    session = site.session
    del session[session_life.SINCE]
    session.save()
    assert site.get(HOME)["Location"].startswith(SIGN_IN)


def test_the_account_page_lists_devices_and_signs_them_out(person: User) -> None:
    here = Client(HTTP_USER_AGENT="Mozilla/5.0 (Windows NT 10.0) Firefox/130.0")
    there = Client(HTTP_USER_AGENT="Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Safari/604.1")
    third = Client()
    for site in (here, there, third):
        sign_in(site)
    page = text(here.get(reverse("you")))
    assert "Firefox on Windows This one" in page
    assert "Safari on an iPhone" in page
    assert "An unknown device" in page
    phone = UserSession.objects.get(user_agent__contains="iPhone")
    here.post(reverse("end-session", args=[phone.pk]))
    assert there.get(HOME)["Location"].startswith(f"{SIGN_IN}")
    assert third.get(HOME).status_code == 200
    assert "1 other device is signed out." in text(here.post(reverse("end-other-sessions"), follow=True))
    assert third.get(HOME)["Location"].startswith(SIGN_IN)
    assert here.get(HOME).status_code == 200


def test_nobody_ends_the_session_of_another(cast: Cast, signed_in: SignedIn) -> None:
    signed_in(cast.owner)
    theirs = UserSession.objects.get(user=cast.owner)
    stranger = signed_in(cast["stranger"])
    assert stranger.post(reverse("end-session", args=[theirs.pk])).status_code == 404
    assert UserSession.objects.filter(pk=theirs.pk).exists()


def test_signing_out_everywhere_ends_every_session_of_that_person_alone(
    cast: Cast, signed_in: SignedIn
) -> None:
    mine, other = [signed_in(cast.owner), signed_in(cast.owner)], signed_in(cast["support"])
    assert end_sessions(cast.owner) == 2
    assert {site.get(HOME).status_code for site in mine} == {302}
    assert other.get(HOME).status_code == 200


def test_a_new_password_ends_the_other_sessions(person: User) -> None:
    here, there = Client(), Client()
    sign_in(here)
    sign_in(there)
    new = "correct horse battery staple"
    data = {"oldpassword": "a long enough password", "password1": new, "password2": new}
    answer = here.post(reverse("account_change_password"), data, follow=True)
    assert "Your password is changed." in text(answer)
    assert here.get(HOME).status_code == 200
    assert there.get(HOME)["Location"].startswith(SIGN_IN)
    assert UserSession.objects.count() == 1


@pytest.mark.parametrize("why", ["membership", "inactive"])
def test_a_leaver_is_out_at_the_next_request_and_told_whom_to_ask(
    why: str, cast: Cast, signed_in: SignedIn
) -> None:
    leaver = cast["colleague"]
    site = signed_in(leaver)
    if why == "membership":
        Membership.objects.filter(user=leaver).update(ends_on=date(2022, 5, 2))
    else:
        User.objects.filter(pk=leaver.pk).update(is_active=False)
    answer = site.get(reverse("revisits"), follow=True)
    assert answer.redirect_chain == [(reverse("left"), 302)]
    assert "ask inspection support at Ofsted" in text(answer)
    assert site.get(HOME)["Location"].startswith(SIGN_IN)


def test_the_office_ends_the_sessions_of_a_leaver_at_once(cast: Cast, signed_in: SignedIn) -> None:
    signed_in(cast["hmi"])
    signed_in(cast["colleague"])
    end_sessions_of_leaver(cast["hmi"])
    assert UserSession.objects.filter(user=cast["hmi"]).exists()
    office = signed_in(cast["support"])
    address = reverse("person-close", args=[cast["colleague"].pk])
    assert office.post(address, {"reason": "Left Ofsted"}).status_code == 302
    assert not UserSession.objects.filter(user=cast["colleague"]).exists()


def test_who_signs_in_costs_three_statements_beside_the_page(cast: Cast, signed_in: SignedIn) -> None:
    site = signed_in(cast.owner)
    with CaptureQueriesContext(connection) as queries:
        site.post(reverse("new-case-discard", args=[0]))
    read = [query["sql"] for query in queries]
    assert len([sql for sql in read if "django_session" in sql]) == 1
    assert len([sql for sql in read if 'FROM "accounts_user"' in sql]) == 1


def test_what_is_over_is_tidied_away(person: User, settings: Settings) -> None:
    sign_in(Client())
    sign_in(Client())
    gone = UserSession.objects.latest("pk")
    Session.objects.filter(pk=gone.session_key).update(expire_date=timezone.now())
    tidy()
    assert (Session.objects.count(), UserSession.objects.count()) == (1, 1)
