"""Second factors: set up, used, lost; and nobody who needs one gets past without it."""

import re
from types import SimpleNamespace
from typing import Any
from urllib.parse import quote

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse

from revisits.accounts.actions.second_factor import reset_second_factor
from revisits.accounts.models import AccountEvent, AccountMail, Membership, User
from revisits.accounts.roles import Role
from tests.accounts.test_sign_in import PASSWORD, SIGN_IN, sign_in
from tests.cast import NOW, Cast
from tests.conftest import SignedIn
from tests.factories import make
from tests.pages import text
from tests.second_factor import code, give_second_factor

WRONG = "That code is wrong, was used before, or is too old."
CODE = reverse("mfa_authenticate")


@pytest.fixture(autouse=True)
def _same_half_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    """No half minute ends between the app's code and the question whether it is right."""
    monkeypatch.setattr(auth, "time", SimpleNamespace(time=lambda: NOW.timestamp()))


@pytest.fixture
def inspector(db: None) -> User:
    """Needs a second factor, and has none yet."""
    user = User.objects.create_user("lead@example.org", "The lead", PASSWORD)
    make(Membership, user=user, role=Role.LEAD_HMI)
    return user


@pytest.fixture
def equipped(inspector: User) -> User:
    give_second_factor([inspector])
    return inspector


def enter(site: Client, digits: str) -> Any:
    return site.post(CODE, {"code": digits})


def at_the_code() -> Client:
    """A browser whose password was right, and which is asked for the code."""
    site = Client()
    assert sign_in(site)["Location"] == CODE
    return site


def test_whoever_needs_one_and_has_none_is_sent_to_set_it_up_and_nowhere_else(inspector: User) -> None:
    site = Client()
    sign_in(site)
    for name in ("home", "revisits", "you", "account_change_password"):
        assert site.get(reverse(name))["Location"] == reverse("mfa_index")
    assert site.post(reverse("new-case"))["Location"] == reverse("mfa_index")
    assert "Set up a second factor" in text(site.get(reverse("mfa_index")))
    assert site.post(reverse("sign-out"))["Location"] == SIGN_IN


def test_setting_up_an_app_shows_recovery_codes_once_and_opens_the_door(
    inspector: User, django_capture_on_commit_callbacks: Any
) -> None:
    site = Client()
    sign_in(site)
    page = site.get(reverse("mfa_activate_totp"))
    secret = re.search(r'<code class="app-key">(\w+)</code>', page.content.decode())
    assert secret
    assert b'src="data:image/svg+xml;base64,' in page.content
    wrong = site.post(reverse("mfa_activate_totp"), {"code": "000000"})
    assert WRONG in text(wrong)
    assert secret[1] in text(wrong)
    with django_capture_on_commit_callbacks(execute=True):
        done = site.post(reverse("mfa_activate_totp"), {"code": code(secret=secret[1])}, follow=True)
    codes = re.findall(r"<li><code>(\d{8})</code>", done.content.decode())
    assert len(set(codes)) == 10
    assert "shown only this once" in text(done)
    again = text(site.get(reverse("mfa_view_recovery_codes")))
    assert "10 of 10 codes are left" in again
    assert codes[0] not in again
    assert site.get(reverse("home")).status_code == 200
    assert AccountMail.objects.filter(subject="An authenticator app was set up").exists()


def test_secrets_are_sealed_in_the_database(equipped: User) -> None:
    codes = RecoveryCodes.activate(equipped)
    assert len(codes.generate_codes()) == 10
    with connection.cursor() as cursor:
        cursor.execute("SELECT data::text FROM mfa_authenticator ORDER BY id")
        app, recovery = (row[0] for row in cursor.fetchall())
    assert "JBSW" not in app
    assert re.search(r'"seed": "gAAAA', recovery)


@pytest.mark.parametrize("steps", [-1, 0, 1])
def test_a_clock_may_differ_by_one_step(steps: int, equipped: User) -> None:
    assert enter(at_the_code(), code(steps))["Location"] == reverse("home")


@pytest.mark.parametrize("digits", ["two steps early", "two steps late", "000000", "", "letters", "é" * 6])
def test_a_wrong_code_is_refused(digits: str, equipped: User) -> None:
    entered = {"two steps early": code(-3), "two steps late": code(3)}.get(digits, digits)
    site = at_the_code()
    answer = enter(site, entered)
    assert answer.status_code == 200
    assert (WRONG if entered else "Enter the code.") in text(answer)
    assert site.get(reverse("home"))["Location"].startswith(SIGN_IN)


def test_a_code_works_once_even_when_allauth_has_forgotten_it(equipped: User) -> None:
    digits = code(1)
    assert enter(at_the_code(), digits).status_code == 302
    with connection.cursor() as cursor:  # as after half a minute, while the code would still be tolerated
        cursor.execute("DELETE FROM cache WHERE cache_key LIKE '%%allauth.mfa.totp.used%%'")
        assert cursor.rowcount == 1
    assert WRONG in text(enter(at_the_code(), digits))


def test_five_wrong_codes_and_one_waits(equipped: User) -> None:
    for _ in range(5):
        assert WRONG in text(enter(at_the_code(), "000000"))
    assert "Wait five minutes" in text(enter(at_the_code(), code()))


def test_a_recovery_code_works_once(equipped: User) -> None:
    spare = RecoveryCodes.activate(equipped).generate_codes()[0]
    assert enter(at_the_code(), spare)["Location"] == reverse("home")
    assert WRONG in text(enter(at_the_code(), spare))


def test_an_old_sign_in_is_confirmed_before_a_factor_changes(cast: Cast, signed_in: SignedIn) -> None:
    site = signed_in(cast["lano"])
    remove = reverse("mfa_deactivate_totp")
    confirm = site.get(remove)["Location"]
    assert confirm == f"{reverse('mfa_reauthenticate')}?next={quote(remove, safe='')}"
    assert WRONG in text(site.post(confirm, {"code": "000000"}))
    assert site.post(confirm, {"code": code()})["Location"] == remove
    assert site.post(remove)["Location"] == reverse("mfa_index")
    assert not Authenticator.objects.filter(user=cast["lano"]).exists()
    assert site.get(reverse("home")).status_code == 200  # it was only offered


def test_a_lost_factor_is_reset_by_an_administrator_with_a_reason(cast: Cast, signed_in: SignedIn) -> None:
    lost = signed_in(cast.owner)
    office = signed_in(cast["administrator"])
    address = reverse("reset-second-factor", args=[cast.owner.pk])
    assert address in office.get(reverse("person", args=[cast.owner.pk])).content.decode()
    supports = signed_in(cast["support"]).get(reverse("person", args=[cast.owner.pk])).content.decode()
    assert address not in supports
    assert "Say why" in text(office.post(address, {"reason": ""}))
    office.post(address, {"reason": "Lost phone; called back"})
    event = AccountEvent.objects.get()
    assert (event.user, event.by, event.at, event.reason) == (
        cast.owner, cast["administrator"], NOW, "Lost phone; called back",
    )  # fmt: skip
    assert not Authenticator.objects.filter(user=cast.owner).exists()
    assert lost.get(reverse("home"))["Location"].startswith(SIGN_IN)
    told = AccountMail.objects.get(recipient=cast.owner.email)
    assert "Lost phone; called back" in told.text
    again = office.post(address, {"reason": "Again"}, follow=True)
    assert "The owner has no second factor." in again.content.decode()
    assert AccountEvent.objects.count() == 1


def test_nobody_resets_their_own(cast: Cast, signed_in: SignedIn) -> None:
    me = cast["administrator"]
    address = reverse("reset-second-factor", args=[me.pk])
    assert signed_in(me).get(address).status_code == 404
    with pytest.raises(IntegrityError, match="account_event_by_another"), transaction.atomic():
        reset_second_factor(user=me, by=me, at=NOW, reason="I lost it")
    assert Authenticator.objects.filter(user=me).exists()


def test_the_server_resets_the_last_administrators(cast: Cast) -> None:
    email = cast["administrator"].email or ""
    call_command("reset_second_factor", email.upper(), reason="Both phones stolen")
    assert AccountEvent.objects.get().by is None
    for address, said in ((email, "has no second factor"), ("x@example.org", "Nobody has the address")):
        with pytest.raises(CommandError, match=said):
            call_command("reset_second_factor", address, reason="Again")


def test_the_record_of_accounts_says_why_and_stays(cast: Cast) -> None:
    event = reset_second_factor(user=cast.owner, by=None, at=NOW, reason="Lost")
    with pytest.raises(Exception, match="Cannot update or delete"), transaction.atomic():
        AccountEvent.objects.update(reason="Other")
    with pytest.raises(Exception, match="Cannot update or delete"), transaction.atomic():
        event.delete()
    with pytest.raises(IntegrityError, match="account_event_has_a_reason"), transaction.atomic():
        AccountEvent.objects.create(user=cast.owner, kind=event.kind, at=NOW, reason="")
