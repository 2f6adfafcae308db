"""Setting up a case with JavaScript off: every step works, and the timeline is a button away."""

import re

from playwright.sync_api import expect

from inspections.models import CaseDraft, Revisit
from tests.browser.conftest import Site
from tests.browser.forms import fill_dates, go_on, set_up_to_the_dates


def test_case_is_set_up_without_script(demo: None, site: Site) -> None:
    page = site.signed_in("Paul Wilson", script=False)
    set_up_to_the_dates(page)
    fill_dates(page)
    go_on(page, "Show the timeline")
    row = page.get_by_role("row", name=re.compile("survey opens"))
    expect(row).to_contain_text("Tue 10 May 2022")
    assert "dates" not in CaseDraft.objects.get().answers
    go_on(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Check the answers")
    go_on(page, "Set up the re-visit")
    expect(page.get_by_role("alert")).to_contain_text("Its reference is essex-2022.")
    made = Revisit.objects.get()
    assert (str(made.first_day), made.days, made.wsoa.weaknesses.count()) == ("2022-05-17", 3, 3)


def test_error_keeps_what_was_typed_without_script(demo: None, site: Site) -> None:
    page = site.signed_in("Paul Wilson", script=False)
    set_up_to_the_dates(page)
    fill_dates(page)
    page.get_by_role("group", name="First on-site day").get_by_label("Month").fill("13")
    go_on(page)
    expect(page).to_have_title(re.compile("^Error: Dates"))
    expect(page.locator(".govuk-error-summary")).to_contain_text("There is no such day in the calendar.")
    expect(page.get_by_role("group", name="First on-site day").get_by_label("Month")).to_have_value("13")
    expect(page.get_by_label("3 days")).to_be_checked()
