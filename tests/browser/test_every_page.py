"""Every page of the program: nothing for axe to find, nothing too wide for a phone."""

import os
from hashlib import sha256
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, ViewportSize

from tests.browser.conftest import Site
from tests.browser.pages import BY_DEVICE, NO_PAGE, ON_THE_WAY, PARTS, names, visits
from tests.browser.scene import Scene
from tests.browser.visits import Visit

DESK: ViewportSize = {"width": 1100, "height": 900}
SHOTS = os.environ.get("SHOTS", "")
PHONE: ViewportSize = {"width": 320, "height": 700}
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
# Error-summary links and what they lead to.
ERRORS = """() => [...document.querySelectorAll(".govuk-error-summary a")].map((link) => {
  const target = document.getElementById(link.hash.slice(1));
  return target?.matches("input, select, textarea, button") ? "" : link.outerHTML;
}).filter(Boolean)"""
TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def test_every_address_has_its_row() -> None:
    """A new page without a row here fails: nobody has looked at it."""
    assert names() - NO_PAGE - BY_DEVICE == PAGES | ON_THE_WAY


PAGES = {
    "home", "revisits", "new-case", "new-case-check", "new-case-step", "area-case", "revisit", "history", "details",
    "dates", "team", "timeline", "override", "done", "letters", "letter-preview", "letter", "mailbox", "mail", "notify",
    "notices", "sign-in", "demo", "left", "you", "mfa_index", "mfa_activate_totp", "mfa_add_webauthn",
    "reset-second-factor",
    "account_reset_password", "account_reset_password_done", "account_reset_password_from_key",
    "people", "person", "person-appoint", "person-end-role", "person-close", "person-reopen", "invite", "invitations",
    "invitation", "organisations", "organisation", "organisation-add", "organisation-successor", "roles",
    "hand-over", "away", "record",
    "privacy-notice", "your-data", "data-requests", "disposals", "disposal", "holds", "hold-lift",
    "papers", "paper", "paper-draft", "draft-readers",
    "outcome-letter", "outcome-date", "outcome-section", "outcome-write", "outcome-versions", "outcome-compare",
    "outcome-comment", "outcome-reply",
    "final-letter", "final-send", "final-recall", "final-moment", "final-publish", "public-outcomes",
    "area-needs", "area-item", "area-item-none", "area-evidence", "area-evidence-give", "area-document", "area-version",
    "area-withdraw", "area-receipt", "evidence-file",
    "evidence", "evidence-impact", "evidence-document", "evidence-search", "evidence-export",
    "notes", "note", "note-add", "note-change",
    "judgements", "judgement", "judgement-write", "judgement-compare", "concern", "concern-add", "concern-change",
    "concern-withdraw", "after", "next-step-add", "next-step-correct",
    "schedule", "schedule-day", "children", "children-questions", "requests", "request-ask", "request",
    "on-site", "on-site-day", "session-going", "kit", "kit-write", "judgement-meeting", "judgement-meeting-write",
    "feedback", "feedback-write",
    "area-schedule", "area-schedule-day", "area-session-add", "area-session", "area-children", "area-group-add",
    "area-group", "area-requests", "area-request",
    "questions", "question-set", "questions-compare", "questions-settle", "questions-share", "questions-focus",
    "question-add", "question-change", "area-questions", "area-question-set", "area-questions-compare",
    "area-questions-agree", "circulation", "area-circulation", "area-circulation-log", "area-circulation-correct",
    "area-readers", "contributors", "monitoring", "monitoring-visit",
    "stored-files",
    "public-visits", "public-area", "public-visit", "public-privacy", "public-accessibility", "public-contact",
    "public-preview", "public-register", "public-yours",
    "meetings", "meeting", "meeting-add", "meeting-cancel", "area-meetings", "registrations", "registration",
}  # fmt: skip


class Walk:
    """Visits pages one after the other, each as its person."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.people: dict[str, Page] = {}

    def to(self, visit: Visit) -> Page:
        if visit.who not in self.people:
            self.people[visit.who] = self.site.signed_in(visit.who) if visit.who else self.site.visitor()
        page = self.people[visit.who]
        page.set_viewport_size(DESK)
        page.goto(visit.path)
        if visit.press:
            # Else what follows would look at the page that is left.
            with page.expect_navigation():
                page.get_by_role("button", name=visit.press, exact=True).click()
        return page


def test_every_page_is_visited(scene: Scene) -> None:
    assert {visit.page for visit in visits(scene)} == PAGES | {"404"}


@pytest.mark.parametrize("part", PARTS)
def test_no_page_has_a_fault(part: str, scene: Scene, site: Site) -> None:
    walk, found = Walk(site), []
    for visit in PARTS[part](scene):
        page = walk.to(visit)
        if visit.press and not page.locator(".govuk-error-summary").count():
            found.append(f"{visit}: no errors are shown")
        found += [f"{visit}: {fault}" for fault in faults(page)]
        if SHOTS:
            keep(page, visit)
    assert not found, "\n".join(found)


def keep(page: Page, visit: Visit) -> None:
    """Pictures for somebody to look at: `SHOTS=folder pytest tests/browser/test_every_page.py`."""
    seen = "-".join(part for part in (visit.page, visit.who.rpartition(" ")[2], visit.press) if part)
    for size in (PHONE, DESK):
        page.set_viewport_size(size)
        place = Path(SHOTS) / f"{seen}-{sha256(visit.path.encode()).hexdigest()[:4]}-{size['width']}.png"
        page.screenshot(path=place, full_page=True)


def faults(page: Page) -> list[str]:
    """What axe finds, links of errors that lead to no control, and scrolling sideways on a phone (WCAG 1.4.10)."""
    report = Axe().run(page, options=RULES)
    found = [report.generate_report()] if report.violations_count else []
    found += page.evaluate(ERRORS)
    page.set_viewport_size(PHONE)
    if excess := page.evaluate(TOO_WIDE):
        found.append(f"{excess} pixels too wide for a phone")
    return found
