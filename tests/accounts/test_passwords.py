"""Which passwords are taken, and the way to a new one."""

import hashlib
import re
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from revisits.accounts.breached import is_breached
from revisits.accounts.models import AccountMail, User
from tests.accounts.test_second_factor import equipped, inspector
from tests.accounts.test_sign_in import PASSWORD, SIGN_IN, person, sign_in
from tests.pages import text

__all__ = ["equipped", "inspector", "person"]
FORGOTTEN = reverse("account_reset_password")
GOOD = "marble otter ladder"


def refusal(password: str, user: User | None = None) -> str:
    """What is said of a password; empty if it is good."""
    try:
        validate_password(password, user)
    except ValidationError as error:
        return " ".join(error.messages)
    return ""


@pytest.mark.parametrize(
    ("password", "said"),
    [
        (GOOD, ""),
        ("7rV!q2#pLm9z", ""),
        ("x" * 11, "12 characters or more"),
        ("thelead@example.org", "too much like your name"),
        ("startfinding", "lists of stolen passwords"),
        ("abcdefghijklmnop", "easy to guess"),
        ("aaaaaaaaaaaaaaaaaaaa", "easy to guess"),
        ("passwordpassword", "easy to guess"),
        ("ofstedrevisits", "easy to guess"),
        (GOOD * 10, ""),
        ("☃" * 3 + "marble otter", ""),
    ],
)
def test_a_password_is_long_and_hard_to_guess(password: str, said: str) -> None:
    user = User(email="thelead@example.org", name="Penelope Thistlethwaite")
    assert said in refusal(password, user) if said else not refusal(password, user)


@pytest.fixture(params=[1, 2, 3, 1000])
def listed(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Path, list[str]]:
    """A file as Have I Been Pwned's, and the passwords in it."""
    passwords = [f"stolen {number}" for number in range(request.param)]
    hashes = sorted(hashlib.sha1(each.encode()).hexdigest().upper() for each in passwords)
    lines = [f"{each}:{10 ** (number % 8)}" for number, each in enumerate(hashes)]
    file = tmp_path / "pwned.txt"
    file.write_bytes("\r\n".join(lines).encode())
    return file, passwords


def test_every_listed_password_is_found_and_no_other(listed: tuple[Path, list[str]]) -> None:
    file, passwords = listed
    assert all(is_breached(each, file) for each in passwords)
    assert not any(is_breached(f"good {number}", file) for number in range(200))


def test_a_listed_password_is_refused_where_there_is_a_list(tmp_path: Path, settings: Settings) -> None:
    assert not refusal(GOOD)
    settings.PWNED_PASSWORDS_FILE = str(tmp_path / "pwned.txt")
    (tmp_path / "pwned.txt").write_text(f"{hashlib.sha1(GOOD.encode()).hexdigest().upper()}:3\n")
    assert "lists of stolen passwords" in refusal(GOOD)
    (tmp_path / "pwned.txt").write_text("")
    assert not refusal(GOOD)


def link(mail: AccountMail) -> str:
    """The path of the link in a mail."""
    found = re.search(r"https?://[^/\s]+(/sign-in/reset/\S+)", mail.text)
    assert found
    return found[1]


def ask(site: Client, email: str) -> AccountMail:
    answer = site.post(FORGOTTEN, {"email": email}, follow=True)
    assert "If there is an account with that address" in text(answer)
    return AccountMail.objects.get()


def choose(site: Client, path: str, password: str = GOOD, again: str = "") -> Any:
    page = site.get(path, follow=True)
    target = page.redirect_chain[-1][0] if page.redirect_chain else path
    return site.post(target, {"password1": password, "password2": again or password}, follow=True)


def test_a_link_leads_to_a_new_password_once(person: User) -> None:
    site, elsewhere = Client(), Client()
    sign_in(elsewhere)
    path = link(ask(site, "LEAD@example.org"))
    done = choose(site, path)
    assert "Your password is changed." in text(done)
    assert done.redirect_chain[-1][0] == SIGN_IN
    assert elsewhere.get(reverse("home"))["Location"].startswith(SIGN_IN)
    assert sign_in(Client()).status_code == 200
    assert sign_in(Client(), password=GOOD)["Location"] == reverse("home")
    assert "This link does not work any more" in text(Client().get(path))
    told = AccountMail.objects.latest("created_at")
    assert (told.recipient, told.subject) == ("lead@example.org", "Your password was changed")


@pytest.mark.parametrize(("password", "again", "said"), [
    ("short", "", "12 characters or more"),
    (GOOD, "marble otter adder", "The two passwords are not the same."),
    ("passwordpassword", "", "easy to guess"),
])  # fmt: skip
def test_a_bad_new_password_is_said_beside_its_field(
    password: str, again: str, said: str, person: User
) -> None:
    site = Client()
    answer = choose(site, link(ask(site, "lead@example.org")), password, again)
    assert said in text(answer)
    assert sign_in(Client())["Location"] == reverse("home")


def test_an_altered_link_changes_nothing(person: User) -> None:
    path = link(ask(Client(), "lead@example.org"))
    for altered in (f"{path[:-2]}x/", path.replace("reset/", "reset/1"), "/sign-in/reset/zz-set-password/"):
        assert "This link does not work any more" in text(Client().get(altered))


def test_a_new_password_does_not_stand_in_for_the_second_factor(equipped: User) -> None:
    site = Client()
    choose(site, link(ask(site, "lead@example.org")))
    assert sign_in(site, password=GOOD)["Location"] == reverse("mfa_authenticate")


@pytest.mark.parametrize("who", ["nobody", "without a password", "inactive"])
def test_the_page_never_tells_whether_there_is_an_account(who: str, person: User) -> None:
    """Whoever was never invited cannot make the account theirs this way."""
    if who == "without a password":
        person.set_password(None)
        person.save()
    if who == "inactive":
        User.objects.update(is_active=False)
    mail = ask(Client(), "nobody@example.org" if who == "nobody" else "lead@example.org")
    assert mail.subject == "You have no account with this address"
    assert "/sign-in/reset/" not in mail.text


def test_links_name_the_sites_own_address_whatever_the_request_says(person: User, settings: Settings) -> None:
    settings.SITE_URL, settings.ALLOWED_HOSTS = "https://revisits.example", ["evil.example"]
    Client(HTTP_HOST="evil.example").post(FORGOTTEN, {"email": "lead@example.org"})
    assert "https://revisits.example/sign-in/reset/" in AccountMail.objects.get().text


def test_asking_too_often_is_stopped(person: User) -> None:
    answers = [Client().post(FORGOTTEN, {"email": "lead@example.org"}).status_code for _ in range(6)]
    assert answers == [302] * 5 + [429]
    assert AccountMail.objects.count() == 5


def test_the_present_password_is_asked_for_before_another(person: User) -> None:
    site = Client()
    sign_in(site)
    data = {"oldpassword": "wrong", "password1": GOOD, "password2": GOOD}
    answer = site.post(reverse("account_change_password"), data)
    assert "That is not your present password." in text(answer)
    person.refresh_from_db()
    assert person.check_password(PASSWORD)
