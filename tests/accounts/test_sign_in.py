"""Signing in, and what a person then holds."""

from datetime import date
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models.functions import Upper
from django.test import Client
from django.urls import reverse

from revisits.accounts import access
from revisits.accounts.access import Grant
from revisits.accounts.models import Membership, User
from revisits.accounts.permissions import Permission
from revisits.accounts.roles import Role
from tests.conftest import StandingClock
from tests.factories import make
from tests.pages import text

SIGN_IN = reverse("sign-in")
PASSWORD = "a long enough password"
REFUSAL = "The e-mail address and the password do not match an account."
PAUSE = "There were too many attempts. Wait five minutes, then try again."


@pytest.fixture
def person(db: None) -> User:
    """A nominated officer, who needs no second factor."""
    user = User.objects.create_user("Lead@Example.org", "The lead", PASSWORD)
    make(Membership, user=user, role=Role.LANO)
    return user


def sign_in(site: Client, email: str = "lead@example.org", password: str = PASSWORD, query: str = "") -> Any:
    return site.post(f"{SIGN_IN}{query}", {"login": email, "password": password})


@pytest.mark.parametrize("email", ["lead@example.org", "LEAD@EXAMPLE.ORG"])
def test_the_case_of_the_address_does_not_matter(email: str, person: User) -> None:
    assert sign_in(Client(), email)["Location"] == reverse("home")


def test_a_second_account_with_the_address_in_other_case_is_refused(person: User) -> None:
    with pytest.raises(ValidationError, match="Somebody has this e-mail address already"):
        User(email="LEAD@example.ORG", name="Another").full_clean(exclude=["password"])
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create_user("LEAD@example.ORG", "Another")
    with pytest.raises(IntegrityError, match="user_email_small_letters"), transaction.atomic():
        User.objects.update(email=Upper("email"))


@pytest.mark.parametrize("trouble", ["wrong password", "nobody", "inactive", "no password at all"])
def test_every_refusal_reads_the_same(trouble: str, person: User) -> None:
    if trouble == "inactive":
        User.objects.update(is_active=False)
    if trouble == "no password at all":
        person.set_password(None)
        person.save()
    email = "nobody@example.org" if trouble == "nobody" else "lead@example.org"
    answer = sign_in(Client(), email, "not this one" if trouble == "wrong password" else PASSWORD)
    assert answer.status_code == 200
    assert REFUSAL in text(answer)


@pytest.mark.parametrize("email", ["lead@example.org", "nobody@example.org"])
def test_after_five_wrong_passwords_one_waits_whether_there_is_an_account_or_not(
    email: str, person: User
) -> None:
    said = [text(sign_in(Client(), email, "not this one")) for _ in range(6)]
    assert all(REFUSAL in page for page in said[:5])
    assert PAUSE in said[5]
    assert PAUSE in text(sign_in(Client(), email))


def test_too_many_attempts_from_one_place_are_told_when_to_try_again(person: User) -> None:
    site = Client(REMOTE_ADDR="192.0.2.7")
    answers = [sign_in(site, f"{number}@example.org", "no") for number in range(31)]
    assert [answer.status_code for answer in answers] == [200] * 30 + [429]
    assert answers[30]["Retry-After"] == "60"
    assert "Try again in a minute" in text(answers[30])
    assert sign_in(Client(REMOTE_ADDR="192.0.2.8")).status_code == 302


def test_after_signing_in_one_is_where_one_wanted_to_be_on_this_site_alone(person: User) -> None:
    assert sign_in(Client(), query="?next=/revisits/")["Location"] == "/revisits/"
    for away in ("https://evil.example/", "//evil.example/", "javascript:alert(1)"):
        assert sign_in(Client(), query=f"?next={away}")["Location"] == reverse("home")


@pytest.mark.parametrize(
    "address", ["/sign-up/", "/signup/", "/you/email/", "/sign-in/signup/", "/accounts/login/"]
)
def test_there_is_no_sign_up(address: str, person: User) -> None:
    assert Client().get(address).status_code == 404


def test_nothing_is_kept_beside_the_person(person: User) -> None:
    """allauth's table of addresses stays empty: another address could sign in by it."""
    site = Client()
    sign_in(site)
    site.post(reverse("account_reset_password"), {"email": "lead@example.org"})
    assert not EmailAddress.objects.exists()


def test_signing_out_takes_a_post(person: User) -> None:
    site = Client()
    sign_in(site)
    assert site.post(reverse("sign-out"))["Location"] == SIGN_IN
    assert site.get(reverse("home")).status_code == 302


@pytest.mark.django_db
def test_the_demos_people_are_not_offered_outside_the_demo() -> None:
    make(User, email="lano@demo.example", name="Demo person")
    page = text(Client().get(SIGN_IN))
    assert "Demo person" not in page


def test_permissions_are_held_from_the_first_day_through_the_last(person: User) -> None:
    person.memberships.all().delete()
    held = make(
        Membership, user=person, role=Role.SUPPORT, starts_on=date(2022, 5, 2), ends_on=date(2022, 5, 4)
    )
    days = {day: access.grants(person, on=date(2022, 5, day)) for day in (1, 2, 4, 5)}
    assert (days[1], days[5]) == ({}, {})
    assert days[2][Permission.USE_ADMIN] == days[4][Permission.USE_ADMIN] == {Grant(held.organisation_id)}


def test_permissions_are_held_where_the_role_is(person: User, standing_clock: StandingClock) -> None:
    essex = person.memberships.get()
    make(Membership, user=person, role=Role.DFE_ADVISER)
    assert access.held(person, Permission.VIEW_AREA_DATES) == {Grant(essex.organisation_id)}
    assert not access.may(person, Permission.VIEW_CASES)


def test_nobody_and_whoever_left_hold_nothing(person: User) -> None:
    make(Membership, user=person, role=Role.SUPPORT)
    person.is_active = False
    assert access.grants(person) == access.grants(AnonymousUser()) == {}
    assert not person.is_staff
