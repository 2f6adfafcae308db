"""The page that the other tests of this folder pass by: one click signs a demo person in."""

from playwright.sync_api import expect

from tests.browser.conftest import Site


def test_one_click_signs_a_demo_person_in(demo: None, site: Site) -> None:
    page = site.visitor()
    page.goto("/revisits/")
    page.get_by_role("button", name="Demo HMI").first.click()
    expect(page).to_have_url(f"{site.address}/")
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()
