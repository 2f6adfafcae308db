"""Two people edit the details of one case at the same time."""

from playwright.sync_api import expect

from inspections.models import Revisit
from tests.browser.conftest import Site
from tests.browser.faults import faults
from tests.browser.scene import LEAD

DETAILS = "/revisits/essex-2022/details/"
PLACE, CIRCULATED = "Place of the open meeting", "Who circulates the letter"


def test_second_sees_both_texts_and_may_save_over_the_first(loaded: None, site: Site) -> None:
    first, second = site.signed_in(LEAD), site.signed_in("Demo inspection support")
    for page in (first, second):
        page.goto(DETAILS)
    first.get_by_label(PLACE).fill("Shire Hall")
    first.get_by_label("There is an open meeting for parents").check()
    first.get_by_role("button", name="Save").click()
    expect(first.get_by_role("alert")).to_contain_text("The details are saved.")

    second.get_by_label(PLACE).fill("County Hall")
    second.get_by_label(CIRCULATED).fill("The councils of Essex")
    second.get_by_role("button", name="Save").click()
    expect(second.get_by_role("alert")).to_contain_text("Somebody else changed this re-visit")
    for field, theirs, yours in (
        (PLACE, "Shire Hall", "County Hall"),
        (CIRCULATED, "Essex County Council", "The councils of Essex"),
        ("There is an open meeting for parents", "Yes", "No"),
    ):
        row = second.get_by_role("row", name=field)
        assert row.get_by_role("cell").all_inner_texts() == [theirs, yours]
    assert faults(second) == []
    assert Revisit.objects.get(reference="essex-2022").open_meeting_place == "Shire Hall"

    expect(second.get_by_label(PLACE)).to_have_value("County Hall")
    second.get_by_role("button", name="Save mine over it").click()
    expect(second.get_by_role("alert")).to_contain_text("The details are saved.")
    saved = Revisit.objects.get(reference="essex-2022")
    assert (saved.open_meeting_place, saved.circulated_by) == ("County Hall", "The councils of Essex")
