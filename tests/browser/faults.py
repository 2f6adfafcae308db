"""A walk from page to page in a browser, and what is wrong with a page."""

import os
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

from axe_playwright_python.base import AXE_SCRIPT, AxeResults
from playwright.sync_api import Page, ViewportSize

from tests.browser.conftest import Site
from tests.browser.visits import Visit
from tests.properties import DEEP

DESK: ViewportSize = {"width": 1100, "height": 900}
SHOTS = os.environ.get("SHOTS", "")
PHONE: ViewportSize = {"width": 320, "height": 700}
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
# Its violations alone: what else it says of every rule costs as much to carry here as a third of its rules.
VIOLATIONS = "rules => axe.run(rules).then(({violations}) => ({violations}))"
# Error-summary links and what they lead to.
ERRORS = """() => [...document.querySelectorAll(".govuk-error-summary a")].map((link) => {
  const target = document.getElementById(link.hash.slice(1));
  return target?.matches("input, select, textarea, button") ? "" : link.outerHTML;
}).filter(Boolean)"""
TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


class Walk:
    """Visits pages one after the other, each as its person, in one window."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.page = site.visitor()
        # Kept by the browser: to carry axe to each page anew takes as long as a third of its rules.
        self.page.context.add_init_script(AXE_SCRIPT)
        self.who = ""

    def to(self, visit: Visit, size: ViewportSize = DESK) -> Page:
        if visit.who != self.who:
            # A window of each one's own would cost more than their pages.
            self.site.become(visit.who, self.page)
            self.who = visit.who
        show_at(size, self.page)
        self.page.goto(visit.path)
        if visit.press:
            # Else what follows would look at the page that is left.
            with self.page.expect_navigation():
                self.page.get_by_role("button", name=visit.press, exact=True).click()
        return self.page


def assert_no_fault(to_visit: Iterable[Visit], site: Site) -> None:
    """Of any of these pages, at a desk and on a phone."""
    walk, found = Walk(site), []
    # Every other page is opened on the phone and goes on to the desk: half as many changes of the window.
    for number, visit in enumerate(looked_at([*to_visit])):
        first, then = (DESK, PHONE) if number % 2 == 0 else (PHONE, DESK)
        page = walk.to(visit, first)
        if visit.press and not page.locator(".govuk-error-summary").count():
            found.append(f"{visit}: no errors are shown")
        for size in (first, then):
            show_at(size, page)
            found += [f"{visit}: {fault}" for fault in (at_a_desk(page) if size is DESK else too_wide(page))]
        if SHOTS:
            keep(page, visit)
    assert not found, "\n".join(found)


def looked_at(to_visit: list[Visit]) -> list[Visit]:
    """Without the pages that are looked at with their errors, too: the same and more (with DEEP=1 they are)."""
    with_errors = {(visit.path, visit.who) for visit in to_visit if visit.press}
    everything = DEEP or SHOTS
    return [each for each in to_visit if everything or each.press or (each.path, each.who) not in with_errors]


def keep(page: Page, visit: Visit) -> None:
    """Pictures for somebody to look at: `SHOTS=folder pytest tests/browser/ -k fault`."""
    seen = "-".join(part for part in (visit.page, visit.who.rpartition(" ")[2], visit.press) if part)
    for size in (PHONE, DESK):
        page.set_viewport_size(size)
        place = Path(SHOTS) / f"{seen}-{sha256(visit.path.encode()).hexdigest()[:4]}-{size['width']}.png"
        page.screenshot(path=place, full_page=True)


def show_at(size: ViewportSize, page: Page) -> None:
    if page.viewport_size != size:
        page.set_viewport_size(size)


def faults(page: Page) -> list[str]:
    """At a desk, as the page stands, and then on a phone."""
    found = at_a_desk(page)
    show_at(PHONE, page)
    return found + too_wide(page)


def at_a_desk(page: Page) -> list[str]:
    """What axe finds, and links of errors that lead to no control."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    report = AxeResults(page.evaluate(VIOLATIONS, RULES))
    found = [report.generate_report()] if report.violations_count else []
    found += page.evaluate(ERRORS)
    return found


def too_wide(page: Page) -> list[str]:
    """Scrolling sideways on a phone (WCAG 1.4.10)."""
    excess = page.evaluate(TOO_WIDE)
    return [f"{excess} pixels too wide for a phone"] if excess else []
