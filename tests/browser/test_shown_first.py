"""A button that sends formal messages: its page shows first who gets what, and one goes back to what was typed."""

from playwright.sync_api import expect

from inspections.actions.notify import notify
from inspections.meetings import arranged
from inspections.models import Revisit
from tests.browser.conftest import Site
from tests.browser.faults import DESK, faults, show_at
from tests.browser.scene import LEAD
from tests.cast import NOW
from tests.notifications.conftest import expand_all

MEETING = "/revisits/essex-2022/meetings/leaders_meeting/1/"


def test_who_is_told_is_shown_without_a_fault_and_then_told(loaded: None, site: Site) -> None:
    case = Revisit.objects.get(reference="essex-2022")
    notify(revisit=case, by=case.team.get(role="lead").user, at=NOW)
    expand_all()
    page = site.signed_in(LEAD)
    page.goto(MEETING)
    page.get_by_label("Place").fill("Town Hall")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", level=2)).to_have_text("The meeting, as it would stand: who is told")
    for each in page.locator("summary").all():
        each.click()
    expect(page.get_by_text("Where: Town Hall (before: to follow)")).to_have_count(4)
    assert faults(page) == []
    show_at(DESK, page)
    page.get_by_role("button", name="Go back and change it").click()
    expect(page.get_by_label("Place")).to_have_value("Town Hall")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("button", name="Save it and tell 4 people").click()
    expect(page.get_by_role("alert")).to_contain_text("saved. Whoever was told of it is told what changed.")
    meeting = arranged(case, "leaders_meeting")
    assert meeting and meeting.place == "Town Hall"
