"""The link of an invitation in a browser: each way in, and each way in which it does not work."""

from datetime import timedelta

import pytest
from django.core import mail as post
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from revisits.accounts import links
from revisits.accounts.actions.invitations import invite, resend, revoke
from revisits.accounts.mail import deliver_due
from revisits.accounts.models import Invitation, User
from revisits.accounts.roles import Role
from tests.accounts.actions.test_accepting import PASSWORD
from tests.accounts.actions.test_invitations import contributor
from tests.cast import NOW, Cast
from tests.conftest import SignedIn, StandingClock

GIVEN = {"name": "Nadia New", "password1": PASSWORD, "password2": PASSWORD}


def address(invitation: Invitation) -> str:
    return reverse("invitation", args=[links.token(invitation)])


@pytest.fixture
def invitation(cast: Cast) -> Invitation:
    return contributor(cast)


def test_from_the_mail_to_being_signed_in(cast: Cast, signed_in: SignedIn) -> None:
    cast.notify()
    invitation = contributor(cast)
    deliver_due(timezone.now())
    body = str(post.outbox[-1].body)
    link = next(line for line in body.splitlines() if "/invitations/" in line)
    browser = signed_in(None)
    page = browser.get(link.removeprefix("http://localhost:8000"))
    for words in ("New Person", "Area contributor", "Essex County Council", "The lano", "10 May 2022"):
        assert words in page.content.decode()
    answer = browser.post(address(invitation), GIVEN)
    assert (answer.status_code, answer["Location"]) == (302, "/")
    home = browser.get("/")
    assert b"Nadia New" in home.content and b"Welcome" in home.content
    assert browser.get(reverse("area-case", args=[cast.revisit.reference])).status_code == 200


def test_a_mail_scanner_uses_nothing_up(invitation: Invitation, signed_in: SignedIn) -> None:
    scanner = signed_in(None)
    for _ in range(3):
        assert scanner.get(address(invitation)).status_code == 200
        assert scanner.head(address(invitation)).status_code == 200
    assert scanner.options(address(invitation)).status_code == 405
    assert signed_in(None).post(address(invitation), GIVEN).status_code == 302


def test_staff_set_up_their_second_factor_next(cast: Cast, signed_in: SignedIn) -> None:
    ofsted = cast["hmi"].memberships.get().organisation
    made = invite(
        email="hmi@example.org", name="H", role=Role.HMI, organisation=ofsted, by=cast["support"], at=NOW
    )
    browser = signed_in(None)
    assert browser.post(address(made), GIVEN).status_code == 302
    assert browser.get("/")["Location"] == reverse("mfa_index")
    # They chose the password this moment: nothing asks for it again before the app is added.
    assert browser.get(reverse("mfa_activate_totp")).status_code == 200


def test_what_was_typed_wrong_is_said_and_kept(invitation: Invitation, signed_in: SignedIn) -> None:
    browser = signed_in(None)
    for given, said in (
        ({**GIVEN, "password2": "another"}, "The two passwords are not the same."),
        ({**GIVEN, "password1": "short", "password2": "short"}, "12 characters or more"),
        ({**GIVEN, "password1": "passwordpassword", "password2": "passwordpassword"}, "guess"),
        ({**GIVEN, "name": ""}, "Enter your name."),
        ({**GIVEN, "password1": ""}, "Choose a password."),
    ):
        page = browser.post(address(invitation), given)
        assert page.status_code == 200 and said in page.content.decode()
        assert f'value="{given["name"]}"' in page.content.decode() or not given["name"]
    assert not User.objects.filter(email=invitation.email).exists()


def test_the_signed_in_owner_accepts_with_one_button(cast: Cast, signed_in: SignedIn) -> None:
    made = contributor(cast, "The.PCF@example.org")
    browser = signed_in(cast["pcf"])
    assert "Accept" in browser.get(address(made)).content.decode()
    answer = browser.post(address(made))
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert cast["pcf"].memberships.filter(role=Role.AREA_CONTRIBUTOR).exists()


def test_somebody_else_is_told_to_sign_out_first(
    cast: Cast, invitation: Invitation, signed_in: SignedIn
) -> None:
    browser = signed_in(cast["pcf"])
    for page in (browser.get(address(invitation)), browser.post(address(invitation), GIVEN)):
        words = page.content.decode()
        assert "You are signed in as" in words and "Sign out first" in words
        assert "Set up your account" not in words
    invitation.refresh_from_db()
    assert invitation.accepted_at is None


def test_who_has_an_account_in_another_case_signs_in_first_and_comes_back(
    cast: Cast, signed_in: SignedIn
) -> None:
    User.objects.create_user("Second@Example.org", "Second", PASSWORD)
    made = contributor(cast, "second@EXAMPLE.org")
    browser = signed_in(None)
    for page in (browser.get(address(made)), browser.post(address(made), GIVEN)):
        assert "Sign in to accept" in page.content.decode()
    assert User.objects.filter(email__iexact="second@example.org").count() == 1
    # Without any role in force they get in as far as this page, and no further.
    signing = {"login": "second@example.org", "password": PASSWORD, "next": address(made)}
    answer = browser.post(reverse("sign-in"), signing)
    assert (answer.status_code, answer["Location"]) == (302, address(made))
    assert "Accept" in browser.get(address(made)).content.decode()
    assert browser.post(address(made))["Location"] == "/"
    assert browser.get("/").status_code == 200


def test_a_link_that_does_not_work_says_so_and_whom_to_ask(
    cast: Cast, invitation: Invitation, signed_in: SignedIn, standing_clock: StandingClock
) -> None:
    browser = signed_in(None)

    def says(path: str, status: int, *words: str) -> None:
        for page in (browser.get(path), browser.post(path, GIVEN)):
            text = page.content.decode()
            assert page.status_code == status
            assert all(word in text for word in (*words, "inspection support"))
            assert invitation.email not in text

    old = address(invitation)
    says(old[:-9] + "/accept/", 404, "This link does not work")
    says(old.replace("invitations/", "invitations/x"), 404, "This link does not work")
    invitation = resend(invitation=invitation, by=cast["lano"], at=NOW)
    says(old, 410, "There is a newer link", "The lano")
    standing_clock.now = NOW + timedelta(days=7)
    says(address(invitation), 410, "has expired", "The lano")
    standing_clock.now = NOW
    revoke(invitation=invitation, by=cast["lano"], at=NOW)
    says(address(invitation), 410, "was taken back")
    again = contributor(cast, "again@example.org")
    assert signed_in(None).post(address(again), GIVEN).status_code == 302
    says(address(again), 410, "was accepted already", "Sign in")


def test_whose_account_was_closed_is_told(cast: Cast, signed_in: SignedIn) -> None:
    made = contributor(cast, "closed@example.org")
    User.objects.create_user("closed@example.org", "Closed", is_active=False)
    page = signed_in(None).post(address(made), GIVEN)
    assert page.status_code == 410 and b"This account is closed" in page.content


def test_the_first_administrator_gets_in_from_the_command_line(
    db: None, standing_clock: StandingClock, signed_in: SignedIn, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("invite_administrator", "first@example.org", "First")
    link = capsys.readouterr().out.strip().splitlines()[-1]
    browser = signed_in(None)
    assert browser.post(link.removeprefix("http://localhost:8000"), GIVEN).status_code == 302
    person = User.objects.get(email="first@example.org")
    assert person.memberships.get().role == Role.ADMINISTRATOR
    with pytest.raises(CommandError, match="holds this role"):
        call_command("invite_administrator", "first@example.org", "First")
