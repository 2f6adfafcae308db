"""Getting in as a person does: on a phone, by keyboard, with an app, a passkey or a recovery code."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.cache import cache
from django.urls import reverse
from playwright.sync_api import CDPSession, Page, expect
from pytest_django.live_server_helper import LiveServer

from revisits import clock
from revisits.accounts import links
from revisits.accounts.actions.invitations import invite
from revisits.accounts.models import Membership, User
from revisits.accounts.roles import Role
from tests.browser.conftest import PASSWORD, Site
from tests.browser.faults import faults
from tests.browser.pages import ON_THE_WAY
from tests.factories import make
from tests.second_factor import code, give_second_factor

EMAIL = "inspector@example.org"
PHONE = 360
IDLE = settings.IDLE_MINUTES * 60  # seconds
DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}

# Pages that are looked at when signed in: name, heading, and the button that shows their errors.
PLACES = (
    ("mfa_index", "Second factor", ""),
    ("mfa_view_recovery_codes", "Recovery codes", ""),
    ("mfa_generate_recovery_codes", "Make new recovery codes", ""),
    ("mfa_deactivate_totp", "Remove the authenticator app", ""),
    ("mfa_remove_webauthn", "Remove the passkey “Laptop”", ""),
    ("account_change_password", "Change your password", "Change the password"),
    ("account_reauthenticate", "Confirm that it is you", "Go on"),
    ("mfa_reauthenticate", "Confirm that it is you", "Go on"),
)


@pytest.fixture
def inspector(live_server: LiveServer) -> User:
    """Needs a second factor, and has none yet."""
    cache.clear()
    user = User.objects.create_user(EMAIL, "The inspector", PASSWORD)
    make(Membership, user=user, role=Role.LEAD_HMI)
    return user


def tab_to(page: Page, label: str) -> None:
    """Press Tab until the control with that label, or words, has the focus."""
    wanted = page.get_by_label(label, exact=True).or_(page.get_by_role("button", name=label, exact=True))
    wanted = wanted.or_(page.get_by_role("link", name=label, exact=True))
    expect(wanted).to_be_visible()
    for _ in range(40):
        page.keyboard.press("Tab")
        if wanted.evaluate("(control) => control === document.activeElement"):
            return
    raise AssertionError(f"Tab does not reach {label}")


def type_into(page: Page, label: str, words: str) -> None:
    tab_to(page, label)
    page.keyboard.type(words)


def press(page: Page, label: str) -> None:
    tab_to(page, label)
    page.keyboard.press("Enter")


def sign_in(page: Page) -> None:
    page.goto("/sign-in/")
    page.get_by_label("E-mail address").fill(EMAIL)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


def plug_in(page: Page) -> tuple[CDPSession, str]:
    """A device that keeps passkeys and says yes at once."""
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    return device, device.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})["authenticatorId"]


def fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))


def test_on_a_phone_and_by_keyboard_from_the_password_to_the_app_and_back_in(
    inspector: User, site: Site
) -> None:
    page = site.visitor(width=PHONE)
    page.goto("/revisits/")
    type_into(page, "E-mail address", EMAIL)
    type_into(page, "Password", PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Set up a second factor")
    press(page, "Set up an app")
    secret = page.locator(".app-key").inner_text()
    assert fits(page)
    type_into(page, "Code that the app shows", code(0, secret))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Recovery codes")
    codes = page.locator(".app-codes code").all_inner_texts()
    with page.expect_download() as download:
        page.get_by_role("link", name="Download them").click()
    assert all(each in download.value.path().read_text() for each in codes)
    press(page, "I have kept them: go on")
    expect(page.get_by_role("heading", level=1)).to_have_text("What needs doing")
    press(page, "Sign out")
    type_into(page, "E-mail address", EMAIL)
    type_into(page, "Password", PASSWORD)
    page.keyboard.press("Enter")
    # Another one than before, and good for a minute, however slowly it is typed.
    type_into(page, "Code from your app, or a recovery code", code(1, secret))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("What needs doing")
    page.get_by_role("button", name="Sign out", exact=True).click()
    sign_in(page)
    page.get_by_label("Code from your app, or a recovery code").fill(codes[0])
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What needs doing")


def test_a_passkey_alone_signs_in(inspector: User, site: Site) -> None:
    page = site.visitor()
    device, number = plug_in(page)
    sign_in(page)
    page.get_by_role("link", name="Add a passkey").click()
    page.get_by_role("button", name="Add a passkey").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Recovery codes")
    page.get_by_role("button", name="Sign out", exact=True).click()
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What needs doing")
    page.get_by_role("button", name="Sign out", exact=True).click()
    sign_in(page)
    page.get_by_role("button", name="Use a passkey instead").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What needs doing")
    page.get_by_role("button", name="Sign out", exact=True).click()
    device.send("WebAuthn.removeVirtualAuthenticator", {"authenticatorId": number})
    device.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.locator("[data-passkey-trouble]")).to_contain_text("The passkey was not used")


def test_no_page_on_the_way_has_a_fault(inspector: User, site: Site) -> None:
    """Pages that need a password, a factor or a link: axe, links of errors, and the width of a phone."""
    seen: set[str] = set()
    found: list[str] = []

    def look(page: Page, name: str, heading: str) -> None:
        page.set_viewport_size({"width": 1100, "height": 900})
        expect(page.get_by_role("heading", level=1)).to_have_text(heading)
        seen.add(name)
        found.extend(f"{name}: {fault}" for fault in faults(page))

    page = site.visitor()
    plug_in(page)
    sign_in(page)
    page.get_by_role("link", name="Add a passkey").click()
    page.get_by_label("Name").fill("Laptop")
    page.get_by_role("button", name="Add a passkey").click()
    look(page, "mfa_view_recovery_codes", "Recovery codes")
    key = Authenticator.objects.get(type=Authenticator.Type.WEBAUTHN)
    give_second_factor([inspector])
    page.get_by_role("button", name="Sign out", exact=True).click()
    sign_in(page)
    look(page, "mfa_authenticate", "Enter your code")
    page.get_by_role("button", name="Sign in", exact=True).click()
    look(page, "mfa_authenticate", "Enter your code")
    expect(page.locator(".govuk-error-summary")).to_contain_text("Enter the code.")
    page.get_by_label("Code from your app, or a recovery code").fill(code())
    page.get_by_role("button", name="Sign in", exact=True).click()
    for name, heading, wrong in PLACES:
        page.goto(reverse(name, args=[key.pk] if name == "mfa_remove_webauthn" else []))
        look(page, name, heading)
        if wrong:
            page.get_by_role("button", name=wrong).click()
            look(page, name, heading)
            expect(page.locator(".govuk-error-summary")).to_be_visible()
    assert not found, "\n".join(found)
    assert seen == ON_THE_WAY


@pytest.fixture
def officer(live_server: LiveServer) -> User:
    """Needs no second factor."""
    cache.clear()
    user = User.objects.create_user(EMAIL, "The officer", PASSWORD)
    make(Membership, user=user, role=Role.LANO)
    return user


def left_alone(page: Page, seconds: int) -> None:
    """Nobody does anything at that page for so long, by the browser's clock."""
    page.wait_for_load_state("load")  # its scripts have begun to count
    page.clock.fast_forward(seconds * 1000)


def test_before_a_session_ends_one_is_asked_and_may_stay(officer: User, site: Site) -> None:
    page = site.visitor()
    page.clock.install()
    sign_in(page)
    expect(page).to_have_title(re.compile("What needs doing"))
    dialog = page.get_by_role("alertdialog", name="Are you still there?")
    left_alone(page, IDLE - 600)
    expect(dialog).to_be_hidden()
    left_alone(page, 600 - 119)
    expect(dialog).to_be_visible()
    expect(dialog.get_by_role("status")).to_contain_text("signed out in about 2 minutes")
    for _ in range(4):  # the focus stays inside
        page.keyboard.press("Tab")
        assert page.evaluate(
            "document.activeElement === document.body || !!document.activeElement.closest('dialog')"
        )
    dialog.get_by_role("button", name="Stay signed in").press("Enter")
    expect(dialog).to_be_hidden()
    left_alone(page, IDLE - 119)
    expect(dialog).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()


def test_nobody_there_signs_out_and_comes_back_to_the_page(officer: User, site: Site) -> None:
    page = site.visitor()
    page.clock.install()
    sign_in(page)
    expect(page).to_have_title(re.compile("What needs doing"))
    page.goto("/you/?page=1")
    left_alone(page, IDLE + 1)
    expect(page).to_have_url(re.compile(r"/sign-in/\?why=idle&next=%2Fyou%2F%3Fpage%3D1"))
    expect(page.get_by_role("status")).to_contain_text("because nothing happened for a while")
    page.get_by_label("E-mail address").fill(EMAIL)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page).to_have_url(re.compile(r"/you/\?page=1$"))


def test_from_the_invitation_to_signed_in_with_an_app_on_a_phone_and_by_keyboard(
    inspector: User, site: Site
) -> None:
    """As somebody new does it: the link in the mail, a password, the app, home."""
    office = make(User, email="office@example.org", name="The office")
    ofsted = inspector.memberships.get().organisation
    make(Membership, user=office, organisation=ofsted, role=Role.SUPPORT)
    invitation = invite(
        email="New@Example.org",
        name="Somebody new",
        role=Role.HMI,
        organisation=ofsted,
        by=office,
        at=clock.now(),
    )
    page = site.visitor(width=PHONE)
    page.goto(reverse("invitation", args=[links.token(invitation)]))
    expect(page.get_by_role("heading", level=1)).to_have_text("Your invitation to Re-visits")
    assert faults(page) == []
    page.set_viewport_size({"width": PHONE, "height": 900})
    type_into(page, "Choose a password", "short")
    type_into(page, "The password again", "short")
    press(page, "Accept and sign in")
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    type_into(page, "Choose a password", PASSWORD)
    type_into(page, "The password again", PASSWORD)
    press(page, "Accept and sign in")
    expect(page.get_by_role("heading", level=1)).to_have_text("Set up a second factor")
    press(page, "Set up an app")
    secret = page.locator(".app-key").inner_text()
    type_into(page, "Code that the app shows", code(0, secret))
    page.keyboard.press("Enter")
    press(page, "I have kept them: go on")
    expect(page.get_by_role("heading", level=1)).to_have_text("What needs doing")
    assert fits(page)
    page.goto(reverse("invitation", args=[links.token(invitation)]))
    expect(page.get_by_role("heading", level=1)).to_have_text("This invitation was accepted already")
