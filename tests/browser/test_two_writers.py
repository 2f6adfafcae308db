"""Two writers in two browsers on one paragraph of the outcome letter: each sees the other, and nothing is lost."""

import re

from playwright.sync_api import expect

from letters.models import SectionPresence, SectionVersion
from tests.browser.conftest import Site
from tests.browser.faults import faults
from tests.browser.outcome import REFERENCE, written
from tests.letters.writing import KEY
from tests.patience import eventually

WRITE = f"/revisits/{REFERENCE}/outcome/sections/{KEY}/write/"


def test_two_write_one_paragraph_and_nothing_is_lost(loaded: None, site: Site) -> None:
    letter = written(weaknesses=2)
    versions = SectionVersion.objects.filter(section__letter=letter, section__key=KEY)
    before = versions.count()
    first = site.signed_in(letter.started_by.name)
    second = site.signed_in("Demo CQC inspector", width=360)
    first.goto(WRITE)
    second.goto(WRITE)
    expect(second.locator("[data-here]")).to_contain_text(f"{letter.started_by.name} is editing this section")

    first.get_by_label("Paragraph 1").fill("Leaders of both services have worked closely with parents.")
    first.get_by_role("button", name="Keep this section").click()
    expect(first.get_by_role("alert")).to_contain_text(f"kept as version {before + 1}")

    second.get_by_label("Paragraph 1").fill("Leaders have worked closely <b>with</b> children.")
    second.get_by_role("button", name=re.compile("Split ?: paragraph 2")).click()
    second.get_by_role("button", name="Keep this section").click()
    clash = second.get_by_role("region", name=f"wrote version {before + 1}")
    expect(clash).to_contain_text("of both services")
    expect(clash).to_contain_text("<b>with</b>")
    # Typed as one text, with what is wrong beside it; nothing of either is lost.
    expect(second.get_by_label("Words of this section")).to_have_value(
        "Leaders have worked closely <b>with</b> children.\n\nInspectors found:\n\n"
        "- waiting times for assessments that are shorter\n- plans that are written in plain words\n\n"
        "The area has not made sufficient progress everywhere."
    )
    assert faults(second) == []
    second.get_by_role("button", name="Keep this section").click()
    expect(second.get_by_role("alert")).to_contain_text(f"kept as version {before + 2}")

    newest, theirs = versions.order_by("-number")[:2]
    assert theirs.blocks[0]["lines"][0][0]["text"].startswith("Leaders of both services")
    assert newest.blocks[0]["lines"][0][0]["text"] == "Leaders have worked closely <b>with</b> children."
    assert newest.blocks[0]["name"] == theirs.blocks[0]["name"], "an edited paragraph is the same one"
    # The page says so in leaving, and is not waited for.
    assert eventually(lambda: not SectionPresence.objects.filter(letter=letter).exists())
