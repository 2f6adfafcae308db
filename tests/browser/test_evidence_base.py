"""Reading evidence by keyboard alone: from one document to the next, and switched off by whoever is disturbed."""

from django.urls import reverse
from playwright.sync_api import Page, expect

from tests.browser.conftest import Site
from tests.browser.scene import Scene
from tests.browser.visits import LEAD


def stands(page: Page, place: str) -> None:
    """The document is there, and so is its script: a key that is pressed before is heard by nobody."""
    expect(page.locator("[data-beside] span")).to_have_text(place)
    page.wait_for_load_state("load")


def test_n_and_p_lead_from_document_to_document_until_they_are_switched_off(scene: Scene, site: Site) -> None:
    page = site.signed_in(LEAD)
    page.goto(reverse("evidence", args=[scene.case.reference]))
    page.get_by_role("link", name="waiting-times.csv").click()
    stands(page, "1 of 4")
    page.keyboard.press("n")
    stands(page, "2 of 4")
    page.keyboard.press("p")
    stands(page, "1 of 4")
    page.get_by_label("Tags").fill("ne")
    page.keyboard.press("n")
    stands(page, "1 of 4")
    page.get_by_label("Keys: n for the next document").uncheck()
    page.locator("body").press("n")
    page.reload()
    stands(page, "1 of 4")
    expect(page.get_by_label("Keys: n for the next document")).not_to_be_checked()
    page.get_by_label("Keys: n for the next document").check()
    page.get_by_role("heading", name="waiting-times.csv").click()
    page.keyboard.press("n")
    stands(page, "2 of 4")
