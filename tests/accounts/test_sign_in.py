"""Signing in, and what a person then holds."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
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


@pytest.fixture
def person(db: None) -> User:
    return User.objects.create_user("Lead@Example.org", "The lead", PASSWORD)


@pytest.mark.parametrize("email", ["lead@example.org", "LEAD@EXAMPLE.ORG"])
def test_the_case_of_the_address_does_not_matter(email: str, person: User) -> None:
    answer = Client().post(SIGN_IN, {"username": email, "password": PASSWORD})
    assert answer["Location"] == reverse("home")


@pytest.mark.parametrize("trouble", ["wrong password", "nobody", "inactive", "no password at all"])
def test_every_refusal_reads_the_same(trouble: str, person: User) -> None:
    if trouble == "inactive":
        User.objects.update(is_active=False)
    if trouble == "no password at all":
        person.set_password(None)
        person.save()
    email = "nobody@example.org" if trouble == "nobody" else "lead@example.org"
    password = "not this one" if trouble == "wrong password" else PASSWORD
    answer = Client().post(SIGN_IN, {"username": email, "password": password})
    assert answer.status_code == 200
    assert REFUSAL in text(answer)


def test_after_signing_in_one_is_where_one_wanted_to_be_on_this_site_alone(person: User) -> None:
    data = {"username": "lead@example.org", "password": PASSWORD}
    assert Client().post(f"{SIGN_IN}?next=/revisits/", data)["Location"] == "/revisits/"
    away = Client().post(f"{SIGN_IN}?next=https://evil.example/", data)
    assert away["Location"] == reverse("home")


def test_signing_out_takes_a_post(person: User) -> None:
    site = Client()
    site.force_login(person)
    assert site.post(reverse("sign-out"))["Location"] == SIGN_IN
    assert site.get(reverse("home")).status_code == 302


@pytest.mark.django_db
def test_the_demos_people_are_not_offered_outside_the_demo() -> None:
    make(User, email="lano@demo.example", name="Demo person")
    page = text(Client().get(SIGN_IN))
    assert "Demo person" not in page


def test_permissions_are_held_from_the_first_day_through_the_last(person: User) -> None:
    held = make(
        Membership, user=person, role=Role.SUPPORT, starts_on=date(2022, 5, 2), ends_on=date(2022, 5, 4)
    )
    days = {day: access.grants(person, on=date(2022, 5, day)) for day in (1, 2, 4, 5)}
    assert (days[1], days[5]) == ({}, {})
    assert days[2][Permission.USE_ADMIN] == days[4][Permission.USE_ADMIN] == {Grant(held.organisation_id)}


def test_permissions_are_held_where_the_role_is(person: User, standing_clock: StandingClock) -> None:
    essex = make(Membership, user=person, role=Role.LANO)
    make(Membership, user=person, role=Role.DFE_ADVISER)
    assert access.held(person, Permission.VIEW_AREA_DATES) == {Grant(essex.organisation_id)}
    assert not access.may(person, Permission.VIEW_CASES)


def test_nobody_and_whoever_left_hold_nothing(person: User) -> None:
    make(Membership, user=person, role=Role.SUPPORT)
    person.is_active = False
    assert access.grants(person) == access.grants(AnonymousUser()) == {}
    assert not person.is_staff
