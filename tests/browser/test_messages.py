"""The HTML of every message: nothing for axe to find, and nothing too wide for a phone."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from notifications.domain.compose import Composed
from tests.browser.conftest import Site
from tests.browser.faults import at_a_desk, show_at, too_wide
from tests.browser.scene import LEAD, Scene
from tests.conftest import StandingClock
from tests.notifications.every_message import SCENES, composed

# Pictures for somebody to look at: MESSAGES=folder pytest tests/browser/test_messages.py
SHOTS = os.environ.get("MESSAGES", "")


@pytest.mark.parametrize("name", SCENES)
def test_the_html_of_every_message_is_for_everybody_to_read(
    db: None, standing_clock: StandingClock, chrome: Browser, name: str
) -> None:
    looked = SCENES[name]
    standing_clock.now = looked.at
    cast = looked.make()
    page = chrome.new_page(viewport={"width": 600, "height": 900})
    seen: dict[tuple[str, str], Composed] = {}
    for each in composed(looked, cast):
        # The same words to the next of a side need no second look.
        said = each.words.html.replace(each.contact.name, "").replace(each.contact.role_label, "")
        seen.setdefault((each.message.code, said), each)
    found = []
    for number, each in enumerate(seen.values()):
        page.set_viewport_size({"width": 600, "height": 900})
        page.set_content(each.words.html)
        faults = at_a_desk(page)
        show_at({"width": 320, "height": 700}, page)
        faults += too_wide(page)
        found += [f"{each.message.code} to {each.contact.role}: {fault}" for fault in faults]
        if SHOTS:
            for width in (360, 600):
                page.set_viewport_size({"width": width, "height": 700})
                place = Path(SHOTS) / f"{each.message.code}-{number}-{width}.png"
                page.screenshot(path=place, full_page=True)
    page.close()
    assert len({code for code, _ in seen}) == len(looked.codes)
    assert not found, "\n".join(found)


def test_the_frame_of_a_message_that_is_tried_shows_it_as_its_reader_gets_it(
    scene: Scene, site: Site
) -> None:
    page = site.signed_in(LEAD)
    page.goto(f"/messages/notify/?case={scene.case.reference}")
    frames, boxes = page.frame_locator("iframe"), page.locator("details")
    assert frames.first.locator("h1").inner_text().startswith(f"Re-visit of {scene.case.area_name}")
    boxes.nth(1).locator("summary").click()
    second = page.frame_locator("details:nth-of-type(2) iframe")
    greeting = second.get_by_text("Dear").inner_text()
    assert greeting.removeprefix("Dear ") in boxes.nth(1).locator("summary").inner_text()
    if SHOTS:
        # A picture of the whole page leaves frames white.
        boxes.nth(1).locator("iframe").scroll_into_view_if_needed()
        page.screenshot(path=Path(SHOTS) / "tried.png")
