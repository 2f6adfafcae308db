"""One case on its way through many hands: whose turn it is, what time it is, and what they see."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, expect

from inspections.tasks import compute_stale_timelines
from letters.tasks import publish_what_is_due, render_unrendered
from notifications.tasks import deliver_due, expand_unexpanded
from revisits.demo.clock import set_clock
from tests.browser.conftest import Site
from tests.browser.faults import DESK, SHOTS, faults, show_at

LEAD, CQC, SUPPORT = "Paul Wilson", "Demo CQC inspector", "Demo inspection support"
SENIOR, CQC_QUALITY = "Demo Senior HMI", "Demo CQC quality assurance"
OFFICER, DIRECTOR = "Demo nominated officer", "Demo director of children's services"
CHIEF, FORUM = "Demo health chief executive", "Demo forum representative"
ADVISER, NOBODY = "Demo DfE adviser", ""
CASE, AREA, PUBLIC = "/revisits/essex-2022/", "/area/essex-2022/", "/visits/essex-2022/"
# One task after the other, as the workers' sweeps would come to them.
SWEEPS = (compute_stale_timelines, render_unrendered, expand_unexpanded, deliver_due, publish_what_is_due)
WIDE_PHONE = 360


class Way:
    """One window, in which people take their turns; their clock is the demo's."""

    def __init__(self, site: Site, moment: str) -> None:
        self.site, self.page, self.who, self.shots = site, site.visitor(), NOBODY, 0
        self.at(moment)

    def at(self, moment: str) -> None:
        """It is so late now (London wall time), and the workers have done what waited for them."""
        set_clock(moment)
        self.work()

    def work(self) -> None:
        """What workers would be at by now."""
        for sweep in SWEEPS:
            sweep()

    def turn(self, who: str, *links: str, at: str = "/") -> Page:
        """That person's turn: from their first page, or `at`, they follow links by their words."""
        if who != self.who:
            self.site.become(who, self.page)
            self.who = who
        self.page.goto(at)
        for link in links:
            self.follow(link)
        return self.page

    def follow(self, link: str) -> None:
        """The first link that begins with these words."""
        self.page.get_by_role("link", name=re.compile(f"^{re.escape(link)}")).first.click()

    def press(self, button: str, said: str = "") -> None:
        """Press it; `said` is what the page then says of it."""
        self.page.get_by_role("button", name=button, exact=True).click()
        if said:
            expect(self.page.get_by_role("alert")).to_contain_text(said)

    def says(self, *words: str) -> None:
        """This page says so, what comes next among it."""
        for said in words:
            expect(self.page.locator("main")).to_contain_text(said)

    def is_done(self, who: str, event: str) -> None:
        """They mark an event of the timeline done, today."""
        self.turn(who, at=CASE + "timeline/")
        link = self.page.get_by_role("link", name=re.compile(f"Record as done.*{re.escape(event)}"))
        link.click()
        self.press("Record")

    @contextmanager
    def without_script(self) -> Iterator[Page]:
        """Whoever's turn it is, in a browser without JavaScript."""
        page = self.site.visitor(script=False)
        self.site.become(self.who, page)
        yield page
        page.close()

    def assert_no_fault(self, page: Page | None = None) -> None:
        """Of a page that no other test looks at, or not at this stage."""
        shown = page or self.page
        found = faults(shown)
        show_at(DESK, shown)
        assert not found, "\n".join(found)

    def look(self, name: str, *, page: Page | None = None, phone: bool = False) -> None:
        """A picture for somebody to look at, where SHOTS names a folder."""
        if not SHOTS:
            return
        shown = page or self.page
        self.shots += 1
        for width in (WIDE_PHONE, DESK["width"]) if phone else (DESK["width"],):
            shown.set_viewport_size({"width": width, "height": DESK["height"]})
            shown.screenshot(path=Path(SHOTS) / f"{self.shots:02}-{name}-{width}.png", full_page=True)
