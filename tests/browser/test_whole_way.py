"""A lead inspector takes Essex by hand from nothing to the notices in the area's mailboxes."""

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from inspections.models import LocalArea
from revisits.demo.people import make_people
from tests.browser.conftest import PASSWORD, Site
from tests.browser.forms import WEAKNESSES, fill_date, fill_dates, go_on, set_up_to_the_dates
from tests.letters.composing.test_seed_letters import GUIDANCE, allowed, seed_words
from tests.letters.rendering.pdf_reader import shown

# The oracle's row of Essex: what stands on its timeline, by title.
ORACLE = {
    "Tell the area, health leaders and the parent carer forum about the re-visit": "Tue 3 May 2022",
    "Parents' survey opens": "Tue 10 May 2022, 12:00",
    "Parents' survey closes": "Mon 16 May 2022, 12:00",
    "Feedback to leaders on whether progress is sufficient": "Thu 19 May 2022, pm",
    "Final letter sent to the authority and health": "Thu 30 Jun 2022",
    "Letter published on both websites": "Thu 7 Jul 2022",
}
PARAGRAPH = "Quality assurance takes place off site this time."
# Files are made, and mail travels, by processes of their own: milliseconds, for machines that have much else to do.
SOON = 180_000


def test_whole_way_from_nothing_to_the_mail(demo: None, at_work: None, site: Site, tmp_path: Path) -> None:
    page = site.visitor()
    sign_in(page)
    set_up_to_the_dates(page)
    see_the_timeline_follow(page)
    check_and_create(page)
    make_people([LocalArea.objects.get(name="Essex")])
    see_the_oracle(page)
    override_and_take_back(page)
    fill_in_the_details(page)
    issue_the_letter(page)
    read_the_pdf(page, tmp_path)
    notify(page)
    read_the_mail(page)
    see_the_history(page)


def sign_in(page: Page) -> None:
    page.goto("/revisits/")
    page.get_by_label("E-mail address").fill("Paul.Wilson@demo.example")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page).to_have_title("Re-visits – Re-visits")


def see_the_timeline_follow(page: Page) -> None:
    """The dates change beside the form as they are typed; nothing is sent."""
    live = page.locator("[data-live-timeline]")
    expect(live).to_contain_text("Fill in the first day and the number of days")
    expect(page.get_by_role("button", name="Show the timeline")).to_be_hidden()
    fill_dates(page)
    expect(live.get_by_role("row", name=re.compile("survey opens"))).to_contain_text("Tue 10 May 2022")
    fill_date(page, "First on-site day", 18, 5, 2022)
    expect(live.get_by_role("row", name=re.compile("survey opens"))).to_contain_text("Wed 11 May 2022")
    expect(live).not_to_contain_text("Open meeting")
    fill_date(page, "First on-site day", 17, 5, 2022)
    expect(live.get_by_role("row", name=re.compile("survey opens"))).to_contain_text("Tue 10 May 2022")
    go_on(page)


def check_and_create(page: Page) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text("Check the answers")
    for text in (
        *WEAKNESSES,
        "Essex County Council",
        "West Essex CCG",
        "30 September 2019 to 4 October 2019",
    ):
        expect(page.locator(".govuk-summary-list")).to_contain_text(text)
    go_on(page, "Set up the re-visit")
    expect(page.get_by_role("alert")).to_contain_text("Its reference is essex-2022.")


def see_the_oracle(page: Page) -> None:
    """The worker has computed it: the page asks again until it is there."""
    for title, when in ORACLE.items():
        event = page.locator(".app-timeline__event").filter(
            has=page.get_by_role("heading", name=title, exact=True)
        )
        expect(event.locator(".app-timeline__when")).to_contain_text(when, timeout=SOON)


def override_and_take_back(page: Page) -> None:
    page.get_by_role("link", name=re.compile("Set the date.*survey closes")).click()
    fill_date(page, "New date", 17, 5, 2022)
    go_on(page, "Set the date")
    expect(page.locator(".govuk-error-summary")).to_contain_text("Give the reason.")
    page.get_by_label("Why does it depart from the guidance?").fill("The forum asked for one day more.")
    go_on(page, "Set the date")
    event = page.locator(".app-timeline__event--overridden")
    expect(event).to_contain_text("Tue 17 May 2022, 12:00")
    event.get_by_text("Why this date").click()
    expect(event).to_contain_text("by Paul Wilson on 3 May 2022: The forum asked for one day more.")
    expect(event).to_contain_text("The guidance's date is Monday 16 May 2022.")
    event.get_by_role("button", name="Back to the guidance's date").click()
    expect(page.locator(".app-timeline__event--overridden")).to_have_count(0)


def fill_in_the_details(page: Page) -> None:
    page.get_by_role("link", name="Letters").click()
    page.get_by_role("link", name="Preview the letter to parents").click()
    expect(page.locator("main")).to_contain_text("Before it can be issued, the letter still needs:")
    page.get_by_role("link", name="Fill in the details for parents").click()
    fill_date(page, "Date printed on the letter to parents", 3, 5, 2022)
    survey = "https://www.smartsurvey.co.uk/s/EssexCountyCouncilRe-VisitLASEND/"
    page.get_by_label("Link to the outside survey").fill(survey)
    page.get_by_label("E-mail address for contributions").fill("Lasend.support@ofsted.gov.uk")
    page.get_by_label("Meetings may take place online").check()
    expect(page.get_by_label("Who circulates the letter")).to_have_value("Essex County Council")
    page.get_by_label("Print the letterhead").check()
    go_on(page, "Save")
    expect(page.get_by_role("alert")).to_contain_text("The details are saved.")


def issue_the_letter(page: Page) -> None:
    page.get_by_role("link", name="Preview the letter to parents").click()
    expect(page.locator(".app-paper")).to_contain_text(
        "Letter to be circulated to parents and carers by Essex"
    )
    expect(page.locator(".app-paper mark")).to_have_count(0)
    go_on(page, "Issue the letter")
    expect(page.get_by_role("alert")).to_contain_text("The letter is issued.")


def read_the_pdf(page: Page, folder: Path) -> None:
    link = page.get_by_role("link", name="PDF", exact=True)
    expect(link).to_be_visible(timeout=SOON)
    pdf = page.request.get(link.get_attribute("href") or "").body()
    assert pdf.startswith(b"%PDF")
    words = "".join("".join(text for text, _ in shown(pdf)).split())
    assert re.sub(r"Page\dof\d", "", words) == seed_letter()


def seed_letter() -> str:
    """The real letter of Essex without its spaces, its listed slips corrected; a link's address is not printed."""
    text = " ".join(seed_words("essex-2022"))
    for difference in allowed("essex-2022"):
        text = text.replace(difference.seed, difference.ours.replace(f" ({GUIDANCE})", ""))
    return "".join(text.split())


def notify(page: Page) -> None:
    page.get_by_role("link", name="What needs doing").click()
    page.get_by_role("link", name="Tell the area, health leaders").click()
    page.get_by_label("A paragraph of your own (optional)").fill(PARAGRAPH)
    go_on(page, "Show the messages with this")
    page.get_by_text("Demo nominated officer, Local area nominated officer").click()
    expect(page.locator("details[open]")).to_contain_text(PARAGRAPH)
    go_on(page, "Send the notices and tell 5 people")
    expect(page.get_by_role("alert")).to_contain_text("The area is notified.")
    expect(page.get_by_text("Notices are being written.")).to_have_count(0, timeout=SOON)


def read_the_mail(page: Page) -> None:
    mail = page.get_by_role("row", name=re.compile("lano@demo.example"))
    for _ in range(SOON // 500):
        page.goto("/mailbox/")
        if mail.count():
            break
        page.wait_for_timeout(500)
    mail.get_by_role("link", name="Re-visit of Essex: on site").click()
    expect(page.locator(".app-paper")).to_contain_text(PARAGRAPH)
    expect(page.frame_locator("iframe").locator("body")).to_contain_text(PARAGRAPH)
    attached = page.get_by_role("link", name="essex-2022-letter-to-parents.pdf").get_attribute("href")
    assert page.request.get(attached or "").body().startswith(b"%PDF")


def see_the_history(page: Page) -> None:
    page.goto("/revisits/essex-2022/history/")
    found = page.locator(".moj-timeline__title").all_inner_texts()
    expected = ["Case created", "Date set by hand", "Letter issued", "Area notified", "Stage changed"]
    assert [kind for kind in expected if kind not in found] == []
    page.goto("/revisits/essex-2022/notices/")
    notices = page.get_by_role("row").filter(has_text="Notice of the re-visit")
    expect(notices.get_by_text("Sent", exact=True)).to_have_count(5, timeout=SOON)
