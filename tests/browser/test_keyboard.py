"""Everything is reached by keyboard, and shows that it was."""

from playwright.sync_api import Page, expect

from tests.browser.conftest import Site
from tests.browser.faults import Walk
from tests.browser.pages import visits
from tests.browser.scene import LEAD, Scene

# Controls that the Tab key does not reach; of radios with one name it reaches one.
UNREACHED = """() => {
  const seen = window.reached ?? new Set();
  const all = [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary")];
  const wanted = all.filter((each) => each.checkVisibility() && !(each.type === "radio"));
  return wanted.filter((each) => !seen.has(each)).map((each) => each.outerHTML.slice(0, 120));
}"""
# What has the focus now: kept for UNREACHED, with whether its focus can be seen.
STAND = """() => {
  const here = document.activeElement;
  (window.reached ??= new Set()).add(here);
  const style = getComputedStyle(here);
  const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
  const seen = outlined || style.boxShadow !== "none" || style.backgroundColor === "rgb(255, 221, 0)";
  const beside = here.matches("input[type=checkbox], input[type=radio]");
  return [here.tagName, seen || beside || here === document.body ? "" : here.outerHTML.slice(0, 120)];
}"""


def test_keyboard_reaches_everything_and_shows_where_it_is(scene: Scene, site: Site) -> None:
    walk, found = Walk(site), []
    wanted = ("revisits", "timeline", "details", "override", "notify", "demo", "sign-in")
    for visit in {
        visit.page: visit for visit in visits(scene) if visit.page in wanted and not visit.press
    }.values():
        page = walk.to(visit)
        unseen = tab_through(page)
        found += [f"{visit}: focus cannot be seen on {control}" for control in unseen]
        found += [f"{visit}: not reached: {control}" for control in page.evaluate(UNREACHED)]
    assert not found, "\n".join(found)


def tab_through(page: Page) -> list[str]:
    """Press Tab from the top until the focus leaves the page; what had the focus without showing it."""
    unseen: list[str] = []
    page.evaluate("document.activeElement.blur()")
    for _ in range(400):
        page.keyboard.press("Tab")
        name, control = page.evaluate(STAND)
        if name == "BODY":
            return [each for each in unseen if each]
        unseen.append(control)
    raise AssertionError("The focus never leaves the page.")


def test_skip_link_goes_past_the_navigation(loaded: None, site: Site) -> None:
    page = site.signed_in(LEAD)
    page.goto("/revisits/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to main content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_label("Search", exact=True)).to_be_focused()


def test_error_link_puts_the_focus_into_the_field(loaded: None, site: Site) -> None:
    page = site.signed_in(LEAD)
    page.goto("/revisits/essex-2022/dates/")
    page.get_by_role("group", name="First on-site day").get_by_label("Day").fill("15")
    page.get_by_label("Why do they change?").fill("A clash")
    page.get_by_role("button", name="Show what changes").click()
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    page.get_by_role("link", name="15 May 2022 is a Sunday").click()
    expect(page.get_by_role("group", name="First on-site day").get_by_label("Day")).to_be_focused()
    page.goto("/new/")
    page.get_by_role("button", name="Start").click()
    page.get_by_role("link", name="Dates").click()
    page.get_by_role("button", name="Save and go on").click()
    page.get_by_role("link", name="Choose two, three or four days").click()
    expect(page.get_by_label("2 days")).to_be_focused()
