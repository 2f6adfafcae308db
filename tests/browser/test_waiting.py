"""A page that waits for what a worker makes: it asks again by itself, says when that takes long, and ends."""

import pytest
from playwright.sync_api import Page, expect

from inspections.models import Revisit
from tests.browser.conftest import Site
from tests.browser.faults import faults
from tests.browser.scene import LEAD

TIMELINE = "/revisits/essex-2022/timeline/"
ASKED = f"sessionStorage.setItem('asked {TIMELINE}', {{}})"
WAITS = "The timeline is being worked out."


@pytest.fixture
def waiting(loaded: None, site: Site) -> Page:
    """The timeline of a case that no worker has come to."""
    Revisit.objects.filter(reference="essex-2022").update(timeline_stale=True)
    page = site.signed_in(LEAD)
    page.clock.install()
    page.goto(TIMELINE)
    return page


def asked(page: Page, times: int) -> None:
    """It has asked so often."""
    page.evaluate(ASKED.format(times))
    page.reload()


def test_it_goes_on_asking_says_so_and_shows_what_came(waiting: Page) -> None:
    asked(waiting, 8)
    expect(waiting.locator("main")).to_contain_text(
        f"{WAITS} It is here in a moment. This takes longer than usual; the page"
    )
    assert faults(waiting) == []
    Revisit.objects.filter(reference="essex-2022").update(timeline_stale=False)
    with waiting.expect_navigation():
        waiting.clock.fast_forward("00:16")
    expect(waiting.locator("main")).not_to_contain_text(WAITS)
    assert waiting.evaluate("sessionStorage.length") == 0


def test_it_ends_after_ten_minutes_since_what_asks_stays_signed_in(waiting: Page) -> None:
    asked(waiting, 40)
    expect(waiting.locator("main")).to_contain_text("Reload the page later, or tell inspection support.")
    expect(waiting.locator("main")).not_to_contain_text(WAITS)
    requests: list[str] = []
    waiting.on("request", lambda request: requests.append(request.url))
    waiting.clock.fast_forward("10:00")
    assert requests == []
