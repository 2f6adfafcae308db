"""The public pages as parents meet them: on a phone, without JavaScript, and left open over noon."""

import re

import pytest
from playwright.sync_api import expect

from inspections.models import Revisit
from letters.actions.render import render_letter
from letters.models import Letter
from revisits import clock
from revisits.demo.clock import set_clock
from revisits.demo.placing import place_cases
from tests.browser.conftest import Site

PAGE = "/visits/essex-2022/"


@pytest.fixture
def at_noon(loaded: None) -> None:
    """Essex two seconds before its survey opens."""
    set_clock("2022-05-10T11:59:58")
    place_cases(now=clock.now(), only=["essex-2022"])
    for letter in Letter.objects.filter(revisit__reference="essex-2022"):
        render_letter(letter=letter, at=clock.now())
    set_clock("2022-05-10T11:59:58")


def test_g16_a_page_left_open_follows_the_survey_and_without_script_the_next_one_does(
    at_noon: None, site: Site
) -> None:
    page = site.visitor(width=360)
    page.goto(PAGE)
    expect(page.get_by_role("link", name="Take part in the survey")).to_be_visible()
    assert page.context.cookies() == []


def test_a_parent_finds_area_and_letter_without_script(at_noon: None, site: Site) -> None:
    page = site.visitor(width=320, script=False)
    page.goto("/visits/")
    page.get_by_label("Name of your area or council").fill("essex")
    page.get_by_label("Name of your area or council").press("Enter")
    page.get_by_role("link", name="Essex", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Re-visit to Essex")
    page.get_by_role("link", name="Web page").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(
        re.compile("Re-visit of Essex County Council")
    )
    assert page.context.cookies() == [] and Revisit.objects.filter(reference="essex-2022").exists()
