"""Parents answer on an old phone, by keyboard, without script, and with a connection that breaks off (issue 7)."""

import re
from datetime import datetime

import pytest
from playwright.sync_api import Error, Page, expect

from inspections.models import Revisit, SurveyIncident
from inspections.timeline.times import LONDON
from revisits import clock
from revisits.accounts.models import User
from revisits.demo.clock import set_clock
from revisits.demo.placing import place_cases
from surveys.models import Answer, Response, Survey
from tests.browser.conftest import Site
from tests.browser.faults import SHOTS, faults, too_wide
from tests.surveys.scene import OPENS, SIGN, own, translate, write

START = "/visits/essex-2022/survey/"
WORDS = "We wait for a plan. My son Tobias waits, too."
FOCUSED = "document.activeElement.labels?.[0]?.innerText ?? document.activeElement.innerText"
PLACE = "revisits.survey.essex-2022"


@pytest.fixture
def open_survey(loaded: None) -> Revisit:
    """Essex on the afternoon of its survey's first day."""
    set_clock("2022-05-10T14:17")
    place_cases(now=clock.now(), only=["essex-2022"])
    set_clock("2022-05-10T14:17")
    revisit = Revisit.objects.get(reference="essex-2022")
    # Few questions, one of each kind, in the place of the demo's.
    lead, checker = User.objects.get(name="Paul Wilson"), User.objects.get(name="Demo Senior HMI")
    asks = write(revisit, lead, number=90)
    translate(asks, "ur", lead, checker)
    Survey.objects.update_or_create(revisit=revisit, defaults={"questions": asks, "opened_at": OPENS})
    own(revisit)
    return revisit


def picture(page: Page, name: str) -> None:
    if SHOTS:
        width = page.viewport_size["width"] if page.viewport_size else 0
        page.screenshot(path=f"{SHOTS}/survey-{name}-{width}.png", full_page=True)


def press(page: Page, name: str) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).click()


def answer_all(page: Page, words: str = WORDS) -> None:
    """From the first question to the page to check."""
    page.get_by_label("Primary school").check()
    press(page, "Continue")
    press(page, "Continue")
    page.get_by_label("The forum").check()
    press(page, "Continue")
    page.get_by_role("textbox").fill(words)
    press(page, "Continue")
    expect(page.get_by_role("heading", level=1)).to_have_text("Check your answers")


def response_to(survey: Revisit) -> Response:
    """The one that came here: in other cases of the demo parents answered, too."""
    return Response.objects.get(survey__revisit=survey)


def code_of(page: Page) -> str:
    return page.locator(".pub-code").inner_text()


def lose_the_line(page: Page) -> None:
    """On the first question, which the phone does not know; and back by the phone's own key."""
    page.get_by_label("Primary school").check()
    page.route("**/answer/", lambda route: route.abort())
    with pytest.raises(Error, match="ERR_FAILED"), page.expect_navigation():
        page.get_by_role("button", name="Continue").click()
    page.unroute("**/answer/")
    # The phone offers to try again, and what was chosen is there.
    page.reload()
    expect(page.get_by_text("How well is your child supported?")).to_be_visible()
    press(page, "Back")
    expect(page.get_by_label("Primary school")).to_be_checked()
    press(page, "Continue")
    # The browser's own way back is no error.
    page.go_back()
    expect(page.get_by_label("Primary school")).to_be_checked()
    expect(page.get_by_text("Other ways to tell inspectors")).to_be_visible()


def test_survey_on_a_small_phone_without_script_and_back_by_the_code(
    open_survey: Revisit, site: Site
) -> None:
    page = site.visitor(width=320, script=False)
    page.goto(START)
    picture(page, "start-bare")
    press(page, "Start now")
    picture(page, "choice-bare")
    lose_the_line(page)
    answer_all(page)
    expect(page.locator("[data-device]")).to_be_hidden()
    assert not too_wide(page)
    picture(page, "check-bare")
    page.get_by_role("button", name="Change your answer to question 1").click()
    expect(page.get_by_label("Primary school")).to_be_checked()
    page.get_by_label("I do not want to answer").check()
    press(page, "Save and come back later")
    code = code_of(page)
    picture(page, "saved-bare")
    page.goto(START)
    page.get_by_role("link", name="Go on with answers that you saved").click()
    page.get_by_label("Your code").fill(code.lower())
    press(page, "Show my answers")
    press(page, "Send my answers")
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you. Your answers are sent")
    assert code_of(page) == code
    response = response_to(open_survey)
    assert (response.state, response.answers.count()) == ("sent", 2)
    assert response.hour == datetime(2022, 5, 10, 14, tzinfo=LONDON)
    assert page.context.cookies() == []


def test_survey_by_keyboard_alone(open_survey: Revisit, site: Site) -> None:
    page = site.visitor(width=320)

    def tab_to(name: str) -> None:
        for _ in range(60):
            page.keyboard.press("Tab")
            if name in page.evaluate(
                "document.activeElement.labels?.[0]?.innerText ?? document.activeElement.innerText"
            ):
                return
        raise AssertionError(f"{name} is not reached.")

    def go(name: str) -> None:
        tab_to(name)
        with page.expect_navigation():
            page.keyboard.press("Enter")

    page.goto(START)
    go("Start now")
    tab_to("Early years")
    page.keyboard.press("ArrowDown")
    # Enter in a field goes on, not back.
    with page.expect_navigation():
        page.keyboard.press("Enter")
    go("Continue")
    tab_to("The school")
    page.keyboard.press("Space")
    go("Continue")
    tab_to("What should inspectors know?")
    page.keyboard.type(WORDS)
    go("Continue")
    go("Send my answers")
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you. Your answers are sent")
    given = Answer.objects.filter(response=response_to(open_survey)).order_by("question__place")
    said = list(given.values_list("question__place", "chosen", "text"))
    assert said == [(1, [1], ""), (3, [0], ""), (4, [], WORDS)]


def go_back_and_on(page: Page) -> None:
    """From the second question: by the browser's own way back nothing is lost that was answered after."""
    page.get_by_label("Badly").check()
    press(page, "Continue")
    page.get_by_label("The forum").check()
    page.go_back()
    expect(page.get_by_label("Badly")).to_be_checked()
    page.go_back()
    expect(page.get_by_label("Primary school")).to_be_checked()
    press(page, "Continue")
    expect(page.get_by_label("Badly")).to_be_checked()
    press(page, "Continue")
    expect(page.get_by_label("The forum")).to_be_checked()


def test_survey_survives_a_lost_connection_and_a_closed_browser(open_survey: Revisit, site: Site) -> None:
    page = site.visitor()
    page.goto(START)
    press(page, "Start now")
    page.get_by_label("Primary school").check()
    expect(page.get_by_text("What you type is kept on this device until you send it.")).to_be_visible()
    page.context.set_offline(True)
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_text("No connection.")).to_be_visible()
    picture(page, "offline")
    page.context.set_offline(False)
    press(page, "Continue")
    go_back_and_on(page)
    # The browser is closed half-way, and opened again.
    kept = page.context
    page.close()
    page = kept.new_page()
    page.goto(START)
    expect(page.get_by_text("There are answers on this device that were not sent.")).to_be_visible()
    picture(page, "kept-here")
    press(page, "Go on with them")
    expect(page.get_by_text("Primary school")).to_be_visible()
    expect(page.locator("[name=proof]")).to_have_value(re.compile(r"^\d+$"))
    press(page, "Send my answers")
    expect(page.get_by_text("What you typed is cleared from this device.")).to_be_visible()
    assert page.evaluate(f"localStorage.getItem('{PLACE}')") is None
    with pytest.raises(Error, match="ERR_CACHE_MISS"):
        page.go_back()
    page = kept.new_page()
    # On a shared computer.
    page.goto(START)
    expect(page.get_by_text("There are answers on this device")).to_be_hidden()
    press(page, "Start now")
    page.get_by_label("Early years").check()
    page.on("dialog", lambda dialog: dialog.accept())
    with page.expect_navigation():
        page.get_by_role("button", name="Clear what I typed").click()
    assert page.evaluate(f"localStorage.getItem('{PLACE}')") is None
    assert response_to(open_survey).state == "sent"


def look(page: Page, name: str) -> list[str]:
    """What is wrong with a page at a desk and on a phone; a picture of each."""
    page.set_viewport_size({"width": 1100, "height": 900})
    picture(page, name)
    found = [f"{name}: {fault}" for fault in faults(page)]
    picture(page, name)
    return found


def test_survey_has_no_fault_on_any_of_its_pages(open_survey: Revisit, site: Site) -> None:
    page = site.visitor()
    page.goto(START)
    found = look(page, "start")
    for button, name in (
        ("Start now", "choice"),
        *(("Continue", name) for name in ("scale", "choices", "text")),
    ):
        press(page, button)
        found += look(page, name)
    page.get_by_role("textbox").fill("x" * 4001)
    press(page, "Continue")
    found += look(page, "too-long")
    page.get_by_role("textbox").fill(WORDS)
    for button, name in (
        ("Continue", "check"),
        ("Save and come back later", "saved"),
        ("Go on answering now", "check-again"),
        ("Large print", "check-large"),
        ("Plain layout", "check-plain"),
        ("Send my answers", "sent-plain-large"),
    ):
        press(page, button)
        found += look(page, name)
    page.goto(START + "return/")
    page.get_by_label("Your code").fill("AAAA")
    press(page, "Show my answers")
    found += look(page, "return")
    page.goto(START + "?plain=1")
    found += look(page, "start-plain")
    for moment, name in (("10T11:59", "coming"), ("16T12:05", "grace"), ("16T13:00", "closed")):
        set_clock(f"2022-05-{moment}")
        page.goto(START)
        found += look(page, name)
    found += look_at_what_went_wrong(page, open_survey)
    assert not found, "\n".join(found)


def look_at_what_went_wrong(page: Page, case: Revisit) -> list[str]:
    """Too late; while it does not work; after another survey took its place."""
    set_clock("2022-05-16T11:59")
    page.goto(START)
    press(page, "Start now")
    page.get_by_label("Primary school").check()
    page.get_by_text("Other ways to tell inspectors").click()
    found = look(page, "other-ways")
    set_clock("2022-05-16T13:00")
    press(page, "Continue")
    expect(page.get_by_role("heading", level=1)).to_have_text("Your answers could not be sent")
    found += look(page, "late")
    set_clock("2022-05-10T14:17")
    SurveyIncident.objects.create(
        revisit=case,
        broken_at=OPENS,
        reported_by=User.objects.get(name="Paul Wilson"),
        said="Page 3 is empty.",
    )
    page.goto(START)
    expect(page.get_by_text("There are answers on this device that were not sent.")).to_be_visible()
    found += look(page, "broken")
    Revisit.objects.filter(pk=case.pk).update(survey_kind="link", survey_url="https://example.org/other")
    page.goto(START)
    return found + look(page, "replaced")


def test_survey_from_right_to_left(open_survey: Revisit, site: Site) -> None:
    page, found = site.visitor(width=320), list[str]()
    page.goto(START)
    page.get_by_role("link", name="اردو").click()
    expect(page.locator("[data-survey]")).to_have_attribute("dir", "rtl")
    for name, button in (
        ("start", "Start now"),
        ("choice", "Continue"),
        ("scale", "Continue"),
        ("choices", "Continue"),
    ):
        page.set_viewport_size({"width": 1100, "height": 900})
        found.extend(f"{name}: {fault}" for fault in faults(page))
        picture(page, f"rtl-{name}")
        page.get_by_role("button", name=f"{SIGN} {button}", exact=True).click()
    page.get_by_role("textbox").fill("ہم انتظار کر رہے ہیں")
    press(page, f"{SIGN} Continue")
    found.extend(faults(page))
    picture(page, "rtl-check")
    # English is a button away, and nothing that was typed is lost.
    press(page, "English")
    expect(page.get_by_text("ہم انتظار کر رہے ہیں")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_have_text("Check your answers")
    press(page, "اردو")
    press(page, f"{SIGN} Send my answers")
    expect(page.get_by_role("heading", level=1)).to_contain_text(SIGN)
    found.extend(faults(page))
    picture(page, "rtl-sent")
    assert response_to(open_survey).language == "ur"
    assert not found, "\n".join(found)
