"""A lead inspector takes Essex from nothing to the notices in the area's mailboxes."""

from playwright.sync_api import expect
from weasyprint import __version__  # noqa: F401

from tests.browser.conftest import PASSWORD, Site


def test_smoke(demo: None, at_work: None, site: Site) -> None:
    page = site.visitor()
    page.goto("/sign-in/")
    page.get_by_label("E-mail address").fill("paul.wilson@demo.example")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page).to_have_title("What needs doing – Re-visits")
